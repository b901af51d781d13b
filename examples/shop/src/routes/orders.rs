//! Orders.

use faultless::prelude::*;

use crate::domain::{Order, ShopError, Wanted};
use crate::repository::Shop;

pub(crate) fn router() -> Router {
    Router::new()
        .tag("orders")
        .routes(routes![place_order, read_order])
}

/// An order to place.
#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct NewOrder {
    #[field(min_length = 1, max_length = 80)]
    customer: String,
    #[field(min_length = 1, max_length = 50)]
    lines: Vec<NewLine>,
}

/// How many of which item.
#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct NewLine {
    item_id: i64,
    #[field(ge = 1, le = 10_000)]
    quantity: u32,
}

/// Place an order: all of its lines, or nothing.
#[post(
    "/orders",
    status = 201,
    raises(ShopError::ItemNotFound, ShopError::OutOfStock, ShopError::Storage)
)]
async fn place_order(order: NewOrder, shop: State<Shop>) -> Result<Json<Order>, ShopError> {
    let wanted = order.lines.iter().map(|line| Wanted {
        item_id: line.item_id,
        quantity: line.quantity,
    });
    let placed = shop.place_order(order.customer, wanted.collect()).await?;
    Ok(Json(placed))
}

/// Read an order.
#[get(
    "/orders/{order_id}",
    raises(ShopError::OrderNotFound, ShopError::Storage)
)]
async fn read_order(order_id: i64, shop: State<Shop>) -> Result<Json<Order>, ShopError> {
    Ok(Json(shop.order(order_id).await?))
}
