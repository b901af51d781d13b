//! Parts of a request, one by one: `cargo bench -p bench --bench micro`. `-- --test` runs each once.

mod document;
mod handlers;
mod parameters;
mod reading;
mod rendering;

use criterion::{criterion_group, criterion_main};
use faultless::Service;
use faultless::response::Response;
use futures_util::FutureExt as _;

/// A request without a body.
fn get(path: &str) -> http::request::Builder {
    http::Request::get(path)
}

/// The answer to a request; its status is looked at, so that nobody measures another answer than is meant.
///
/// # Panics
/// When the status is another.
#[expect(
    clippy::panic,
    reason = "a benchmark that measures another answer must not go on"
)]
fn answered(service: &Service, request: http::request::Builder, status: u16) -> Response {
    let request = request.body(axum_core::body::Body::empty());
    let response = request
        .ok()
        .and_then(|request| service.answer(request).now_or_never());
    match response {
        Some(response) if response.status() == status => response,
        other => panic!("not the answer that is meant: {other:?}"),
    }
}

criterion_group!(
    micro,
    parameters::bench,
    reading::bench,
    handlers::bench,
    rendering::bench,
    document::bench
);
criterion_main!(micro);
