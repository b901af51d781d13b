//! Errors, by their codes.

use faultless_cli::diff::{Document, Rule};
use serde_json::{Map, Value, json};

use super::{changes, document, report};

fn error(code: &str, detail: &Value) -> Value {
    json!({
        "type": "object",
        "properties": {"status": {"const": "error"}, "code": {"const": code}, "detail": detail},
        "required": ["status", "code", "detail"],
    })
}

fn text() -> Value {
    json!({"type": "string"})
}

/// A document as the framework writes it: the errors by status, each with a component of its own.
fn errors(by_status: &[(&str, &[(&str, Value)])]) -> Document {
    let (mut responses, mut schemas) = (Map::new(), Map::new());
    for (status, errors) in by_status {
        let name = |code: &str| format!("{status}{code}Error");
        let refer = |code: &str| json!({"$ref": format!("#/components/schemas/{}", name(code))});
        let codes: Vec<_> = errors.iter().map(|(code, _)| *code).collect();
        for (code, detail) in *errors {
            schemas.insert(name(code), error(code, detail));
        }
        let schema = match codes.as_slice() {
            [code] => refer(code),
            codes => json!({
                "oneOf": codes.iter().map(|code| refer(code)).collect::<Vec<_>>(),
                "discriminator": {"propertyName": "code"},
            }),
        };
        let content = json!({"application/json": {"schema": schema}});
        responses.insert(
            (*status).to_owned(),
            json!({"description": "", "content": content, "x-error-codes": codes}),
        );
    }
    document(
        "it",
        &json!({"/items": {"post": {"responses": responses}}}),
        &json!({"schemas": schemas}),
    )
}

fn told(rule: Rule, place: &str) -> (Rule, String) {
    (rule, place.to_owned())
}

#[test]
fn an_error_comes_and_goes_without_a_word_about_the_others() {
    let one = errors(&[("409", &[("taken", text())])]);
    let two = errors(&[("409", &[("full", text()), ("taken", text())])]);
    assert_eq!(
        changes(&one, &two),
        [told(Rule::ErrorCodeAdded, "error `full`")]
    );
    assert_eq!(
        changes(&two, &one),
        [told(Rule::ErrorCodeRemoved, "error `full`")]
    );
    let none = errors(&[]);
    assert_eq!(
        changes(&none, &one),
        [told(Rule::ErrorCodeAdded, "error `taken`")]
    );
    assert_eq!(
        changes(&one, &none),
        [told(Rule::ErrorCodeRemoved, "error `taken`")]
    );
}

#[test]
fn an_error_moves_to_another_status() {
    let old = errors(&[("404", &[("gone", text())]), ("409", &[("taken", text())])]);
    let new = errors(&[("404", &[("taken", text())]), ("410", &[("gone", text())])]);
    let report = report(&old, &new);
    let words: Vec<_> = report
        .changes()
        .iter()
        .map(|change| (change.rule(), change.words()))
        .collect();
    assert_eq!(
        words,
        [
            (
                Rule::ErrorCodeMoved,
                "comes with status 410 now, and did with 404"
            ),
            (
                Rule::ErrorCodeMoved,
                "comes with status 404 now, and did with 409"
            ),
        ]
    );
    let both = errors(&[
        ("404", &[("gone", text())]),
        ("409", &[("taken", text())]),
        ("410", &[("gone", text())]),
    ]);
    assert_eq!(
        changes(&old, &both),
        [told(Rule::ErrorCodeAdded, "error `gone`")]
    );
    assert_eq!(
        changes(&both, &old),
        [told(Rule::ErrorCodeMoved, "error `gone`")]
    );
}

#[test]
fn an_error_is_compared_with_itself() {
    let with = |detail: Value| errors(&[("409", &[("full", text()), ("short", detail)])]);
    let figures =
        |fields: Value| json!({"type": "object", "properties": fields, "required": ["left"]});
    let old = with(figures(json!({"left": {"type": "integer"}})));
    let new = with(figures(
        json!({"left": {"type": "number"}, "wanted": {"type": "integer"}}),
    ));
    assert_eq!(
        changes(&old, &new),
        [
            told(
                Rule::ResponseTypeWidened,
                "response 409 (`short`) detail.left"
            ),
            told(
                Rule::ResponseFieldAdded,
                "response 409 (`short`) detail.wanted"
            ),
        ]
    );
    assert_eq!(
        changes(&old, &with(text())),
        [told(
            Rule::ResponseTypeWidened,
            "response 409 (`short`) detail"
        )]
    );
}

#[test]
fn codes_are_known_by_the_list_alone() {
    let plain = |codes: Value| {
        let schema = json!({"type": "object", "properties": {"detail": text()}});
        let response =
            json!({"content": {"application/json": {"schema": schema}}, "x-error-codes": codes});
        document(
            "it",
            &json!({"/items": {"post": {"responses": {"409": response}}}}),
            &json!({}),
        )
    };
    assert_eq!(
        changes(&plain(json!(["a", "b"])), &plain(json!(["b", "c"]))),
        [
            told(Rule::ErrorCodeRemoved, "error `a`"),
            told(Rule::ErrorCodeAdded, "error `c`"),
        ]
    );
}

#[test]
fn codes_are_known_by_the_schemas_alone() {
    let coded = |code: Value| {
        let schema = json!({"type": "object", "properties": {"code": code}});
        document(
            "it",
            &json!({"/items": {"post": {"responses": {"4XX": {"content": {"application/problem+json": {"schema": schema}}}}}}}),
            &json!({}),
        )
    };
    assert_eq!(
        changes(
            &coded(json!({"const": "a"})),
            &coded(json!({"enum": ["a"]}))
        ),
        []
    );
    assert_eq!(
        changes(&coded(json!({"const": "a"})), &coded(json!({"const": "b"}))),
        [
            told(Rule::ErrorCodeRemoved, "error `a`"),
            told(Rule::ErrorCodeAdded, "error `b`"),
        ]
    );
}

#[test]
fn another_format_of_errors_is_breaking() {
    let bare = |schema: Value| {
        let response = json!({"content": {"application/json": {"schema": schema}}, "x-error-codes": ["full", "taken"]});
        document(
            "it",
            &json!({"/items": {"post": {"responses": {"409": response}}}}),
            &json!({}),
        )
    };
    let old =
        bare(json!({"type": "object", "properties": {"message": text()}, "required": ["message"]}));
    let new = errors(&[("409", &[("full", text()), ("taken", text())])]);
    let there = changes(&old, &new);
    assert!(
        there.contains(&told(
            Rule::ResponseFieldRemoved,
            "response 409 (`full`) message"
        )),
        "{there:?}"
    );
    let back = changes(&new, &old);
    assert!(
        back.contains(&told(
            Rule::ResponseFieldRemoved,
            "response 409 (`full`) code"
        )),
        "{back:?}"
    );
}

#[test]
fn a_success_with_a_code_is_no_error() {
    let answer = |code: &str| {
        let schema = json!({"type": "object", "properties": {"code": {"const": code}}});
        document(
            "it",
            &json!({"/items": {"post": {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}}}),
            &json!({}),
        )
    };
    assert_eq!(
        changes(&answer("a"), &answer("b")),
        [told(Rule::ResponseValueChanged, "response 200 code")]
    );
}
