//! The shop through its public face: every operation, and every way it can fail.

mod contract;
mod failures;
mod items;
mod orders;
mod server;

use faultless::TestClient;
use faultless::prelude::*;
use serde_json::{Value, json};
use shop::domain::ShopError;
use shop::repository::Shop;

/// A client of a shop of its own, with the demo's items: Bolt M4 (1), Hammer (2), Nut M4 (3), Spirit level (4). A response
/// that the documentation does not have fails the test.
async fn client() -> Result<TestClient, ShopError> {
    let shop = Shop::open(":memory:").await?;
    shop::demo::stock_up(&shop).await?;
    Ok(TestClient::new(shop::app(shop)).check_contract())
}

/// Sends a request, and gives the status and the whole body; `null` where there is none.
async fn send(
    client: &TestClient,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> (u16, Value) {
    let mut request = client.request(method, path).header("x-request-id", "r1");
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await;
    if response.bytes().is_empty() {
        return (response.status().as_u16(), Value::Null);
    }
    assert_eq!(response.header("content-type"), Some("application/json"));
    (response.status().as_u16(), response.json())
}

async fn get(client: &TestClient, path: &str) -> (u16, Value) {
    send(client, Method::GET, path, None).await
}

async fn post(client: &TestClient, path: &str, body: Value) -> (u16, Value) {
    send(client, Method::POST, path, Some(body)).await
}

async fn patch(client: &TestClient, path: &str, body: Value) -> (u16, Value) {
    send(client, Method::PATCH, path, Some(body)).await
}

async fn delete(client: &TestClient, path: &str) -> (u16, Value) {
    send(client, Method::DELETE, path, None).await
}

/// The whole body of an error.
#[expect(clippy::needless_pass_by_value, reason = "`json!` at every call")]
fn error(code: &str, path: &str, detail: Value) -> Value {
    json!({"status": "error", "code": code, "detail": detail, "path": path, "request_id": "r1"})
}

/// The whole body of the error of a request that is not valid; each issue is where, what and the kind.
fn invalid(path: &str, issues: &[(&str, &str, &str)]) -> Value {
    let issues: Vec<Value> = issues
        .iter()
        .map(|(field, msg, kind)| json!({"field": field, "msg": msg, "type": kind}))
        .collect();
    json!({
        "status": "error",
        "code": "validation_error",
        "detail": "Request validation failed",
        "path": path,
        "request_id": "r1",
        "errors": issues,
    })
}
