//! The catalogue, and that every kind that can be met is met.

use faultless_model::{Issue, Kind, Location, NOT_APPLICABLE, Rules};
use serde_json::Value;

use crate::support::{lines, told};

fn catalogue() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/kinds.json");
    let text = std::fs::read_to_string(path).expect("the catalogue of the reference");
    serde_json::from_str(&text).expect("a list of kinds")
}

#[test]
fn the_table_is_the_catalogue_of_the_reference() {
    for entry in catalogue() {
        let code = entry["kind"].as_str().unwrap();
        let kind = Kind::from(code);
        if NOT_APPLICABLE.contains(&code) {
            assert!(
                matches!(kind, Kind::Custom(_)),
                "{code} is both a kind and not applicable"
            );
            continue;
        }
        assert_eq!(kind.code(), code);
        assert_eq!(
            kind.template(),
            entry["template"].as_str(),
            "the template of {code}"
        );
        let mut expected: Vec<&str> = entry["context"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut found = kind.context().to_vec();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "the context of {code}");
    }
}

#[test]
fn the_table_has_nothing_the_catalogue_lacks() {
    let catalogue = catalogue();
    assert_eq!(Kind::ALL.len() + NOT_APPLICABLE.len(), catalogue.len());
    for code in Kind::ALL
        .iter()
        .map(Kind::code)
        .chain(NOT_APPLICABLE.iter().copied())
    {
        assert!(
            catalogue.iter().any(|entry| entry["kind"] == code),
            "{code} is made up"
        );
    }
}

/// The words of every kind, its context filled with what the catalogue fills it with. Where the two word a kind
/// differently, Python's are said.
#[test]
fn words_are_filled_from_the_context() {
    let say = |kind: Kind, context: &[(&'static str, faultless_model::Input<'static>)]| {
        let issue = Issue::new(kind, Location::new());
        let issue = context.iter().cloned().fold(issue, |issue, (name, value)| {
            issue.with_context(name, value)
        });
        issue.message().into_owned()
    };
    assert_eq!(
        say(Kind::StringTooShort, &[("min_length", 1.into())]),
        "String should have at least 1 character"
    );
    assert_eq!(
        say(Kind::StringTooShort, &[("min_length", 0.into())]),
        "String should have at least 0 characters"
    );
    assert_eq!(
        say(Kind::BytesTooLong, &[("max_length", 2.into())]),
        "Data should have at most 2 bytes"
    );
    assert_eq!(
        say(Kind::UrlTooLong, &[("max_length", 1.into())]),
        "URL should have at most 1 character"
    );
    let greater = |bound: f64| say(Kind::GreaterThan, &[("gt", bound.into())]);
    assert_eq!(greater(10.5), "Input should be greater than 10.5");
    assert_eq!(greater(0.0), "Input should be greater than 0");
    assert_eq!(
        greater(1e20),
        "Input should be greater than 100000000000000000000"
    );
    assert_eq!(greater(1e-7), "Input should be greater than 0.0000001");
    assert_eq!(greater(f64::INFINITY), "Input should be greater than inf");
    let too_long = [
        ("field_type", "Set".into()),
        ("max_length", 1.into()),
        ("actual_length", Option::<u8>::None.into()),
    ];
    assert_eq!(
        say(Kind::TooLong, &too_long),
        "Set should have at most 1 item after validation, not more"
    );
    let tag = [
        ("discriminator", "'kind'".into()),
        ("tag", "x".into()),
        ("expected_tags", "'a', 'b'".into()),
    ];
    let words =
        "Input tag 'x' found using 'kind' does not match any of the expected tags: 'a', 'b'";
    assert_eq!(say(Kind::UnionTagInvalid, &tag), words);
    assert_eq!(
        say(
            Kind::UrlScheme,
            &[("expected_schemes", "'a' or 'b'".into())]
        ),
        "URL scheme should be 'a' or 'b'"
    );
    assert_eq!(say(Kind::JsonInvalid, &[]), "Invalid JSON: {error}");
    assert_eq!(say(Kind::ListType, &[]), "Input should be a valid list");
    assert_eq!(say(Kind::Custom("sold_out".into()), &[]), "sold_out");
}

/// The kinds whose words differ between JSON and Python, each as the recordings have it.
#[test]
fn the_words_said_are_those_of_the_recordings() {
    let none = &Rules::NONE;
    assert_eq!(
        lines::<Vec<i64>>("1", none),
        ["body: Input should be a valid list (list_type)"]
    );
    assert_eq!(
        lines::<std::collections::BTreeSet<i64>>("1", none),
        ["body: Input should be a valid set (set_type)"],
    );
    assert_eq!(
        lines::<(i64, i64)>("1", none),
        ["body: Input should be a valid tuple (tuple_type)"]
    );
    assert_eq!(
        lines::<std::collections::BTreeMap<String, i64>>("1", none),
        ["body: Input should be a valid dictionary (dict_type)"],
    );
    assert_eq!(
        lines::<speedate::Duration>("null", none),
        ["body: Input should be a valid timedelta (time_delta_type)"],
    );
    assert_eq!(
        lines::<speedate::Duration>("\"\"", none),
        ["body: Input should be a valid timedelta, input is too short (time_delta_parsing)"],
    );
}

#[test]
fn an_issue_of_a_reading_has_all_of_it() {
    let issue = told::<uuid::Uuid>("\"x\"", &Rules::NONE);
    let error = "invalid character: found `x` at 0";
    let expected = serde_json::json!([{
        "type": "uuid_parsing", "loc": ["body"], "msg": format!("Input should be a valid UUID, {error}"),
        "input": "x", "ctx": {"error": error},
    }]);
    assert_eq!(issue, expected);
}
