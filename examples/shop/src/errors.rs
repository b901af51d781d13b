//! How the shop's errors are answered: the one place where its domain meets HTTP.

use faultless::prelude::*;
use serde_json::{Value, json};

use crate::domain::ShopError;

/// The mapping of [`ShopError`], whichever operation raised it.
///
/// What has no status here becomes a 500 with a fixed text, and its causes go to the log alone.
pub(crate) fn answer(error: &ShopError) -> Option<HttpException> {
    let (status, code) = status_and_code(error)?;
    Some(HttpException::new(status, detail(error)).code(code))
}

/// The table. A new error does not compile until it stands here.
fn status_and_code(error: &ShopError) -> Option<(StatusCode, &'static str)> {
    Some(match error {
        ShopError::ItemNotFound(_) => (status::HTTP_404_NOT_FOUND, "item_not_found"),
        ShopError::OrderNotFound(_) => (status::HTTP_404_NOT_FOUND, "order_not_found"),
        ShopError::NameTaken(_) => (status::HTTP_409_CONFLICT, "name_taken"),
        ShopError::ItemOrdered(_) => (status::HTTP_409_CONFLICT, "item_ordered"),
        ShopError::OutOfStock { .. } => (status::HTTP_409_CONFLICT, "out_of_stock"),
        ShopError::ShelfFull { .. } => (status::HTTP_409_CONFLICT, "shelf_full"),
        ShopError::Storage(_) => return None,
    })
}

/// What the client is told: the error's own words, and where a client can act on them, its figures.
fn detail(error: &ShopError) -> Value {
    match error {
        ShopError::OutOfStock { item, left, wanted } => {
            json!({"message": error.to_string(), "item": item, "left": left, "wanted": wanted})
        }
        ShopError::ShelfFull {
            item,
            room,
            delivered,
        } => {
            json!({"message": error.to_string(), "item": item, "room": room, "delivered": delivered})
        }
        _ => json!(error.to_string()),
    }
}

/// One of each, for the documentation: what a client is told is seen in the answer.
pub(crate) fn examples() -> [ShopError; 6] {
    let item = || "Hammer".to_owned();
    [
        ShopError::ItemNotFound(7),
        ShopError::OrderNotFound(7),
        ShopError::NameTaken(item()),
        ShopError::ItemOrdered(7),
        ShopError::OutOfStock {
            item: item(),
            left: 2,
            wanted: 5,
        },
        ShopError::ShelfFull {
            item: item(),
            room: 1,
            delivered: 5,
        },
    ]
}
