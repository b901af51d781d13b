//! What the document says of parameters and bodies, as a client of it sees them.

use faultless::TestClient;
use faultless::prelude::*;
use serde_json::{Value, json};

/// What is wanted.
#[derive(Debug, Serialize, Model)]
#[allow(dead_code, reason = "it is only described")]
struct Order {
    #[field(gt = 0)]
    count: u32,
    parts: Vec<Order>,
}

#[derive(Debug, Serialize, Model)]
#[allow(dead_code, reason = "it is only described")]
struct Filter {
    /// How many.
    #[serde(default)]
    #[field(le = 100)]
    limit: u32,
    #[field(deprecated)]
    sort_by: Option<String>,
    tags: Vec<String>,
}

#[derive(Debug, Model)]
#[allow(dead_code, reason = "it is only described")]
struct Sent {
    x_request_kind: String,
    #[serde(rename = "X_Own")]
    own: u8,
}

/// A default of a type that is not written.
#[derive(Debug, Default, Model)]
#[allow(dead_code, reason = "it is only described")]
struct Quiet(u8);

#[dependency]
async fn inner(shared: String, #[header] x_inner: u8) -> u8 {
    let _ = shared;
    x_inner
}

#[dependency]
async fn outer(first: u8, inner: Depends<inner>, last: u8) -> u8 {
    let _ = inner;
    first + last
}

#[get("/order/{id}")]
async fn order(
    outer: Depends<outer>,
    #[query(default = "all", min_length = 2, description = "Which.", deprecated)] shared: String,
    #[query(default, title = "How loud")] quiet: Quiet,
    #[param(default = Header(3))] wrapped: Header<u8>,
    id: u64,
    #[query(hidden)] secret: Option<String>,
) -> &'static str {
    let _ = (outer, shared, quiet, wrapped, id, secret);
    ""
}

#[get("/models")]
async fn models(#[query] filter: Filter, #[header] sent: Sent) -> &'static str {
    let _ = (filter, sent);
    ""
}

#[post("/one")]
async fn one(order: Order) -> &'static str {
    let _ = order;
    ""
}

#[post("/maybe")]
async fn maybe(#[body(description = "Perhaps.")] order: Option<Order>) -> &'static str {
    let _ = order;
    ""
}

#[post("/two", operation_id = "both")]
async fn two(order: Order, #[body(ge = 1, default = 2)] times: u8) -> &'static str {
    let _ = (order, times);
    ""
}

#[post("/form")]
async fn form(#[form] filter: Filter) -> &'static str {
    let _ = filter;
    ""
}

#[post("/parts")]
async fn parts(#[form] name: Option<String>, file: Option<UploadFile>) -> &'static str {
    let _ = (name, file);
    ""
}

fn document() -> Value {
    let app = App::new().routes(routes![order, models, one, maybe, two, form, parts]);
    TestClient::new(app)
        .blocking()
        .get("/openapi.json")
        .send()
        .json()
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[test]
fn parameters_have_schemas_and_an_order() {
    assert_eq!(
        document()["paths"]["/order/{id}"]["get"]["parameters"],
        json!([
            {"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 0, "maximum": u64::MAX, "title": "Id"}},
            // One that must be there stands for both.
            {"name": "shared", "in": "query", "required": true, "schema": {"type": "string", "title": "Shared"}},
            {"name": "quiet", "in": "query", "required": false, "schema": {
                "type": "integer", "minimum": 0, "maximum": 255, "title": "How loud", "description": "A default of a type that is not written.",
            }, "description": "A default of a type that is not written."},
            {"name": "first", "in": "query", "required": true, "schema": {"type": "integer", "minimum": 0, "maximum": 255, "title": "First"}},
            {"name": "last", "in": "query", "required": true, "schema": {"type": "integer", "minimum": 0, "maximum": 255, "title": "Last"}},
            {"name": "wrapped", "in": "header", "required": false, "schema": {
                "type": "integer", "minimum": 0, "maximum": 255, "title": "Wrapped", "default": 3,
            }},
            {"name": "x-inner", "in": "header", "required": true, "schema": {"type": "integer", "minimum": 0, "maximum": 255, "title": "X-Inner"}},
        ]),
    );
}

#[test]
fn fields_of_a_model_are_parameters_of_their_own() {
    let document = document();
    assert_eq!(
        document["paths"]["/models"]["get"]["parameters"],
        json!([
            {"name": "limit", "in": "query", "required": false, "description": "How many.", "schema": {
                "type": "integer", "minimum": 0, "maximum": 100, "default": 0, "title": "Limit", "description": "How many.",
            }},
            {"name": "sort_by", "in": "query", "required": false, "deprecated": true, "schema": {
                "anyOf": [{"type": "string"}, {"type": "null"}], "title": "Sort By", "deprecated": true,
            }},
            {"name": "tags", "in": "query", "required": true, "schema": {
                "type": "array", "items": {"type": "string"}, "title": "Tags",
            }},
            {"name": "x-request-kind", "in": "header", "required": true, "schema": {
                "type": "string", "title": "X Request Kind",
            }},
            {"name": "X_Own", "in": "header", "required": true, "schema": {"type": "integer", "minimum": 0, "maximum": 255, "title": "X Own"}},
        ]),
    );
    assert_eq!(document["components"]["schemas"].get("Sent"), None);
}

#[test]
fn bodies_refer_to_components() {
    let document = document();
    let body = |path: &str| &document["paths"][path]["post"]["requestBody"];
    let json = |schema: Value| json!({"application/json": {"schema": schema}});
    assert_eq!(
        *body("/one"),
        json!({"required": true, "content": json(reference("Order"))})
    );
    assert_eq!(
        *body("/maybe"),
        json!({"content": json(json!({
            "anyOf": [reference("Order"), {"type": "null"}], "title": "Order", "description": "Perhaps.",
        }))}),
    );
    assert_eq!(body("/two")["content"], json(reference("Body_both")));
    let schemas = &document["components"]["schemas"];
    assert_eq!(
        schemas["Order"],
        json!({
            "title": "Order", "description": "What is wanted.", "type": "object",
            "properties": {
                "count": {
                    "type": "integer", "exclusiveMinimum": 0.0, "maximum": 4_294_967_295.0, "title": "Count",
                },
                "parts": {"type": "array", "items": reference("Order"), "title": "Parts"},
            },
            "required": ["count", "parts"],
        }),
    );
    assert_eq!(
        schemas["Body_both"],
        json!({
            "title": "Body_both", "type": "object",
            "properties": {
                "order": reference("Order"),
                "times": {"type": "integer", "minimum": 1.0, "maximum": 255.0, "title": "Times", "default": 2},
            },
            "required": ["order"],
        }),
    );
}

#[test]
fn forms_are_sent_as_what_they_hold() {
    let document = document();
    let body = |path: &str| &document["paths"][path]["post"]["requestBody"];
    assert_eq!(
        body("/form")["content"],
        json!({"application/x-www-form-urlencoded": {"schema": reference("Filter")}}),
    );
    let fields = reference("Body_parts_parts_post");
    assert_eq!(
        *body("/parts"),
        json!({"content": {"multipart/form-data": {"schema": fields}}})
    );
    assert_eq!(
        document["components"]["schemas"]["Body_parts_parts_post"]["properties"]["file"],
        json!({
            "anyOf": [
                {"type": "string", "contentMediaType": "application/octet-stream"},
                {"type": "null"},
            ],
            "title": "File",
        }),
    );
}
