//! Documents that nobody would write, and somebody will.

use std::fmt::Write as _;

use faultless_cli::diff::{Class, Document, compare};
use serde_json::{Map, Value, json};

use super::{changes, document, got, report};

fn root(schemas: &Value) -> Document {
    let content =
        json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/R"}}}});
    document(
        "it",
        &json!({"/a": {"get": {"responses": {"200": content}}}}),
        &json!({"schemas": schemas}),
    )
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn refusal(old: &Document, new: &Document) -> String {
    compare(old, new).unwrap_err().to_string()
}

#[test]
fn references_that_cannot_be_followed_are_refused() {
    let fine = root(&json!({"R": {}}));
    let missing = root(&json!({"R": refer("Gone")}));
    assert_eq!(
        refusal(&fine, &missing),
        "it refers to `#/components/schemas/Gone`, which is not in it"
    );
    let other = root(&json!({"R": {"$ref": "other.json#/R"}}));
    assert_eq!(
        refusal(&other, &fine),
        "it refers to `other.json#/R`, which is another file: bundle them into one document"
    );
    let anchor = root(&json!({"R": {"$ref": "#place"}}));
    assert!(refusal(&fine, &anchor).contains("by an anchor"));
    let circle = root(&json!({"R": refer("S"), "S": refer("R")}));
    assert_eq!(
        refusal(&fine, &circle),
        "it has a reference that never ends, at `#/components/schemas/R`"
    );
    let bytes = root(&json!({"R": {"$ref": "#/%ff"}}));
    assert!(refusal(&fine, &bytes).contains("no UTF-8"));
}

#[test]
fn references_in_examples_are_no_references() {
    let document = got(
        &json!({"type": "object", "default": {"$ref": "nowhere"}, "examples": [{"$ref": "nowhere"}]}),
    );
    assert_eq!(changes(&document, &document), []);
}

#[test]
fn circles_of_all_of_and_any_of_end() {
    let document = root(&json!({
        "R": {"allOf": [refer("R"), refer("S")]},
        "S": {"anyOf": [refer("S"), refer("R"), {"type": "null"}]},
    }));
    assert_eq!(changes(&document, &document), []);
}

/// Each schema has two fields of the next: a tree of 2 to the 60 leaves, written out.
#[test]
fn what_multiplies_is_compared_once() {
    let tree = |leaf: &str| {
        let mut schemas = Map::new();
        for index in 0..60 {
            let next = refer(&format!("S{}", index + 1));
            let name = if index == 0 {
                "R".to_owned()
            } else {
                format!("S{index}")
            };
            schemas.insert(
                name,
                json!({"type": "object", "properties": {"a": next, "b": next}}),
            );
        }
        schemas.insert("S60".to_owned(), json!({"type": leaf}));
        root(&schemas.into())
    };
    let report = report(&tree("integer"), &tree("string"));
    assert_eq!(report.count(Class::Breaking), 1);
    assert!(report.changes()[0].place().ends_with("or deeper"));
}

/// A chain of references that would be a hundred thousand calls deep.
#[test]
fn a_long_chain_is_no_deep_stack() {
    let chain = |leaf: &str| {
        let mut schemas = Map::new();
        for index in 0..100_000 {
            let name = if index == 0 {
                "R".to_owned()
            } else {
                format!("S{index}")
            };
            schemas.insert(
                name,
                json!({"properties": {"a": refer(&format!("S{}", index + 1))}}),
            );
        }
        schemas.insert("S100000".to_owned(), json!({"type": leaf}));
        root(&schemas.into())
    };
    assert_eq!(
        report(&chain("integer"), &chain("string")).count(Class::Breaking),
        1
    );
}

#[test]
fn depth_beyond_what_is_read_is_refused() {
    let mut text = String::from(r#"{"openapi": "3.1.0", "paths": "#);
    let _ = write!(text, "{}{}", "[".repeat(100_000), "]".repeat(100_000));
    text.push('}');
    let words = Document::parse("deep.json", text.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(
        words.starts_with("deep.json is not JSON: recursion limit exceeded"),
        "{words}"
    );
}

#[test]
fn what_is_no_document_is_refused() {
    let refused = |text: &str| {
        Document::parse("x", text.as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused("{}"),
        "x is no OpenAPI document: `openapi`, its version, is missing"
    );
    assert_eq!(
        refused(r#"{"swagger": "2.0"}"#),
        "x is no OpenAPI document: `openapi`, its version, is missing"
    );
    assert_eq!(
        refused(r#"{"openapi": "4.0.0"}"#),
        "x is of OpenAPI `4.0.0`, and only version 3 is compared"
    );
    assert!(refused("openapi: 3.1.0\n").starts_with("x is not JSON (YAML is not read): "));
    let list = Document::parse("x", br#"{"openapi": "3.1.0", "paths": []}"#).unwrap();
    assert_eq!(refusal(&list, &list), "x has `paths` that are no object");
}

#[test]
fn parts_of_the_wrong_kind_are_passed_over() {
    for odd in [
        json!(1),
        json!("x"),
        json!([1]),
        json!({"a": 1}),
        json!(null),
        json!(true),
    ] {
        let document = document(
            "it",
            &json!({"/a": {"get": {
                "parameters": odd, "requestBody": odd, "responses": odd, "security": odd, "deprecated": odd, "operationId": odd,
            }, "put": {"responses": {"200": odd, "409": {"content": odd, "headers": odd, "x-error-codes": odd}}}, "post": {
                "requestBody": {"content": {"a/b": {"schema": odd}}},
                "responses": {"500": {"content": {"a/b": {"schema": {"oneOf": odd, "properties": odd, "required": odd, "enum": odd, "type": odd}}}}},
            }}}),
            &json!({"securitySchemes": odd}),
        );
        assert_eq!(changes(&document, &document), [], "{odd}");
    }
}

#[test]
fn names_cannot_speak_to_a_terminal_or_to_a_workflow() {
    let hostile = "a\u{1b}[2J\n::error::b\u{202e}%";
    let path = format!("/x{hostile}");
    let old = document(
        "it",
        &json!({path.as_str(): {"get": {"operationId": hostile}}}),
        &json!({}),
    );
    let new = document(
        "it",
        &json!({path.as_str(): {"get": {"operationId": "b"}}}),
        &json!({}),
    );
    let report = report(&old, &new);
    let (text, workflow) = (report.to_string(), report.to_github());
    for told in [&text, &workflow] {
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
        assert!(!told.contains("\n::error"), "{told}");
    }
    assert_eq!(workflow.lines().count(), 1);
    assert!(
        workflow
            .starts_with("::warning title=GET /xa\\u{1b}[2J\\u{a}%3A%3Aerror%3A%3Ab\\u{202e}%25::"),
        "{workflow}"
    );
}

#[test]
fn names_of_any_length_are_cut() {
    let long = "n".repeat(100_000);
    let old = document(
        "it",
        &json!({"/a": {"get": {"operationId": long}}}),
        &json!({}),
    );
    let new = document(
        "it",
        &json!({"/a": {"get": {"operationId": "b"}}}),
        &json!({}),
    );
    assert!(report(&old, &new).to_string().len() < 500);
}
