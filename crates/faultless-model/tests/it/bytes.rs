//! Bytes, JSON and paths that are sent in strings, value by value, checked against the reference.
//!
//! Left the JSON that is sent; right the value that is read, or after `!` the kind and the context that are told.

use std::path::PathBuf;

use faultless_model::{
    Base64, Base64Url, Hex, Integer, JsonText, Model, RuleSet, Rules, TextBytes,
};

use crate::support::{agree, agree_under, lines, read, told};

fn show<B: AsRef<[u8]>>(bytes: &B) -> String {
    String::from_utf8_lossy(bytes.as_ref()).into_owned()
}

/// `bytes`, `min_length = 3, max_length = 4`.
#[rustfmt::skip]
const TEXT: &[(&str, &str)] = &[
    (r#""é""#, "! bytes_too_short 3"),
    (r#""éé""#, "éé"),
    (r#""ééé""#, "! bytes_too_long 4"),
    (r#""YWJj""#, "YWJj"),
    (r#""ab\u0000""#, "ab\0"),
    ("123", "! bytes_type"),
    ("null", "! bytes_type"),
    ("true", "! bytes_type"),
    ("[1, 2, 3]", "! bytes_type"),
];

/// `bytes` as JSON in hexadecimal digits.
#[rustfmt::skip]
const HEX: &[(&str, &str)] = &[
    (r#""68""#, "h"),
    (r#""6869""#, "hi"),
    (r#""""#, ""),
    (r#""7A7a""#, "zz"),
    (r#""6""#, "! bytes_invalid_encoding hex Odd number of digits"),
    (r#""a b""#, "! bytes_invalid_encoding hex Odd number of digits"),
    (r#""zz""#, "! bytes_invalid_encoding hex Invalid character 'z' at position 0"),
    (r#""6g""#, "! bytes_invalid_encoding hex Invalid character 'g' at position 1"),
    (r#""é""#, "! bytes_invalid_encoding hex Invalid character 'Ã' at position 0"),
    ("68", "! bytes_type"),
];

/// `Base64Bytes`.
#[rustfmt::skip]
const BASE64: &[(&str, &str)] = &[
    (r#""aGVsbG8=""#, "hello"),
    (r#""aGVsbG8""#, "! base64_decode Incorrect padding"),
    (r#""a!G V\nsbG8=""#, "hello"),
    (r#""a""#, "! base64_decode Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4"),
    (r#""abcde""#, "! base64_decode Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4"),
    (r#""""#, ""),
    (r#""=""#, ""),
    (r#""é""#, ""),
    (r#""YQ==zz""#, "a"),
    (r#""YQ=""#, "! base64_decode Incorrect padding"),
    (r#""YQ=a=""#, "a\u{6}"),
    (r#""YR==""#, "a"),
    (r#""Pz8/""#, "???"),
    (r#""Pz8_""#, "! base64_decode Incorrect padding"),
    ("5", "! bytes_type"),
    ("null", "! bytes_type"),
];

/// `Base64UrlBytes`.
#[rustfmt::skip]
const BASE64_URL: &[(&str, &str)] = &[
    (r#""Pz8_""#, "???"),
    (r#""Pz8/""#, "???"),
    (r#""Pj4-""#, ">>>"),
    (r#""Pj4""#, "! base64_decode Incorrect padding"),
    ("5", "! bytes_type"),
];

/// `Base64Bytes`, `min_length = 2, max_length = 3`.
#[rustfmt::skip]
const BASE64_MEASURED: &[(&str, &str)] = &[
    (r#""Pz8/""#, "???"),
    (r#""Pz8=""#, "??"),
];

#[test]
fn bytes_are_read_as_the_reference_reads_them() {
    let rules = RuleSet::<TextBytes>::new()
        .min_length(3)
        .max_length(4)
        .build();
    agree_under::<TextBytes>(&rules, TEXT, show);
    agree::<Hex>(HEX, show);
    let rules = RuleSet::<Hex>::new().min_length(1).max_length(1).build();
    agree_under::<Hex>(
        &rules,
        &[
            (r#""68""#, "h"),
            (r#""""#, "! bytes_too_short 1"),
            (r#""6869""#, "! bytes_too_long 1"),
        ],
        show,
    );
    agree::<Base64>(BASE64, show);
    agree::<Base64Url>(BASE64_URL, show);
}

#[test]
fn base64_is_measured_by_its_bytes() {
    let rules = RuleSet::<Base64>::new().min_length(2).max_length(3).build();
    agree_under::<Base64>(&rules, BASE64_MEASURED, show);
    assert_eq!(
        told::<Base64>("\"aGVsbG8=\"", &rules)[0],
        serde_json::json!({
            "type": "too_long", "loc": ["body"], "msg": "Value should have at most 3 items after validation, not 5",
            "input": "aGVsbG8=", "ctx": {"field_type": "Value", "max_length": 3, "actual_length": 5},
        })
    );
    assert_eq!(
        lines::<Base64>("\"YQ==\"", &rules),
        ["body: Value should have at least 2 items after validation, not 1 (too_short)"]
    );
}

#[test]
fn base64_is_refused_in_its_own_words() {
    assert_eq!(
        told::<Base64>("\"YQ\"", &Rules::NONE)[0],
        serde_json::json!({
            "type": "base64_decode", "loc": ["body"], "msg": "Base64 decoding error: 'Incorrect padding'",
            "input": "YQ", "ctx": {"error": "Incorrect padding"},
        })
    );
}

#[test]
fn bytes_are_written_as_they_are_read() {
    let written = (
        TextBytes("é".into()),
        Hex(vec![0, 0xab]),
        Base64(vec![0xff, 0xfe]),
        Base64Url(vec![0xff, 0xfe]),
    );
    assert_eq!(
        serde_json::to_string(&written).unwrap(),
        r#"["é","00ab","//4=","__4="]"#
    );
    assert!(serde_json::to_string(&TextBytes(vec![0xff])).is_err());
    assert_eq!(
        serde_json::from_str::<Base64Url>("\"__4=\"").unwrap(),
        Base64Url(vec![0xff, 0xfe])
    );
    assert_eq!(
        serde_json::from_str::<Hex>("\"0\"")
            .unwrap_err()
            .to_string(),
        "Data should be valid hex: Odd number of digits"
    );
}

/// `Json[int]`.
#[rustfmt::skip]
const JSON: &[(&str, &str)] = &[
    (r#""1""#, "1"),
    (r#"" 1 ""#, "1"),
    (r#""\"1\"""#, "1"),
    (r#""true""#, "1"),
    (r#""x""#, "! json_invalid expected value at line 1 column 1"),
    (r#""""#, "! json_invalid EOF while parsing a value at line 1 column 0"),
    (r#""[1,]""#, "! json_invalid trailing comma at line 1 column 4"),
    (r#""[1""#, "! json_invalid EOF while parsing a list at line 1 column 2"),
    (r#""1 2""#, "! json_invalid trailing characters at line 1 column 3"),
    (r#""{'a':1}""#, "! json_invalid key must be a string at line 1 column 2"),
    (r#""\ufeff1""#, "! json_invalid expected value at line 1 column 1"),
    (r#""1\u0000""#, "! json_invalid trailing characters at line 1 column 2"),
    (r#""NaN""#, "! finite_number"),
    (r#""1.5""#, "! int_from_float"),
    (r#""[]""#, "! int_type"),
    ("5", "! json_type"),
    ("null", "! json_type"),
];

#[test]
fn json_in_a_string_is_read_as_the_reference_reads_it() {
    agree::<JsonText<Integer>>(JSON, |JsonText(value)| value.to_string());
    assert_eq!(
        read::<JsonText<Vec<u8>>>("\"[1, 2]\""),
        Ok(JsonText(vec![1, 2]))
    );
    assert_eq!(
        read::<JsonText<f64>>("\"-Infinity\""),
        Ok(JsonText(f64::NEG_INFINITY))
    );
    assert_eq!(
        told::<JsonText<Vec<u8>>>("\"[1, -2]\"", &Rules::NONE)[0]["loc"],
        serde_json::json!(["body", 1])
    );
    assert_eq!(serde_json::to_string(&JsonText([1, 2])).unwrap(), "[1,2]");
    assert_eq!(
        serde_json::from_str::<JsonText<Vec<u8>>>("\"[3]\"").unwrap(),
        JsonText(vec![3])
    );
}

#[test]
fn json_in_a_string_keeps_the_rules_of_what_is_inside() {
    let rules = RuleSet::<JsonText<Vec<String>>>::new()
        .max_length(1)
        .items(|item| item.min_length(2))
        .build();
    assert_eq!(
        lines::<JsonText<Vec<String>>>(r#""[\"a\"]""#, &rules),
        ["body.0: String should have at least 2 characters (string_too_short)"]
    );
    assert_eq!(
        lines::<JsonText<Vec<String>>>(r#""[\"ab\", \"cd\"]""#, &rules),
        ["body: List should have at most 1 item after validation, not 2 (too_long)"]
    );
}

#[test]
fn json_in_a_string_nests_no_deeper_than_the_limit() {
    let deep = format!("\"{}{}\"", "[".repeat(100_000), "]".repeat(100_000));
    let told = lines::<JsonText<serde_json::Value>>(&deep, &Rules::NONE);
    assert_eq!(told.len(), 1);
    assert!(told[0].ends_with("(json_invalid)"), "{told:?}");
}

#[derive(Debug, Model)]
struct Login {
    #[expect(dead_code, reason = "only read")]
    #[field(secret)]
    pass: String,
}

#[test]
fn a_secret_within_json_in_a_string_is_masked() {
    for json in [
        r#""{\"pass\": [\"hunter2\"]}""#,
        r#""{\"pass\": \"hunter2\"""#,
        r#"["hunter2"]"#,
    ] {
        let told = told::<JsonText<Login>>(json, &Rules::NONE).to_string();
        assert!(!told.contains("hunter2"), "{told}");
        assert!(told.contains("**********"), "{told}");
    }
}

#[test]
fn a_path_is_the_string_it_is_sent_as() {
    assert_eq!(read::<PathBuf>("\"a/../b\""), Ok(PathBuf::from("a/../b")));
    for json in ["5", "null", "[\"a\"]"] {
        assert_eq!(
            lines::<PathBuf>(json, &Rules::NONE),
            ["body: Input is not a valid path for <class 'pathlib.Path'> (path_type)"]
        );
    }
}
