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

/// One of each, for the documentation: which of them an operation may raise stands above it.
pub(crate) fn examples() -> [ShopError; 7] {
    [
        ShopError::ItemNotFound(7),
        ShopError::OrderNotFound(7),
        ShopError::NameTaken("Hammer".to_owned()),
        ShopError::ItemOrdered(2),
        ShopError::OutOfStock {
            item: "Hammer".to_owned(),
            left: 3,
            wanted: 4,
        },
        ShopError::ShelfFull {
            item: "Hammer".to_owned(),
            room: 9_997,
            delivered: 9_998,
        },
        ShopError::Storage("the disk is full".into()),
    ]
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
