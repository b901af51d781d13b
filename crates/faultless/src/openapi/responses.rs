//! What an operation answers: its success, the answers it documents, and that a request may not be valid.

use faultless_model::{Schema, Schemas, title_of};
use serde_json::{Map, Value, json};

use super::bounds::real_bounds;
use super::merge::{members, merge};
use crate::operation::{Content, ResponseDoc};
use crate::routing::Operations;

/// The `responses` of an operation, its success and what is documented beside it; `id` is its own.
pub(super) fn responses(
    operation: &Operations,
    id: &str,
    schemas: &mut Schemas,
) -> Map<String, Value> {
    let mut responses = Map::new();
    let (status, success, media_type) = success(operation, id, schemas);
    responses.insert(status, success);
    for documented in &operation.responses {
        let key = documented.key.text();
        let known = members(&mut responses, key.to_owned());
        let media_type = media_type.unwrap_or("application/json");
        add(
            known,
            documented,
            media_type,
            &format!("{key}_{id}"),
            schemas,
        );
    }
    responses
}

/// Adds that a request may not be valid, as `FastAPI` does: where there is something to read, unless another answer tells.
pub(super) fn add_invalid(
    operation: &Operations,
    responses: &mut Map<String, Value>,
    schemas: &mut Schemas,
) {
    let told = ["422", "4XX", "default"];
    let told = told.iter().any(|key| responses.contains_key(*key));
    if operation.description.params.is_empty() || told {
        return;
    }
    let schema = Value::from(validation_error(schemas));
    let invalid = json!({
        "description": "Validation Error",
        "content": { "application/json": { "schema": schema } },
    });
    responses.insert("422".into(), invalid);
}

/// The success: its status, what is said of it, and its media type.
fn success(
    operation: &Operations,
    id: &str,
    schemas: &mut Schemas,
) -> (String, Value, Option<&'static str>) {
    let (route, answer) = (&operation.route, (operation.route.answer)());
    let status = route.status.map(|status| status.as_u16());
    let description = route.extra.response_description;
    let mut response = Map::new();
    let description = description.unwrap_or("Successful Response");
    response.insert("description".into(), json!(description));
    let content = match answer.content {
        Content::Json(describe) => {
            let schema = describe.map_or_else(Schema::any, |describe| describe(schemas));
            Some(("application/json", titled(schema, id)))
        }
        Content::Text(media_type) => Some((media_type, Schema::string())),
        Content::Bytes => Some(("application/octet-stream", Schema::format("binary"))),
        Content::None => None,
    };
    let media_type = content.as_ref().map(|(media_type, _)| *media_type);
    if let Some((media_type, schema)) = content.filter(|_| status.is_none_or(has_body)) {
        let mut schema = Value::from(schema);
        real_bounds(&mut schema);
        let content = json!({ media_type: { "schema": schema } });
        response.insert("content".into(), content);
    }
    let status = status.or(answer.status).unwrap_or(200);
    (status.to_string(), response.into(), media_type)
}

/// A schema with the title that `FastAPI` gives it, unless it has a name or says nothing.
fn titled(mut schema: Schema, id: &str) -> Schema {
    if !schema.is_reference() && !schema.is_any() {
        schema.set("title", title_of(&format!("Response_{id}")));
    }
    schema
}

/// Whether an answer of this status may have a body.
fn has_body(status: u16) -> bool {
    status >= 200 && !matches!(status, 204 | 205 | 304)
}

/// Adds what is documented of an answer to what is known of it.
fn add(
    known: &mut Map<String, Value>,
    documented: &ResponseDoc,
    media_type: &str,
    id: &str,
    schemas: &mut Schemas,
) {
    if let Some(describe) = documented.schema {
        let mut schema = Value::from(titled(describe(schemas), id));
        real_bounds(&mut schema);
        let content = members(known, "content".to_owned());
        let content = members(content, media_type.to_owned());
        match content.get_mut("schema") {
            Some(known) => merge(known, schema),
            None => {
                content.insert("schema".into(), schema);
            }
        }
    }
    let description = match &documented.description {
        Some(description) => json!(description),
        None if known.get("description").is_some() => return,
        None => json!(documented.key.phrase()),
    };
    known.insert("description".into(), description);
}

/// What `FastAPI` answers to a request that is not valid.
pub(super) fn validation_error(schemas: &mut Schemas) -> Schema {
    schemas.define_named("HTTPValidationError", |schemas| {
        let issue = schemas.define_named("ValidationError", |_| issue());
        let detail = Schema::list(issue).with("title", "Detail");
        Schema::typed("object")
            .with("title", "HTTPValidationError")
            .with("properties", json!({ "detail": Value::from(detail) }))
    })
}

fn issue() -> Schema {
    let step = json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] });
    Schema::typed("object")
        .with("title", "ValidationError")
        .with(
            "properties",
            json!({
                "loc": { "title": "Location", "type": "array", "items": step },
                "msg": { "title": "Message", "type": "string" },
                "type": { "title": "Error Type", "type": "string" },
                "input": { "title": "Input" },
                "ctx": { "title": "Context", "type": "object" },
            }),
        )
        .with("required", json!(["loc", "msg", "type"]))
}
