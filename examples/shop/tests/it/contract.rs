//! The documentation is true: it holds every error that can be provoked, and none that cannot.

use std::time::Duration;

use faultless::prelude::*;
use faultless::{Contract, StreamSender, StreamingResponse};
use rusqlite::Connection;
use serde_json::{Value, json};
use shop::repository::Shop;

use crate::failures::fresh;

/// A request, and the status and code of its answer; without a code where it succeeds.
type Case = (&'static str, &'static str, Value, u16, &'static str);

/// What each operation takes, for those that take a body.
fn bodies() -> [(&'static str, &'static str, Value); 4] {
    [
        (
            "POST",
            "/items",
            json!({"name": "Saw", "price_cents": 2190}),
        ),
        ("PATCH", "/items/2", json!({"price_cents": 1990})),
        ("POST", "/items/2/stock", json!({"change": 1})),
        (
            "POST",
            "/orders",
            json!({"customer": "Ann", "lines": [{"item_id": 2, "quantity": 1}]}),
        ),
    ]
}

fn cases() -> Vec<Case> {
    let order = |item: i64, quantity: u32| json!({"customer": "Ann", "lines": [{"item_id": item, "quantity": quantity}]});
    let change = |change: i32| json!({ "change": change });
    let nothing = Value::Null;
    vec![
        ("GET", "/items", nothing.clone(), 200, ""),
        (
            "GET",
            "/items?limit=0",
            nothing.clone(),
            422,
            "validation_error",
        ),
        (
            "POST",
            "/items",
            json!({"name": "Saw", "price_cents": 1}),
            201,
            "",
        ),
        (
            "POST",
            "/items",
            json!({"name": "Saw", "price_cents": 1}),
            409,
            "name_taken",
        ),
        ("POST", "/items", json!({}), 422, "validation_error"),
        ("GET", "/items/1", nothing.clone(), 200, ""),
        ("GET", "/items/9", nothing.clone(), 404, "item_not_found"),
        ("GET", "/items/x", nothing.clone(), 422, "validation_error"),
        ("PATCH", "/items/1", json!({"name": "Bolt"}), 200, ""),
        (
            "PATCH",
            "/items/9",
            json!({"name": "Bolt M5"}),
            404,
            "item_not_found",
        ),
        (
            "PATCH",
            "/items/1",
            json!({"name": "Hammer"}),
            409,
            "name_taken",
        ),
        (
            "PATCH",
            "/items/1",
            json!({"name": ""}),
            422,
            "validation_error",
        ),
        ("POST", "/items/2/stock", change(1), 200, ""),
        ("POST", "/items/9/stock", change(1), 404, "item_not_found"),
        ("POST", "/items/2/stock", change(-9), 409, "out_of_stock"),
        ("POST", "/items/2/stock", change(9_999), 409, "shelf_full"),
        (
            "POST",
            "/items/2/stock",
            change(10_001),
            422,
            "validation_error",
        ),
        ("POST", "/orders", order(2, 1), 201, ""),
        ("POST", "/orders", order(9, 1), 404, "item_not_found"),
        ("POST", "/orders", order(2, 9), 409, "out_of_stock"),
        ("POST", "/orders", order(2, 0), 422, "validation_error"),
        ("GET", "/orders/1", nothing.clone(), 200, ""),
        ("GET", "/orders/9", nothing.clone(), 404, "order_not_found"),
        ("GET", "/orders/x", nothing.clone(), 422, "validation_error"),
        ("DELETE", "/items/3", nothing.clone(), 204, ""),
        ("DELETE", "/items/3", nothing.clone(), 404, "item_not_found"),
        ("DELETE", "/items/2", nothing.clone(), 409, "item_ordered"),
        ("DELETE", "/items/x", nothing, 422, "validation_error"),
    ]
}

fn request(client: &TestClient, method: &str, path: &str) -> faultless::TestRequest {
    let method = match method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "PATCH" => Method::PATCH,
        "DELETE" => Method::DELETE,
        _ => Method::GET,
    };
    client.request(method, path)
}

#[tokio::test]
async fn every_documented_error_happens_and_no_other() -> Result<(), Box<dyn std::error::Error>> {
    let contract = Contract::new();
    let file = fresh("contract.db");
    let shop = Shop::open(&file).await?;
    shop::demo::stock_up(&shop).await?;
    let client = TestClient::new(shop::app(shop.clone())).check_contract_with(&contract);
    for (method, path, body, status, code) in cases() {
        let mut sent = request(&client, method, path);
        if !body.is_null() {
            sent = sent.json(&body);
        }
        let response = sent.send().await;
        assert_eq!(response.status(), status, "{method} {path}: {response:?}");
        if !code.is_empty() {
            assert_eq!(response.json::<Value>()["code"], code, "{method} {path}");
        }
    }

    // What can be wrong with any body.
    let hasty = shop::app(shop).body_timeout(Some(Duration::from_millis(1)));
    let hasty = TestClient::new(hasty).check_contract_with(&contract);
    for (method, path, _) in bodies() {
        let json = |client, body: Vec<u8>| {
            let sent = request(client, method, path).header("content-type", "application/json");
            sent.body(body).send()
        };
        assert_eq!(json(&client, b"\"\xff\"".to_vec()).await.status(), 400);
        assert_eq!(json(&client, vec![b' '; 3 << 20]).await.status(), 413);
        let endless = StreamingResponse::from_fn(|_: StreamSender<String>| {
            std::future::pending::<faultless::Result<()>>()
        });
        let sent = request(&hasty, method, path).header("content-type", "application/json");
        let late = sent.body(endless.into_response().into_body()).send().await;
        assert_eq!(late.status(), 408);
    }

    // Someone else gets at the file while the shop is open.
    Connection::open(&file)?
        .execute_batch("DROP TABLE order_lines; DROP TABLE orders; DROP TABLE items")?;
    for (method, path, body) in bodies() {
        let failed = request(&client, method, path).json(&body).send().await;
        assert_eq!(failed.status(), 500, "{method} {path}");
    }
    for (method, path) in [
        ("GET", "/items"),
        ("GET", "/items/1"),
        ("DELETE", "/items/1"),
        ("GET", "/orders/1"),
    ] {
        let failed = request(&client, method, path).send().await;
        assert_eq!(failed.status(), 500, "{method} {path}");
    }

    assert_eq!(contract.unprovoked(), []);
    Ok(())
}
