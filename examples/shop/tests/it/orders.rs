//! Orders.

use serde_json::json;
use shop::domain::ShopError;

use crate::{client, error, get, invalid, patch, post};

#[tokio::test]
async fn an_order_takes_from_the_stock_and_keeps_its_prices() -> Result<(), ShopError> {
    let client = client().await?;
    let wanted = json!({
        "customer": "Ann",
        "lines": [{"item_id": 3, "quantity": 100}, {"item_id": 2, "quantity": 2}],
    });
    let order = json!({
        "id": 1,
        "customer": "Ann",
        "lines": [
            {"item_id": 3, "name": "Nut M4", "quantity": 100, "unit_price_cents": 5},
            {"item_id": 2, "name": "Hammer", "quantity": 2, "unit_price_cents": 1890},
        ],
        "total_cents": 4280,
    });
    assert_eq!(post(&client, "/orders", wanted).await, (201, order.clone()));
    assert_eq!(
        patch(&client, "/items/2", json!({"price_cents": 9999})).await,
        (
            200,
            json!({"id": 2, "name": "Hammer", "price_cents": 9999, "stock": 1})
        )
    );
    assert_eq!(get(&client, "/orders/1").await, (200, order));
    Ok(())
}

#[tokio::test]
async fn an_order_that_cannot_be_filled_takes_nothing() -> Result<(), ShopError> {
    let client = client().await?;
    // The second line of the hammer finds what the first has left.
    let wanted = json!({
        "customer": "Ann",
        "lines": [
            {"item_id": 1, "quantity": 400},
            {"item_id": 2, "quantity": 2},
            {"item_id": 2, "quantity": 2},
        ],
    });
    let detail = json!({"message": "only 1 of Hammer left, 2 wanted", "item": "Hammer", "left": 1, "wanted": 2});
    assert_eq!(
        post(&client, "/orders", wanted).await,
        (409, error("out_of_stock", "/orders", detail))
    );
    for (path, stock) in [("/items/1", 400), ("/items/2", 3)] {
        assert_eq!(get(&client, path).await.1["stock"], stock);
    }
    let detail = json!("order 1 does not exist");
    assert_eq!(
        get(&client, "/orders/1").await,
        (404, error("order_not_found", "/orders/1", detail))
    );
    Ok(())
}

#[tokio::test]
async fn every_mistake_of_an_order_is_told() -> Result<(), ShopError> {
    let client = client().await?;
    let wanted = json!({
        "lines": [{"item_id": 1, "quantity": 0}, {"item_id": "bolt"}, "hammer"],
    });
    let issues = [
        ("body.customer", "Field required", "missing"),
        (
            "body.lines.0.quantity",
            "Input should be greater than or equal to 1",
            "greater_than_equal",
        ),
        (
            "body.lines.1.item_id",
            "Input should be a valid integer, unable to parse string as an integer",
            "int_parsing",
        ),
        ("body.lines.1.quantity", "Field required", "missing"),
        (
            "body.lines.2",
            "Input should be a valid dictionary or object to extract fields from",
            "model_attributes_type",
        ),
    ];
    assert_eq!(
        post(&client, "/orders", wanted).await,
        (422, invalid("/orders", &issues))
    );
    let empty = [(
        "body.lines",
        "List should have at least 1 item after validation, not 0",
        "too_short",
    )];
    assert_eq!(
        post(&client, "/orders", json!({"customer": "Ann", "lines": []})).await,
        (422, invalid("/orders", &empty))
    );
    Ok(())
}
