//! What a program does with the shop: each function answers every error that its operation can end with, by its code.
//!
//! `api` is generated from the shop's document alone, so a code that goes away, or a new one, stops this file from
//! compiling. That the types are as exact as they look, these show, which must not compile.
//!
//! An error that this operation does not have:
//! ```compile_fail,E0599
//! use shop_client::api::Stock409Response;
//! fn is_taken(error: &Stock409Response) -> bool { matches!(error, Stock409Response::NameTaken(_)) }
//! ```
//! A field that this error does not have:
//! ```compile_fail,E0609
//! fn room(error: &shop_client::api::OutOfStockError) -> i64 { error.detail.room }
//! ```
//! An error that is not answered:
//! ```compile_fail,E0004
//! use shop_client::api::Stock409Response;
//! fn left(error: &Stock409Response) -> i64 { match error { Stock409Response::OutOfStock(error) => error.detail.left } }
//! ```
//! While this does:
//! ```
//! use shop_client::api::Stock409Response;
//! fn figure(error: &Stock409Response) -> i64 {
//!     match error {
//!         Stock409Response::OutOfStock(error) => error.detail.left,
//!         Stock409Response::ShelfFull(error) => error.detail.room,
//!     }
//! }
//! ```

#[rustfmt::skip]
#[allow(clippy::all, reason = "generated")]
pub mod api;

use anyhow::{Result, anyhow, bail};

use api::*;

/// Adds an item, or says in a sentence why there is none.
///
/// # Errors
/// What is no answer to the request itself: the shop is out of order, or not there.
pub async fn add_item(shop: &ShopClient, item: NewItem) -> Result<Result<Item, String>> {
    use BadRequestErrorOrHttp408ErrorOrHttp413ErrorOrInternalErrorOrNameTakenErrorOrRequestValidationError as Failure;
    let request = CreateItemItemsPostRequest { body: item };
    let failure = match shop.create_item_items_post(request).await? {
        ApiResponse::Created(item) => return Ok(Ok(item)),
        ApiResponse::Conflict(failure)
        | ApiResponse::UnprocessableEntity(failure)
        | ApiResponse::BadRequest(failure)
        | ApiResponse::RequestTimeout(failure)
        | ApiResponse::ContentTooLarge(failure)
        | ApiResponse::InternalServerError(failure) => failure,
        other => bail!("the shop answered what its document does not know: {other:?}"),
    };
    match failure {
        Failure::NameTakenError(error) => Ok(Err(format!("{}: {}", error.code, error.detail))),
        Failure::RequestValidationError(error) => {
            let issues = error.errors.into_iter();
            let words = issues.map(|issue| format!("{}: {}", issue.field, issue.msg));
            Ok(Err(words.collect::<Vec<_>>().join("; ")))
        }
        Failure::BadRequestError(error) => Err(anyhow!(error.detail)),
        Failure::Http408Error(error) => Err(anyhow!(error.detail)),
        Failure::Http413Error(error) => Err(anyhow!(error.detail)),
        Failure::InternalError(error) => Err(anyhow!(error.detail)),
    }
}

/// Why stock could not be taken.
#[derive(Debug, PartialEq)]
pub enum NotTaken {
    NoSuchItem(String),
    OnlyLeft(i64),
    RoomFor(i64),
    Invalid(Vec<String>),
}

/// Takes some of an item from the shelf: how many are left.
///
/// # Errors
/// What is no answer to the request itself: the shop is out of order, or not there.
pub async fn take(shop: &ShopClient, item_id: i64, wanted: i64) -> Result<Result<i64, NotTaken>> {
    use BadRequestErrorOrHttp408ErrorOrHttp413ErrorOrInternalErrorOrItemNotFoundErrorOrRequestValidationErrorOrStock409Response as Failure;
    let request = ChangeStockItemsItemIdStockPostRequest {
        path: ChangeStockItemsItemIdStockPostRequestPath { item_id },
        body: StockChange { change: -wanted },
    };
    let failure = match shop.change_stock_items_item_id_stock_post(request).await? {
        ApiResponse::Ok(item) => return Ok(Ok(item.stock)),
        ApiResponse::NotFound(failure)
        | ApiResponse::Conflict(failure)
        | ApiResponse::UnprocessableEntity(failure)
        | ApiResponse::BadRequest(failure)
        | ApiResponse::RequestTimeout(failure)
        | ApiResponse::ContentTooLarge(failure)
        | ApiResponse::InternalServerError(failure) => failure,
        other => bail!("the shop answered what its document does not know: {other:?}"),
    };
    match failure {
        Failure::ItemNotFoundError(error) => Ok(Err(NotTaken::NoSuchItem(error.detail))),
        Failure::Stock409Response(Stock409Response::OutOfStock(error)) => {
            Ok(Err(NotTaken::OnlyLeft(error.detail.left)))
        }
        Failure::Stock409Response(Stock409Response::ShelfFull(error)) => {
            Ok(Err(NotTaken::RoomFor(error.detail.room)))
        }
        Failure::RequestValidationError(error) => {
            let issues = error.errors.into_iter();
            Ok(Err(NotTaken::Invalid(issues.map(|issue| issue.r#type).collect())))
        }
        Failure::BadRequestError(error) => Err(anyhow!(error.detail)),
        Failure::Http408Error(error) => Err(anyhow!(error.detail)),
        Failure::Http413Error(error) => Err(anyhow!(error.detail)),
        Failure::InternalError(error) => Err(anyhow!(error.detail)),
    }
}
