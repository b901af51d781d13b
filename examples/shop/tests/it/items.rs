//! Items and their stock.

use serde_json::{Value, json};
use shop::domain::ShopError;

use crate::{client, delete, error, get, invalid, patch, post};

fn hammer() -> Value {
    json!({"id": 2, "name": "Hammer", "price_cents": 1890, "stock": 3})
}

#[tokio::test]
async fn an_item_is_created_and_read() -> Result<(), ShopError> {
    let client = client().await?;
    let saw = json!({"id": 5, "name": "Saw", "price_cents": 2190, "stock": 0});
    assert_eq!(
        post(
            &client,
            "/items",
            json!({"name": "Saw", "price_cents": 2190})
        )
        .await,
        (201, saw.clone())
    );
    assert_eq!(get(&client, "/items/5").await, (200, saw));
    Ok(())
}

#[tokio::test]
async fn every_mistake_of_a_new_item_is_told() -> Result<(), ShopError> {
    let client = client().await?;
    let item = json!({"name": "", "price_cents": 0, "stock": "many", "colour": "red"});
    let issues = [
        (
            "body.name",
            "String should have at least 1 character",
            "string_too_short",
        ),
        (
            "body.price_cents",
            "Input should be greater than 0",
            "greater_than",
        ),
        (
            "body.stock",
            "Input should be a valid integer, unable to parse string as an integer",
            "int_parsing",
        ),
        (
            "body.colour",
            "Extra inputs are not permitted",
            "extra_forbidden",
        ),
    ];
    assert_eq!(
        post(&client, "/items", item).await,
        (422, invalid("/items", &issues))
    );
    Ok(())
}

#[tokio::test]
async fn a_name_is_taken_once() -> Result<(), ShopError> {
    let client = client().await?;
    let taken = json!("an item named Hammer exists already");
    assert_eq!(
        post(
            &client,
            "/items",
            json!({"name": "Hammer", "price_cents": 1})
        )
        .await,
        (409, error("name_taken", "/items", taken.clone()))
    );
    assert_eq!(
        patch(&client, "/items/1", json!({"name": "Hammer"})).await,
        (409, error("name_taken", "/items/1", taken))
    );
    Ok(())
}

#[tokio::test]
async fn items_are_listed_page_by_page() -> Result<(), ShopError> {
    let client = client().await?;
    let (bolt, nut) = (
        json!({"id": 1, "name": "Bolt M4", "price_cents": 12, "stock": 400}),
        json!({"id": 3, "name": "Nut M4", "price_cents": 5, "stock": 900}),
    );
    let level = json!({"id": 4, "name": "Spirit level", "price_cents": 2450, "stock": 0});
    assert_eq!(
        get(&client, "/items").await,
        (
            200,
            json!({"entries": [bolt, hammer(), nut, level], "total": 4})
        )
    );
    assert_eq!(
        get(&client, "/items?offset=1&limit=1").await,
        (200, json!({"entries": [hammer()], "total": 4}))
    );
    assert_eq!(
        get(&client, "/items?search=m4").await,
        (200, json!({"entries": [bolt, nut], "total": 2}))
    );
    assert_eq!(
        get(&client, "/items?search=%25").await,
        (200, json!({"entries": [], "total": 0}))
    );
    Ok(())
}

#[tokio::test]
async fn every_mistake_of_a_query_is_told() -> Result<(), ShopError> {
    let client = client().await?;
    let issues = [
        (
            "query.offset",
            "Input should be greater than or equal to 0",
            "greater_than_equal",
        ),
        (
            "query.limit",
            "Input should be less than or equal to 100",
            "less_than_equal",
        ),
    ];
    assert_eq!(
        get(&client, "/items?limit=101&offset=-1").await,
        (422, invalid("/items", &issues))
    );
    Ok(())
}

#[tokio::test]
async fn what_is_left_out_of_a_change_stays() -> Result<(), ShopError> {
    let client = client().await?;
    assert_eq!(
        patch(&client, "/items/2", json!({"price_cents": 1990})).await,
        (
            200,
            json!({"id": 2, "name": "Hammer", "price_cents": 1990, "stock": 3})
        )
    );
    assert_eq!(
        patch(
            &client,
            "/items/2",
            json!({"name": "Mallet", "price_cents": null})
        )
        .await,
        (
            200,
            json!({"id": 2, "name": "Mallet", "price_cents": 1990, "stock": 3})
        )
    );
    assert_eq!(
        patch(&client, "/items/2", json!({"stock": 9})).await,
        (
            422,
            invalid(
                "/items/2",
                &[(
                    "body.stock",
                    "Extra inputs are not permitted",
                    "extra_forbidden"
                )]
            )
        )
    );
    Ok(())
}

#[tokio::test]
async fn an_item_is_deleted_unless_it_was_ordered() -> Result<(), ShopError> {
    let client = client().await?;
    assert_eq!(delete(&client, "/items/1").await, (204, Value::Null));
    assert_eq!(get(&client, "/items/1").await.0, 404);

    let order = json!({"customer": "Ann", "lines": [{"item_id": 2, "quantity": 1}]});
    assert_eq!(post(&client, "/orders", order).await.0, 201);
    let detail = json!("item 2 was ordered and stays for the books");
    assert_eq!(
        delete(&client, "/items/2").await,
        (409, error("item_ordered", "/items/2", detail))
    );
    Ok(())
}

#[tokio::test]
async fn stock_comes_and_goes() -> Result<(), ShopError> {
    let client = client().await?;
    let stocked = |stock| json!({"id": 2, "name": "Hammer", "price_cents": 1890, "stock": stock});
    assert_eq!(
        post(&client, "/items/2/stock", json!({"change": 5})).await,
        (200, stocked(8))
    );
    assert_eq!(
        post(&client, "/items/2/stock", json!({"change": -8})).await,
        (200, stocked(0))
    );
    assert_eq!(
        post(&client, "/items/2/stock", json!({"change": 10_000})).await,
        (200, stocked(10_000))
    );
    Ok(())
}

#[tokio::test]
async fn stock_stays_between_nothing_and_a_full_shelf() -> Result<(), ShopError> {
    let client = client().await?;
    let gone = json!({"message": "only 3 of Hammer left, 4 wanted", "item": "Hammer", "left": 3, "wanted": 4});
    assert_eq!(
        post(&client, "/items/2/stock", json!({"change": -4})).await,
        (409, error("out_of_stock", "/items/2/stock", gone))
    );
    let full = json!({"message": "room for 9997 of Hammer, 9998 delivered", "item": "Hammer", "room": 9997, "delivered": 9998});
    assert_eq!(
        post(&client, "/items/2/stock", json!({"change": 9998})).await,
        (409, error("shelf_full", "/items/2/stock", full))
    );
    assert_eq!(get(&client, "/items/2").await, (200, hammer()));
    Ok(())
}

#[tokio::test]
async fn an_item_that_is_not_there_is_told_everywhere() -> Result<(), ShopError> {
    let client = client().await?;
    let absent = |path| {
        (
            404,
            error("item_not_found", path, json!("item 9 does not exist")),
        )
    };
    assert_eq!(get(&client, "/items/9").await, absent("/items/9"));
    assert_eq!(delete(&client, "/items/9").await, absent("/items/9"));
    assert_eq!(
        patch(&client, "/items/9", json!({"price_cents": 1})).await,
        absent("/items/9")
    );
    assert_eq!(
        post(&client, "/items/9/stock", json!({"change": 1})).await,
        absent("/items/9/stock")
    );
    let order = json!({"customer": "Ann", "lines": [{"item_id": 9, "quantity": 1}]});
    assert_eq!(post(&client, "/orders", order).await, absent("/orders"));
    Ok(())
}
