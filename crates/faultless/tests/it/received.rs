//! The body that a handler of `RequestValidationError` sees.

use faultless::model::Input;
use faultless::prelude::*;

#[post("/number")]
fn number(number: Body<u8>) -> Json<u8> {
    Json(number.0)
}

#[get("/nothing")]
fn nothing(page: u8) -> Json<u8> {
    Json(page)
}

#[post("/raised")]
fn raised(number: Body<u8>) -> Result<Json<u8>> {
    let _ = number;
    raise!(RequestValidationError::new(Vec::new()).with_body("its own".into()))
}

/// The body as JSON, asked for twice.
fn seen(error: &RequestValidationError) -> Json<Option<Input<'static>>> {
    let first = error.body().map(std::ptr::from_ref);
    assert_eq!(
        first,
        error.body().map(std::ptr::from_ref),
        "it is parsed once"
    );
    Json(error.body().cloned())
}

fn client() -> TestClient {
    TestClient::new(
        App::new()
            .routes(routes![number, nothing, raised])
            .exception_handler(|_: &Request, error: &RequestValidationError| seen(error)),
    )
}

async fn sent(content_type: &'static str, body: impl Into<Vec<u8>>) -> String {
    let request = client()
        .post("/number")
        .header("content-type", content_type)
        .body(body.into());
    request.send().await.text()
}

#[tokio::test]
async fn json_is_parsed() {
    let json = r#"{"big": 12345678901234567890123, "list": [null, 1.0]}"#;
    let seen = r#"{"big":12345678901234567890123,"list":[null,1.0]}"#;
    assert_eq!(sent("application/json", json).await, seen);
    let utf16: Vec<u8> = "[\"é\"]"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(sent("application/problem+json", utf16).await, "[\"é\"]");
    assert_eq!(sent("application/json", "null").await, "null");
}

#[tokio::test]
async fn anything_else_is_its_text() {
    assert_eq!(sent("text/plain", "300").await, "\"300\"");
    assert_eq!(sent("text/plain", b"\xff{").await, "\"\u{fffd}{\"");
    assert_eq!(sent("application/json", "{\"a").await, "\"{\\\"a\"");
}

#[tokio::test]
async fn none_is_none() {
    assert_eq!(sent("application/json", "").await, "null");
    // Nobody took it, so it was not received.
    let request = client().get("/nothing").body("1");
    assert_eq!(request.send().await.text(), "null");
}

#[tokio::test]
async fn one_given_by_hand_is_kept() {
    let request = client().post("/raised").json(&1);
    assert_eq!(request.send().await.text(), "\"its own\"");
}
