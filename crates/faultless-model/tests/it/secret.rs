//! Secrets are never echoed.

use std::collections::BTreeMap;

use faultless_model::{
    Base64, Catalogue, Field, Input, Invalid, Issue, Model, Reader, RuleSet, Rules, Secret, Seen,
    Shape, TextForm,
};

use crate::support::{lines, read, read_under, told};

#[derive(Debug, Model)]
struct Login {
    #[expect(dead_code, reason = "only read")]
    name: String,
    #[expect(dead_code, reason = "only read")]
    #[field(secret, min_length = 8, max_length = 12)]
    #[serde(rename = "pass", alias = "password")]
    pass: String,
}

#[derive(Debug, Model)]
struct Outer {
    #[expect(dead_code, reason = "only read")]
    id: i64,
    #[expect(dead_code, reason = "only read")]
    logins: Vec<Option<Box<Login>>>,
    #[expect(dead_code, reason = "only read")]
    next: Option<Box<Outer>>,
    #[expect(dead_code, reason = "only read")]
    by_name: Option<BTreeMap<String, Login>>,
    #[expect(dead_code, reason = "only read")]
    pair: Option<(i64, Login)>,
}

fn assert_hidden<T: Field + std::fmt::Debug>(json: &str, rules: &Rules) {
    assert!(json.contains("hunter2"));
    let told = told::<T>(json, rules).to_string();
    assert!(!told.contains("hunter2"), "{told}");
    assert!(told.contains("**********"), "{told}");
}

#[test]
fn a_secret_is_masked_on_its_own_and_in_what_holds_it() {
    let none = &Rules::NONE;
    assert_hidden::<Login>(r#"{"name": "a", "pass": "hunter2"}"#, none);
    assert_hidden::<Login>(r#"{"pass": "hunter2hunter2"}"#, none);
    assert_hidden::<Login>(r#"{"pass": ["hunter2"], "name": 1}"#, none);
    // Under its other name as well, and where both are sent.
    assert_hidden::<Login>(r#"{"password": "hunter2hunter2"}"#, none);
    assert_hidden::<Login>(r#"{"pass": "long enough", "password": "hunter2"}"#, none);
}

#[test]
fn a_secret_is_masked_at_any_depth() {
    let none = &Rules::NONE;
    assert_hidden::<Outer>(
        r#"{"logins": [{"name": "a", "pass": "hunter2hunter2"}]}"#,
        none,
    );
    assert_hidden::<Outer>(
        r#"{"logins": [], "next": {"logins": [{"pass": "hunter2"}]}}"#,
        none,
    );
    assert_hidden::<Outer>(r#"{"by_name": {"a": {"pass": "hunter2"}}}"#, none);
    assert_hidden::<Outer>(r#"{"pair": [1, {"pass": "hunter2"}]}"#, none);
    assert_hidden::<(i64, Login, i64)>(r#"[1, {"name": "a", "pass": "hunter2long"}]"#, none);
    let rules = RuleSet::<Vec<Login>>::new().max_length(0).build();
    assert_hidden::<Vec<Login>>(r#"[{"pass": "hunter2"}]"#, &rules);
    let rules = RuleSet::<BTreeMap<String, Login>>::new()
        .min_length(2)
        .build();
    assert_hidden::<BTreeMap<String, Login>>(
        r#"{"a": {"name": "b", "pass": "hunter2long"}}"#,
        &rules,
    );
}

#[test]
fn a_value_in_the_place_of_what_holds_a_secret_is_masked() {
    let none = &Rules::NONE;
    // A body sent as text, or an object sent as a list.
    assert_hidden::<Login>(r#""{\"pass\": \"hunter2\"}""#, none);
    assert_hidden::<Outer>(r#""{\"logins\": [{\"pass\": \"hunter2\"}]}""#, none);
    assert_hidden::<Outer>(r#"["hunter2"]"#, none);
    assert_hidden::<Outer>(r#"{"id": 1, "logins": "hunter2"}"#, none);
}

#[test]
fn what_is_no_secret_is_shown() {
    let told = told::<Login>(r#"{"name": 5, "pass": "hunter2long"}"#, &Rules::NONE);
    assert_eq!(told[0]["input"], 5);
    let missing =
        crate::support::told::<Login>(r#"{"other": "shown", "pass": null}"#, &Rules::NONE);
    assert_eq!(
        missing[0]["input"],
        serde_json::json!({"other": "shown", "pass": null})
    );
}

#[derive(Debug, Model)]
struct Account {
    #[expect(dead_code, reason = "only read")]
    id: i64,
    #[expect(dead_code, reason = "only read")]
    key: Secret<String>,
    #[expect(dead_code, reason = "only read")]
    pins: Option<Vec<Secret<u32>>>,
    #[expect(dead_code, reason = "only read")]
    login: Option<Secret<BTreeMap<String, String>>>,
}

#[test]
fn the_secret_type_is_masked_wherever_it_stands() {
    let none = &Rules::NONE;
    assert_hidden::<Secret<u32>>("\"hunter2\"", none);
    assert_hidden::<Secret<Vec<u32>>>("[1, \"hunter2\"]", none);
    assert_hidden::<Secret<Secret<u32>>>("\"hunter2\"", none);
    assert_hidden::<Account>(r#"{"key": "hunter2"}"#, none);
    assert_hidden::<Account>(r#"{"id": 1, "key": ["hunter2"]}"#, none);
    assert_hidden::<Account>(r#"{"id": 1, "key": "a", "pins": ["hunter2"]}"#, none);
    assert_hidden::<Account>(r#"{"pins": ["hunter2"], "key": 1}"#, none);
    assert_hidden::<Account>(
        r#"{"id": 1, "key": "a", "login": {"name": ["hunter2"]}}"#,
        none,
    );
    assert_hidden::<Account>("\"hunter2\"", none);
    // What was not sent is no secret.
    assert_eq!(
        told::<Secret<u32>>("null", none)[0]["input"],
        serde_json::Value::Null
    );
}

#[test]
fn the_secret_type_is_measured_as_the_reference_measures_it() {
    let rules = RuleSet::<Secret<String>>::new()
        .min_length(2)
        .max_length(3)
        .build();
    assert_eq!(
        lines::<Secret<String>>("\"é\"", &rules),
        ["body: Value should have at least 2 items after validation, not 1 (too_short)"]
    );
    assert_eq!(
        lines::<Secret<String>>("\"hunter2\"", &rules),
        ["body: Value should have at most 3 items after validation, not 7 (too_long)"]
    );
    assert_hidden::<Secret<String>>("\"hunter2\"", &rules);
    assert_eq!(
        read::<Secret<String>>("\"abc\""),
        Ok(Secret::new("abc".to_owned()))
    );
    let rules = RuleSet::<Secret<u8>>::new().gt(5i128).build();
    assert_eq!(
        lines::<Secret<u8>>("5", &rules),
        ["body: Input should be greater than 5 (greater_than)"]
    );
}

#[test]
fn only_expose_gives_a_secret() {
    let secret = read::<Secret<String>>("\"hunter2\"").unwrap();
    assert_eq!(
        format!("{secret}|{secret:?}"),
        "**********|Secret(**********)"
    );
    assert_eq!(serde_json::to_string(&secret).unwrap(), "\"**********\"");
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(secret.into_exposed(), "hunter2");
    // The empty text has nothing to hide, and is shown as the reference shows it.
    let blank = read::<Secret<String>>("\"\"").unwrap();
    assert_eq!(serde_json::to_string(&blank).unwrap(), "\"\"");
    let sent: Secret<u32> = serde_json::from_str("7").unwrap();
    assert_eq!(sent, Secret::from(7));
    let refused = serde_json::from_str::<Secret<u32>>("\"hunter2\"").unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("a secret does not fit its type")
    );
}

/// A text that is never shown, as the key of a map.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Token;

impl Field for Token {
    const SHAPE: Shape = Shape::Scalar;

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        String::read(input, rules, &mut reader.secret()).map(|_| Self)
    }

    fn redact(input: &mut Input<'_>) {
        *input = Input::from("**********");
    }

    fn secretive(_: &mut Seen) -> bool {
        true
    }
}

#[derive(Debug, Model)]
struct Vault {
    #[expect(dead_code, reason = "only read")]
    #[field(secret)]
    named: Option<BTreeMap<String, i64>>,
    #[expect(dead_code, reason = "only read")]
    tokens: Option<BTreeMap<Token, Vec<i64>>>,
    #[expect(dead_code, reason = "only read")]
    #[field(secret)]
    id: Option<uuid::Uuid>,
    #[expect(dead_code, reason = "only read")]
    #[field(secret)]
    either: Option<Tagged>,
    #[expect(dead_code, reason = "only read")]
    needed: i64,
}

#[derive(Debug, Model)]
#[serde(tag = "kind", deny_unknown_fields)]
enum Tagged {
    #[expect(dead_code, reason = "only read")]
    One { a: i64 },
}

#[test]
fn a_secret_is_not_told_by_the_place_of_an_issue() {
    let none = &Rules::NONE;
    assert_hidden::<Vault>(r#"{"named": {"hunter2": "x"}, "needed": 1}"#, none);
    assert_hidden::<Vault>(r#"{"named": {"a": {"hunter2": 1}}, "needed": 1}"#, none);
    assert_hidden::<Vault>(r#"{"tokens": {"hunter2": [1, "x"]}, "needed": 1}"#, none);
    assert_hidden::<Vault>(r#"{"tokens": {"hunter2": 1}, "needed": 1}"#, none);
    // What it is missing from is shown, without its names.
    assert_hidden::<Vault>(r#"{"tokens": {"hunter2": []}}"#, none);
    assert_hidden::<BTreeMap<Token, i64>>(r#"{"hunter2": "x"}"#, none);
    let rules = RuleSet::<BTreeMap<Token, i64>>::new().max_length(0).build();
    assert_hidden::<BTreeMap<Token, i64>>(r#"{"hunter2": 1}"#, &rules);
    assert_hidden::<Vault>(
        r#"{"either": {"kind": "One", "a": 1, "hunter2": 1}, "needed": 1}"#,
        none,
    );
}

#[test]
fn a_secret_is_not_told_by_words_or_context() {
    let none = &Rules::NONE;
    assert_hidden::<Vault>(r#"{"either": {"kind": "hunter2"}, "needed": 1}"#, none);
    let base64 = told::<Secret<Base64>>("\"YWJjZ\"", none);
    assert_eq!(
        base64[0]["msg"], "Base64 decoding error: '**********'",
        "{base64}"
    );
    assert_eq!(base64[0]["ctx"]["error"], "**********");
    let words = told::<Vault>(r#"{"id": "~", "needed": 1}"#, none);
    assert!(!words.to_string().contains('~'), "{words}");
    assert_eq!(words[0]["loc"], serde_json::json!(["body", "id"]));
}

/// What another catalogue tells of an issue is no more than the issue has.
#[test]
fn a_secret_is_hidden_in_every_catalogue() {
    for json in [
        r#"{"named": {"hunter2": "x"}, "needed": 1}"#,
        r#"{"either": {"kind": "hunter2"}, "needed": 1}"#,
        r#"{"tokens": {"hunter2": [1, "x"]}}"#,
    ] {
        let issues = read_under::<Vault>(json, &Rules::NONE).unwrap_err();
        let issues: Vec<Issue> = issues
            .into_iter()
            .map(|issue| issue.told_in(&Catalogue::v1()))
            .collect();
        let told = serde_json::to_string(&issues).unwrap();
        let text = TextForm::new("Request", &issues).to_string();
        assert!(
            !told.contains("hunter2") && !text.contains("hunter2"),
            "{told} {text}"
        );
    }
}
