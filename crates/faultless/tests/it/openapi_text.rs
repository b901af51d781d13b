//! The document as text: `App::openapi`.

use faultless::TestClient;
use faultless::prelude::*;
use serde_json::Value;

#[get("/docs")]
async fn own_docs() -> &'static str {
    "ours"
}

#[get("/redoc")]
async fn own_redoc() -> &'static str {
    "ours too"
}

#[get("/hello/{name}")]
async fn hello(name: String) -> String {
    name
}

/// A layer that lets nobody in.
async fn closed(_request: HttpRequest, _next: Next) -> Result<Response> {
    raise!(UNAUTHORIZED, "closed")
}

#[test]
fn it_is_the_document_that_is_served() {
    let app = App::new().title("Greeter").routes(routes![hello]);
    let text = app.openapi().unwrap();
    let client = TestClient::new(app).blocking();
    let served = client.get("/openapi.json").send().json::<Value>();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), served);
    assert!(
        text.starts_with("{\n  \"") && text.ends_with("\n}\n"),
        "{text}"
    );
}

#[test]
fn layers_do_not_stand_before_it() {
    let app = App::new().routes(routes![hello]).middleware(closed);
    assert!(app.openapi().unwrap().contains("/hello/{name}"));
    let client = TestClient::new(app).blocking();
    assert_eq!(client.get("/openapi.json").send().status(), 401);
}

#[test]
fn there_is_one_where_none_is_served() {
    let app = App::new()
        .openapi_path(None)
        .routes(routes![hello, own_docs, own_redoc]);
    let text = app.openapi().unwrap();
    assert!(
        text.contains("/hello/{name}") && text.contains("\"/docs\""),
        "{text}"
    );
    let client = TestClient::new(app).blocking();
    assert_eq!(client.get("/openapi.json").send().status(), 404);
    assert_eq!(client.get("/docs").send().text(), "ours");
}

#[test]
fn an_application_with_mistakes_has_none() {
    let mistakes = App::new()
        .routes(routes![hello, hello])
        .openapi()
        .unwrap_err();
    assert_eq!(mistakes.mistakes().count(), 1);
}
