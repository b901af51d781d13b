//! JSON as Python's `json.loads` reads it.

use faultless_model::{Input, JsonError, parse, parse_within};

/// What is sent, where Python stumbles (in characters), and what it says.
#[rustfmt::skip]
const MALFORMED: &[(&str, usize, &str)] = &[
    ("", 0, "Expecting value"),
    ("  ", 2, "Expecting value"),
    ("{", 1, "Expecting property name enclosed in double quotes"),
    ("{ ", 2, "Expecting property name enclosed in double quotes"),
    ("{\"", 1, "Unterminated string starting at"),
    ("{\"a", 1, "Unterminated string starting at"),
    ("{\"a\"", 4, "Expecting ':' delimiter"),
    ("{\"a\" ", 5, "Expecting ':' delimiter"),
    ("{\"a\":", 5, "Expecting value"),
    ("{\"a\": ", 6, "Expecting value"),
    ("{\"a\":1", 6, "Expecting ',' delimiter"),
    ("{\"a\":1 ", 7, "Expecting ',' delimiter"),
    ("{\"a\":1,", 7, "Expecting property name enclosed in double quotes"),
    ("{\"a\":1, ", 8, "Expecting property name enclosed in double quotes"),
    ("{\"a\":1,}", 7, "Expecting property name enclosed in double quotes"),
    ("{\"a\":1, }", 8, "Expecting property name enclosed in double quotes"),
    ("[", 1, "Expecting value"),
    ("[ ", 2, "Expecting value"),
    ("[1", 2, "Expecting ',' delimiter"),
    ("[1 ", 3, "Expecting ',' delimiter"),
    ("[1,", 3, "Expecting value"),
    ("[1, ", 4, "Expecting value"),
    ("[1,]", 3, "Expecting value"),
    ("[1, ]", 4, "Expecting value"),
    ("[1 2]", 3, "Expecting ',' delimiter"),
    ("{\"a\" 1}", 5, "Expecting ':' delimiter"),
    ("{1:2}", 1, "Expecting property name enclosed in double quotes"),
    ("nul", 0, "Expecting value"),
    ("null x", 5, "Extra data"),
    ("tru", 0, "Expecting value"),
    ("True", 0, "Expecting value"),
    ("-NaN", 0, "Expecting value"),
    ("-Inf", 0, "Expecting value"),
    ("Infinityx", 8, "Extra data"),
    ("-", 0, "Expecting value"),
    ("-a", 0, "Expecting value"),
    ("01", 1, "Extra data"),
    ("-01", 2, "Extra data"),
    ("1.", 1, "Extra data"),
    ("1.e5", 1, "Extra data"),
    ("1e", 1, "Extra data"),
    ("1e+", 1, "Extra data"),
    (".5", 0, "Expecting value"),
    ("+1", 0, "Expecting value"),
    ("1.5.5", 3, "Extra data"),
    ("\"\\", 0, "Unterminated string starting at"),
    ("\"\\\"", 0, "Unterminated string starting at"),
    ("\"\\x\"", 1, "Invalid \\escape"),
    ("\"\\u", 2, "Invalid \\uXXXX escape"),
    ("\"\\u1", 2, "Invalid \\uXXXX escape"),
    ("\"\\u12g4\"", 2, "Invalid \\uXXXX escape"),
    ("\"\\u+123\"", 2, "Invalid \\uXXXX escape"),
    ("\"\\u 123\"", 2, "Invalid \\uXXXX escape"),
    ("\"\\ud800\\u\"", 8, "Invalid \\uXXXX escape"),
    ("\"\\ud800\\udc0\"", 8, "Invalid \\uXXXX escape"),
    ("\"\t\"", 1, "Invalid control character at"),
    ("\"a\u{1}\"", 2, "Invalid control character at"),
    ("\"a\nb", 2, "Invalid control character at"),
    ("\"é\u{1}", 2, "Invalid control character at"),
    ("{} {}", 3, "Extra data"),
    ("[]]", 2, "Extra data"),
    ("{\"a\":1}}", 7, "Extra data"),
    ("\u{b}1", 0, "Expecting value"),
    ("\u{a0}1", 0, "Expecting value"),
    ("1\u{a0}", 1, "Extra data"),
    ("{\"a\":1,,}", 7, "Expecting property name enclosed in double quotes"),
    ("[1,,2]", 3, "Expecting value"),
    ("[,1]", 1, "Expecting value"),
    ("{,}", 1, "Expecting property name enclosed in double quotes"),
    ("{\"a\":\"b\" \"c\":1}", 9, "Expecting ',' delimiter"),
    ("\"\\u00e9\\", 0, "Unterminated string starting at"),
    ("\"abc\\u123", 5, "Invalid \\uXXXX escape"),
    ("{\"é\":\"é\" x}", 9, "Expecting ',' delimiter"),
    ("{\"😀\":\"é\" x}", 9, "Expecting ',' delimiter"),
    ("/**/1", 0, "Expecting value"),
    ("'a'", 0, "Expecting value"),
    ("{\"a\":'b'}", 5, "Expecting value"),
    ("{\"a\":1;}", 6, "Expecting ',' delimiter"),
    ("\"\\ud800\\uzzzz\"", 8, "Invalid \\uXXXX escape"),
    ("[[[", 3, "Expecting value"),
    ("{\"a\":{\"b\":[1,{\"c\":", 18, "Expecting value"),
    ("\"\\u00e9", 2, "Invalid \\uXXXX escape"),
    ("\"\\ud83d\\ude00", 8, "Invalid \\uXXXX escape"),
    ("\"x", 0, "Unterminated string starting at"),
    ("\"x\\u00", 3, "Invalid \\uXXXX escape"),
    ("00", 1, "Extra data"),
    ("0x10", 1, "Extra data"),
    ("1_0", 1, "Extra data"),
    ("{\"a\"}", 4, "Expecting ':' delimiter"),
    ("{\"a\",}", 4, "Expecting ':' delimiter"),
    ("[nan]", 1, "Expecting value"),
    ("1 2", 2, "Extra data"),
    ("{\"a\":1}\u{0}", 7, "Extra data"),
    ("\u{0}", 0, "Expecting value"),
    ("{\"\\u12\":1}", 3, "Invalid \\uXXXX escape"),
    ("{\"a\n\":1}", 3, "Invalid control character at"),
    ("{a:1}", 1, "Expecting property name enclosed in double quotes"),
    ("{\"a\":[1,2}", 9, "Expecting ',' delimiter"),
    ("{\"a\":1]", 6, "Expecting ',' delimiter"),
    ("\n\n{\"a\": ", 8, "Expecting value"),
    ("\"\\ué000\"", 2, "Invalid \\uXXXX escape"),
];

#[test]
fn mistakes_are_told_where_python_tells_them() {
    for (text, position, message) in MALFORMED {
        let expected = JsonError::Syntax {
            message: (*message).to_owned(),
            position: *position,
        };
        assert_eq!(parse(text.as_bytes()), Err(expected), "{text:?}");
    }
}

fn unreadable(bytes: &[u8]) -> bool {
    matches!(parse(bytes), Err(JsonError::Unreadable { .. }))
}

#[test]
fn values_are_read_as_python_reads_them() {
    let read = |text: &'static str| parse(text.as_bytes()).unwrap();
    let digits = |digits: &'static str| Input::Int(digits.into());
    assert_eq!(read("-0"), digits("0"));
    assert_eq!(read("-0.0"), Input::Float(-0.0));
    assert_eq!(
        read("123456789012345678901234567890"),
        digits("123456789012345678901234567890")
    );
    assert_eq!(read("1E400"), Input::Float(f64::INFINITY));
    assert_eq!(read("1E-400"), Input::Float(0.0));
    assert_eq!(read("-Infinity"), Input::Float(f64::NEG_INFINITY));
    assert!(matches!(read("NaN"), Input::Float(value) if value.is_nan()));
    assert_eq!(read(" [ ] "), Input::List(Vec::new()));
    assert_eq!(read("{ }"), Input::Object(Vec::new()));
    assert_eq!(
        read(r#""\/\b\f\n\r\t\"\\""#),
        "/\u{8}\u{c}\n\r\t\"\\".into()
    );
    assert_eq!(read("\"\u{7f}\""), "\u{7f}".into());
}

#[test]
fn half_a_surrogate_pair_becomes_the_replacement_character() {
    let read = |text: &'static str| parse(text.as_bytes()).unwrap();
    assert_eq!(read(r#""\uD83D\uDE00""#), "😀".into());
    assert_eq!(read(r#""\ud800""#), "\u{fffd}".into());
    assert_eq!(read(r#""\ud800x""#), "\u{fffd}x".into());
    assert_eq!(read(r#""\udc00\ud800""#), "\u{fffd}\u{fffd}".into());
    assert_eq!(read(r#""\ud800\ud800\udc00""#), "\u{fffd}\u{10000}".into());
    assert_eq!(parse(b"\"\xed\xa0\x80!\""), Ok("\u{fffd}!".into()));
}

#[test]
fn a_repeated_name_takes_its_last_value_at_its_first_place() {
    let few = parse(br#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
    assert_eq!(
        few,
        Input::Object(vec![("a".into(), 3.into()), ("b".into(), 2.into())])
    );
    let names = (0..40)
        .map(|index| format!("\"n{}\": {index}", index % 20))
        .collect::<Vec<_>>()
        .join(",");
    let text = format!("{{{names}}}");
    let Input::Object(entries) = parse(text.as_bytes()).unwrap() else {
        panic!("no object")
    };
    let expected: Vec<_> = (0..20)
        .map(|index| (format!("n{index}").into(), Input::from(index + 20)))
        .collect();
    assert_eq!(entries, expected);
}

#[test]
fn encodings_are_told_apart_by_their_first_bytes() {
    let text = "{\"é\": \"😀\"}";
    let expected = parse(text.as_bytes()).unwrap();
    let utf16 = |mark: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}")
            .encode_utf16()
            .flat_map(to)
            .collect()
    };
    let utf32 = |mark: &str, to: fn(u32) -> [u8; 4]| -> Vec<u8> {
        format!("{mark}{text}")
            .chars()
            .flat_map(|letter| to(u32::from(letter)))
            .collect()
    };
    for mark in ["", "\u{feff}"] {
        assert_eq!(parse(&utf16(mark, u16::to_le_bytes)), Ok(expected.clone()));
        assert_eq!(parse(&utf16(mark, u16::to_be_bytes)), Ok(expected.clone()));
        assert_eq!(parse(&utf32(mark, u32::to_le_bytes)), Ok(expected.clone()));
        assert_eq!(parse(&utf32(mark, u32::to_be_bytes)), Ok(expected.clone()));
        assert_eq!(
            parse(format!("{mark}{text}").as_bytes()),
            Ok(expected.clone())
        );
    }
    assert_eq!(parse(b"1\0"), Ok(1.into()));
    assert_eq!(parse(b"\x001"), Ok(1.into()));
    let extra = JsonError::Syntax {
        message: "Extra data".into(),
        position: 1,
    };
    assert_eq!(parse(b"1\0\0"), Err(extra.clone()));
    assert_eq!(parse(b"1\0\0\0\0\0\0\0"), Err(extra));
    let nothing = JsonError::Syntax {
        message: "Expecting value".into(),
        position: 0,
    };
    assert_eq!(parse(b"\xef\xbb\xbf"), Err(nothing.clone()));
    assert_eq!(parse(b"\xef\xbb\xbf\xef\xbb\xbf1"), Err(nothing));
}

#[test]
fn broken_encodings_are_unreadable() {
    for bytes in [
        &b"\"\xff\""[..],
        b"\xc3",
        b"\xf4\x90\x80\x80",
        b"\"\xc0\x80\"",
        b"\xff\xfe1",
        b"{\0}\0x",
    ] {
        assert!(unreadable(bytes), "{bytes:?}");
    }
}

#[test]
fn an_integer_of_over_4300_digits_is_unreadable() {
    assert!(parse("1".repeat(4300).as_bytes()).is_ok());
    assert!(parse(format!("-{}", "1".repeat(4300)).as_bytes()).is_ok());
    assert!(unreadable("1".repeat(4301).as_bytes()));
    assert!(parse(format!("{}.0", "1".repeat(4301)).as_bytes()).is_ok());
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(nested(128).as_bytes()).is_ok());
    assert!(unreadable(nested(129).as_bytes()));
    assert!(unreadable("{\"a\":".repeat(100_000).as_bytes()));
    assert!(parse_within(nested(3).as_bytes(), 3).is_ok());
    assert!(parse_within(nested(4).as_bytes(), 3).is_err());
}

#[test]
fn what_is_read_is_written_again() {
    let text =
        r#"{"a":[null,true,1,12345678901234567890123,-2,18446744073709551615,1.5,"é"],"b":{}}"#;
    assert_eq!(
        serde_json::to_string(&parse(text.as_bytes()).unwrap()).unwrap(),
        text
    );
    let odd = parse(b"[NaN, Infinity, -Infinity]").unwrap();
    assert_eq!(
        serde_json::to_string(&odd).unwrap(),
        r#"["nan","inf","-inf"]"#
    );
    let value = serde_json::json!({"a": [1, 2.5, "x", null, true]});
    assert_eq!(serde_json::to_value(Input::from(&value)).unwrap(), value);
}
