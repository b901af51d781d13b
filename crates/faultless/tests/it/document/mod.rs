//! The OpenAPI document as a whole: what operations answer, what an application says of itself, and that it is one.

mod about;
mod answers;
mod extras;
mod hostile;
mod mistakes;

use std::sync::OnceLock;

use boon::{Compiler, Schemas as Compiled};
use faultless::{App, TestClient};
use serde_json::{Value, json};

/// The schema of documents, by the OpenAPI Initiative.
const SCHEMA: &str = include_str!("openapi-3.1.schema.json");

/// Whether a value is a document, by OpenAPI's own schema, and each schema in it a schema of the dialect; what is wrong.
pub(crate) fn faults(document: &Value) -> Result<(), String> {
    static COMPILED: OnceLock<(Compiled, boon::SchemaIndex)> = OnceLock::new();
    let (compiled, index) = COMPILED.get_or_init(|| {
        let (mut compiled, mut maker) = (Compiled::new(), Compiler::new());
        let schema = serde_json::from_str(SCHEMA).expect("a schema is JSON");
        maker
            .add_resource("openapi.json", schema)
            .expect("a resource of its own");
        let index = maker
            .compile("openapi.json", &mut compiled)
            .expect("OpenAPI's schema compiles");
        (compiled, index)
    });
    compiled
        .validate(document, *index)
        .map_err(|error| format!("{error:#}"))?;
    let (mut compiled, mut maker) = (Compiled::new(), Compiler::new());
    maker.set_default_draft(boon::Draft::V2020_12);
    maker
        .add_resource("document.json", document.clone())
        .expect("a resource of its own");
    let mut places = Vec::new();
    schemas(document, "", &mut places);
    for place in places {
        // Also that all it refers to is there.
        maker
            .compile(&format!("document.json#{place}"), &mut compiled)
            .map_err(|error| format!("{place}: {error:#}"))?;
    }
    ids(document)
}

/// Where the document holds schemas.
fn schemas(value: &Value, place: &str, found: &mut Vec<String>) {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let place = format!("{place}/{}", escaped(name));
                if name == "schema" {
                    found.push(place);
                } else if place == "/components/schemas" {
                    let names = value.as_object().into_iter().flatten();
                    found.extend(names.map(|(name, _)| format!("{place}/{}", escaped(name))));
                } else if !["example", "examples", "value"].contains(&name.as_str()) {
                    schemas(value, &place, found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                schemas(item, &format!("{place}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// That no two operations have one id.
fn ids(document: &Value) -> Result<(), String> {
    let mut seen = Vec::new();
    for section in ["paths", "webhooks"] {
        for item in document[section].as_object().into_iter().flatten() {
            for (_, operation) in item.1.as_object().into_iter().flatten() {
                let Some(id) = operation["operationId"].as_str() else {
                    continue;
                };
                if seen.contains(&id) {
                    return Err(format!("`{id}` is the id of two operations"));
                }
                seen.push(id);
            }
        }
    }
    Ok(())
}

/// The document of an application without the errors that types tell of, which is one.
#[track_caller]
fn document(app: App) -> Value {
    document_at(app.openapi_errors(false), "/openapi.json")
}

#[track_caller]
fn document_at(app: App, path: &str) -> Value {
    let document = TestClient::new(app).blocking().get(path).send().json();
    assert_eq!(faults(&document), Ok(()), "{document:#}");
    document
}

/// What is said of the success of `GET path`, or of another status.
fn answer<'d>(document: &'d Value, path: &str, status: &str) -> &'d Value {
    &document["paths"][path]["get"]["responses"][status]
}

#[test]
fn what_is_no_document_is_found() {
    let document = |schema: Value| {
        let answer =
            json!({"description": "", "content": {"application/json": {"schema": schema}}});
        json!({
            "openapi": "3.1.0", "info": {"title": "", "version": ""},
            "paths": {"/a": {"get": {"responses": {"200": answer}}}},
        })
    };
    assert_eq!(faults(&document(json!({"type": "object"}))), Ok(()));
    assert!(faults(&document(json!({"type": "no type"}))).is_err());
    let missing = json!({"$ref": "#/components/schemas/Nowhere"});
    assert!(faults(&document(missing)).is_err());
    let mut twice = document(json!({}));
    let operation = json!({"operationId": "one", "responses": {}});
    twice["paths"] = json!({"/a": {"get": operation}, "/b": {"get": operation}});
    assert!(faults(&twice).is_err());
}
