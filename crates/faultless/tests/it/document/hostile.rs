//! Formats and codes that nobody would write, and somebody will.

use std::time::{Duration, SystemTime};

use faultless::prelude::*;
use faultless::{ErrorFormat, ErrorReport, Rendered, Uniform};
use serde_json::{Value, json};

fn document(app: App) -> Value {
    let client = TestClient::new(app).blocking();
    client.get("/openapi.json").send().json()
}

#[get("/taken", raises((409, "taken")))]
async fn taken() -> Result<Json<u8>> {
    raise!(HttpException::new(409, "taken").code("taken"));
}

/// Writes what is the same at one moment, and in one request.
struct Clock;

impl ErrorFormat for Clock {
    fn render(&self, error: &ErrorReport<'_>) -> Rendered {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let seconds = since.unwrap_or(Duration::ZERO).as_secs();
        let language = error.request().headers().get("accept-language");
        Rendered::json(&json!({
            "code": error.code(),
            "time": seconds,
            "at": format!("2026-11-24T20:00:{:02}Z", seconds % 60),
            "language": language.and_then(|language| language.to_str().ok()),
        }))
    }
}

#[test]
fn the_time_of_the_build_is_no_promise() {
    let document = document(App::new().routes(routes![taken]).error_format(Clock));
    assert_eq!(
        document["components"]["schemas"]["TakenError"]["properties"],
        json!({
            "code": {"type": "string", "const": "taken"},
            "time": {"type": "integer"},
            "at": {"type": "string"},
            "language": {},
        })
    );
}

struct Huge;

impl ErrorFormat for Huge {
    fn render(&self, _error: &ErrorReport<'_>) -> Rendered {
        Rendered::text("x".repeat(1 << 20))
    }
}

#[test]
fn a_huge_body_is_no_example() {
    let app = || App::new().routes(routes![taken]).error_format(Huge);
    let document = document(app());
    assert!(document.to_string().len() < 10_000);
    let content = &document["paths"]["/taken"]["get"]["responses"]["409"]["content"];
    assert_eq!(
        content,
        &json!({"text/plain": {"schema": {"type": "string"}}})
    );
    let client = TestClient::new(app()).blocking();
    assert!(client.get("/errors").send().text().len() < 10_000);
}

#[get("/likeness", raises((409, "\u{1}definition:0") = "\u{1}definition:0"))]
async fn likeness() -> Result<Json<u8>> {
    raise!(HttpException::new(409, "x").code("\u{1}definition:0"));
}

#[test]
fn a_code_is_no_reference() {
    let document = document(App::new().routes(routes![likeness]).error_format(Uniform));
    let response = &document["paths"]["/likeness"]["get"]["responses"]["409"];
    assert_eq!(response["x-error-codes"], json!(["\u{1}definition:0"]));
    assert_eq!(response["description"], "\u{1}definition:0");
    let schema = &response["content"]["application/json"]["schema"];
    let name = schema["$ref"]
        .as_str()
        .and_then(|text| text.strip_prefix("#/components/schemas/"));
    let component = &document["components"]["schemas"][name.unwrap()];
    assert_eq!(
        component["properties"]["code"]["const"],
        "\u{1}definition:0"
    );
}

#[derive(Debug, thiserror::Error, Raise)]
#[error("of any type")]
#[raise(status = 409, code = "generic")]
struct Generic<T: std::fmt::Debug + Send + Sync + 'static>(T);

#[get("/generic")]
async fn generic() -> Result<Json<u8>, Generic<u8>> {
    Err(Generic(1))
}

#[test]
fn a_generic_error_is_documented_as_it_is_answered() {
    let app = || App::new().routes(routes![generic]).error_format(Uniform);
    let statuses = |app: App| {
        let document = document(app);
        let responses = document["paths"]["/generic"]["get"]["responses"]
            .as_object()
            .cloned();
        responses.unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(statuses(app()), ["200", "500"]);
    assert_eq!(
        TestClient::new(app())
            .blocking()
            .get("/generic")
            .send()
            .status(),
        500
    );
    let mapped =
        || app().map_error(|_: &Generic<u8>| HttpException::new(409, "in use").code("generic"));
    assert_eq!(statuses(mapped()), ["200", "409"]);
    assert_eq!(
        TestClient::new(mapped())
            .blocking()
            .get("/generic")
            .send()
            .status(),
        409
    );
}
