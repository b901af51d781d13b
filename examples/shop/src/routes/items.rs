//! Items and their stock.

use faultless::prelude::*;

use crate::domain::{Item, Page, ShopError};
use crate::repository::Shop;

pub(crate) fn router() -> Router {
    Router::new().tag("items").routes(routes![
        create_item,
        list_items,
        read_item,
        change_item,
        delete_item,
        change_stock,
    ])
}

/// An item to add.
#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct NewItem {
    #[field(min_length = 1, max_length = 80)]
    name: String,
    #[field(gt = 0, le = 10_000_000)]
    price_cents: u32,
    #[serde(default)]
    #[field(le = 10_000)]
    stock: u32,
}

/// What to change of an item; what is left out stays.
#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct ItemChange {
    #[field(min_length = 1, max_length = 80)]
    name: Option<String>,
    #[field(gt = 0, le = 10_000_000)]
    price_cents: Option<u32>,
}

/// A delivery, or with a negative number a loss.
#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct StockChange {
    #[field(ge = -10_000, le = 10_000)]
    change: i32,
}

/// Add an item.
#[post(
    "/items",
    status = 201,
    raises(ShopError::NameTaken, ShopError::Storage)
)]
async fn create_item(item: NewItem, shop: State<Shop>) -> Result<Json<Item>, ShopError> {
    let created = shop
        .create_item(item.name, item.price_cents, item.stock)
        .await?;
    Ok(Json(created))
}

/// List the items, by name, page by page.
#[get("/items", raises(ShopError::Storage))]
async fn list_items(
    /// A part of the name, in capitals or not.
    #[query(default, max_length = 80)]
    search: String,
    #[query(default = 0, ge = 0)] offset: u32,
    #[query(default = 20, ge = 1, le = 100)] limit: u32,
    shop: State<Shop>,
) -> Result<Json<Page<Item>>, ShopError> {
    Ok(Json(shop.items(search, offset, limit).await?))
}

/// Read an item.
#[get(
    "/items/{item_id}",
    raises(ShopError::ItemNotFound, ShopError::Storage)
)]
async fn read_item(item_id: i64, shop: State<Shop>) -> Result<Json<Item>, ShopError> {
    Ok(Json(shop.item(item_id).await?))
}

/// Change an item's name or price.
#[patch(
    "/items/{item_id}",
    raises(ShopError::ItemNotFound, ShopError::NameTaken, ShopError::Storage)
)]
async fn change_item(
    item_id: i64,
    change: ItemChange,
    shop: State<Shop>,
) -> Result<Json<Item>, ShopError> {
    let changed = shop
        .change_item(item_id, change.name, change.price_cents)
        .await?;
    Ok(Json(changed))
}

/// Delete an item that nobody has ordered.
#[delete(
    "/items/{item_id}",
    status = 204,
    raises(ShopError::ItemNotFound, ShopError::ItemOrdered, ShopError::Storage)
)]
async fn delete_item(item_id: i64, shop: State<Shop>) -> Result<(), ShopError> {
    shop.remove_item(item_id).await
}

/// Put items on the shelf, or take some from it.
#[post(
    "/items/{item_id}/stock",
    raises(
        ShopError::ItemNotFound,
        ShopError::OutOfStock,
        ShopError::ShelfFull,
        ShopError::Storage
    )
)]
async fn change_stock(
    item_id: i64,
    stock: StockChange,
    shop: State<Shop>,
) -> Result<Json<Item>, ShopError> {
    Ok(Json(shop.change_stock(item_id, stock.change).await?))
}
