//! The errors in the document: where they come from, and how they stand there.

use faultless::prelude::*;
use faultless::{ErrorDoc, ErrorResponse, Problem, Uniform};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Debug, thiserror::Error, Raise)]
#[expect(dead_code, reason = "only its type is asked")]
enum StockError {
    /// There is no such part.
    #[error("there is no part {0:?}")]
    #[raise(status = 404, code = "part_unknown")]
    Unknown(String),
    #[error("only {left} left")]
    #[raise(status = CONFLICT, code = "out_of_stock", detail = json!({"left": left}), example = StockError::Short { left: 3 })]
    Short { left: u32 },
}

#[derive(Debug, thiserror::Error, Raise)]
#[expect(dead_code, reason = "only its type is asked")]
enum ShopError {
    #[error(transparent)]
    Stock(#[from] StockError),
    #[error("the shop is closed")]
    #[raise(status = 503, code = "closed", header("Retry-After" = "60"))]
    Closed,
    #[error("the storage failed")]
    Storage(#[source] std::io::Error),
}

fn document(app: App) -> Value {
    let client = TestClient::new(app).blocking();
    client.get("/openapi.json").send().json()
}

fn responses(document: &Value, path: &str) -> Value {
    let path = &document["paths"][path];
    path["get"]["responses"].clone()
}

/// The codes of each status.
fn codes(document: &Value, path: &str) -> Value {
    let responses = responses(document, path);
    let mut codes = serde_json::Map::new();
    for (status, response) in responses.as_object().unwrap() {
        if let Some(list) = response.get("x-error-codes") {
            codes.insert(status.clone(), list.clone());
        } else if status == "default" {
            codes.insert(status.clone(), json!("any"));
        }
    }
    codes.into()
}

#[get("/typed")]
async fn typed() -> Result<Json<u8>, ShopError> {
    Ok(Json(1))
}

#[get("/narrowed", raises(StockError::Unknown, (CONFLICT, "name_taken") = "an item of this name exists", 410, unplanned))]
async fn narrowed() -> Result<Json<u8>> {
    Ok(Json(1))
}

#[get("/erased")]
async fn erased() -> Result<Json<u8>> {
    Ok(Json(1))
}

#[get("/never")]
async fn never() -> Json<u8> {
    Json(1)
}

#[security_scheme]
fn bearer() -> faultless::security::HttpBearer {
    faultless::security::HttpBearer::new()
}

#[dependency(raises(FORBIDDEN = "not yours"))]
async fn caller(_shown: Depends<bearer>) -> Result<u8> {
    Ok(1)
}

#[get("/secured/{id}")]
async fn secured(id: u32, _caller: Depends<caller>) -> Json<u32> {
    Json(id)
}

#[test]
fn each_variant_of_a_type() {
    let document = document(App::new().routes(routes![typed]).error_format(Uniform));
    assert_eq!(
        codes(&document, "/typed"),
        json!({"404": ["part_unknown"], "409": ["out_of_stock"], "500": ["internal_error"], "503": ["closed"]})
    );
    let responses = responses(&document, "/typed");
    assert_eq!(responses["404"]["description"], "There is no such part.");
    let content = &responses["404"]["content"]["application/json"];
    assert_eq!(
        content["schema"],
        json!({"$ref": "#/components/schemas/PartUnknownError"})
    );
    assert_eq!(
        content["examples"]["part_unknown"]["value"]["detail"],
        "there is no part {0}"
    );
    // Without a doc comment the error's own words, and an example where there is one.
    assert_eq!(responses["409"]["description"], "only {left} left");
    assert_eq!(
        responses["409"]["content"]["application/json"]["examples"]["out_of_stock"]["value"],
        json!({"code": "out_of_stock", "detail": {"left": 3}, "path": "/typed", "request_id": "6f1c2a9b0d4e4b7f", "status": "error"})
    );
    // What fails on the server's side tells nothing of itself.
    assert_eq!(responses["500"]["description"], "Internal Server Error");
    assert!(!document.to_string().contains("storage"));
    assert_eq!(
        responses["503"]["headers"]["Retry-After"]["schema"]["type"],
        "string"
    );
    let schema = &document["components"]["schemas"]["OutOfStockError"];
    assert_eq!(
        schema["properties"]["code"],
        json!({"type": "string", "const": "out_of_stock"})
    );
    assert_eq!(
        schema["properties"]["detail"]["properties"]["left"]["type"],
        "integer"
    );
    assert_eq!(
        schema["required"],
        json!(["code", "detail", "path", "request_id", "status"])
    );
}

#[test]
fn errors_that_are_named() {
    let app = App::new()
        .routes(routes![narrowed, erased, never, secured])
        .error_format(Problem);
    let document = document(app);
    assert_eq!(
        codes(&document, "/narrowed"),
        json!({"404": ["part_unknown"], "409": ["name_taken"], "410": ["http_410"], "500": ["internal_error"]})
    );
    assert_eq!(
        responses(&document, "/narrowed")["409"]["description"],
        "an item of this name exists"
    );
    assert_eq!(codes(&document, "/erased"), json!({"default": "any"}));
    assert_eq!(codes(&document, "/never"), json!({}));
    // Of the dependency of a dependency too.
    assert_eq!(
        codes(&document, "/secured/{id}"),
        json!({"401": ["unauthorized"], "403": ["forbidden"], "422": ["validation_error"]})
    );
    let unauthorized = &responses(&document, "/secured/{id}")["401"];
    assert_eq!(
        unauthorized["headers"]["WWW-Authenticate"]["schema"]["type"],
        "string"
    );
    assert!(unauthorized["content"]["application/problem+json"]["schema"]["$ref"].is_string());
}

#[derive(Debug, thiserror::Error)]
enum Domain {
    #[error("part {0} is gone")]
    Gone(u32),
    #[error("the disk is full")]
    Disk,
}

#[get("/gone", raises(Domain::Gone))]
async fn gone() -> Result<Json<u8>> {
    Ok(Json(1))
}

#[get("/domain")]
async fn domain() -> Result<Json<u8>, Domain> {
    Ok(Json(1))
}

#[test]
fn a_domain_is_documented_by_examples() {
    let app = App::new()
        .routes(routes![gone, domain])
        .error_format(Uniform)
        .map_error(|error: &Domain| match error {
            Domain::Gone(_) => Some((410, "part_gone")),
            Domain::Disk => None,
        })
        .document_errors([Domain::Gone(7), Domain::Disk]);
    let document = document(app);
    assert_eq!(codes(&document, "/gone"), json!({"410": ["part_gone"]}));
    assert_eq!(
        responses(&document, "/gone")["410"]["description"],
        "part 7 is gone"
    );
    assert_eq!(
        codes(&document, "/domain"),
        json!({"410": ["part_gone"], "500": ["internal_error"]})
    );
}

#[derive(Serialize, Model)]
struct Problems {
    problems: Vec<String>,
}

#[test]
fn a_handler_that_writes_another_shape() {
    let app = App::new()
        .routes(routes![secured, typed])
        .exception_handler(|_: &Request, error: &RequestValidationError| {
            let problems = error.issues().iter().map(ToString::to_string).collect();
            (StatusCode::BAD_REQUEST, Json(Problems { problems }))
        })
        .exception_response::<RequestValidationError>(
            ErrorResponse::new(400)
                .words("The request is wrong.")
                .code("wrong")
                .json::<Problems>(),
        )
        .status_response(
            503,
            ErrorResponse::new(503)
                .media_type("text/plain")
                .json::<String>(),
        )
        .raises([ErrorDoc::new(429).code("slow_down").header("Retry-After")]);
    let document = document(app);
    assert_eq!(
        codes(&document, "/secured/{id}"),
        json!({"400": ["wrong"], "401": ["unauthorized"], "403": ["forbidden"], "429": ["slow_down"]})
    );
    let responses = responses(&document, "/secured/{id}");
    assert_eq!(
        responses["400"],
        json!({
            "description": "The request is wrong.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problems"}}},
            "x-error-codes": ["wrong"],
        })
    );
    let closed = &document["paths"]["/typed"]["get"]["responses"]["503"];
    assert_eq!(
        closed["content"],
        json!({"text/plain": {"schema": {"type": "string"}}})
    );
}

#[test]
fn errors_can_be_switched_off() {
    let document = document(
        App::new()
            .routes(routes![typed, erased])
            .openapi_errors(false),
    );
    assert_eq!(codes(&document, "/typed"), json!({}));
    assert_eq!(codes(&document, "/erased"), json!({}));
}

#[derive(Debug, Deserialize, Model)]
struct Part {
    name: String,
}

#[post("/parts")]
async fn create(part: Part) -> Json<String> {
    Json(part.name)
}

#[test]
fn what_the_framework_answers_where_it_can() {
    let document = document(App::new().routes(routes![create]).error_format(Uniform));
    let responses = &document["paths"]["/parts"]["post"]["responses"];
    let statuses: Vec<&String> = responses.as_object().unwrap().keys().collect();
    assert_eq!(statuses, ["200", "400", "408", "413", "422"]);
    // In FastAPI's format a body that is refused unread is a text, as there.
    let document = self::document(App::new().routes(routes![create]));
    let large = &document["paths"]["/parts"]["post"]["responses"]["413"]["content"];
    let types: Vec<&String> = large.as_object().unwrap().keys().collect();
    assert_eq!(types, ["application/json", "text/plain"]);
}

#[test]
fn what_a_handler_for_everything_writes_is_left_open() {
    let caught = |app: App| document(app.routes(routes![erased]));
    let open = caught(App::new());
    assert!(responses(&open, "/erased")["default"]["content"].is_object());
    let handled = caught(App::new().exception_handler(|_: &Request, _: &Exception| "odd"));
    assert_eq!(
        responses(&handled, "/erased")["default"],
        json!({"description": "Any other error."})
    );
}

#[test]
fn what_no_argument_takes_of_the_path_is_documented() {
    let app = || {
        App::new().include(
            Router::new()
                .prefix("/shops/{shop}")
                .routes(routes![secured]),
        )
    };
    let document = document(app());
    let operation = &document["paths"]["/shops/{shop}/secured/{id}"]["get"];
    let names = |operation: &Value| -> Vec<String> {
        let parameters = operation["parameters"].as_array().unwrap().iter();
        parameters
            .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(operation), ["id", "shop"]);
    let theirs = self::document(app().openapi_errors(false));
    assert_eq!(
        names(&theirs["paths"]["/shops/{shop}/secured/{id}"]["get"]),
        ["id"]
    );
}

#[test]
fn a_format_by_accept_is_documented_in_each_media_type() {
    let format = faultless::ByAccept::new("application/json", Uniform)
        .or("application/problem+json", Problem);
    let document = document(App::new().routes(routes![typed]).error_format(format));
    let content = &responses(&document, "/typed")["404"]["content"];
    let reference = |media_type: &str| content[media_type]["schema"]["$ref"].clone();
    assert_eq!(
        reference("application/json"),
        "#/components/schemas/PartUnknownError"
    );
    assert_eq!(
        reference("application/problem+json"),
        "#/components/schemas/ProblemJsonPartUnknownError"
    );
    let problem = &content["application/problem+json"]["examples"]["part_unknown"]["value"];
    assert_eq!(problem["status"], 404);
}
