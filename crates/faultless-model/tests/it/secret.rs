//! Secrets are never echoed.

use std::collections::BTreeMap;

use faultless_model::{Field, Model, RuleSet, Rules};

use crate::support::told;

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
