//! What goes wrong: an error that nobody planned, and a panic.

use std::hint::black_box;

use faultless::prelude::*;

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct CardError(String);

/// Fails with an error that says nothing of HTTP.
#[get("/fail")]
pub(crate) async fn fail() -> Result<Json<u64>> {
    Ok(Json(charge_card(0)?))
}

/// Panics.
#[get("/boom")]
pub(crate) async fn boom() -> Json<u64> {
    Json(explode(0))
}

#[inline(never)]
fn charge_card(n: u64) -> Result<u64, CardError> {
    if black_box(n) == 0 {
        return Err(CardError("db password is hunter2".to_owned()));
    }
    Ok(n)
}

#[inline(never)]
fn explode(n: u64) -> u64 {
    assert!(black_box(n) != 0, "secret: db password is hunter2");
    n
}
