//! The service that `run.py` measures, written as a user of faultless would: typed models, errors that say their answer,
//! the default handlers. Nothing in it is there for the bench.
//!
//! Serves at `PORT`, as all peers do, on one thread.

mod catalogue;
mod orders;
mod payment;

use std::io::IsTerminal as _;

use faultless::prelude::*;

/// A greeting.
#[get("/plain")]
async fn plain() -> &'static str {
    "Hello, World!"
}

/// What nobody planned, as JSON; where the framework answers itself, it is a plain text, as FastAPI's.
fn unplanned(_: &Request, _: &Exception) -> impl IntoResponse + use<> {
    let detail = serde_json::json!({"detail": "Internal Server Error"});
    (StatusCode::INTERNAL_SERVER_ERROR, Json(detail))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> faultless::Result<()> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    App::new()
        .routes(routes![
            plain,
            catalogue::read_item,
            orders::create_order,
            payment::fail,
            payment::boom,
        ])
        .exception_handler(unplanned)
        .serve()
        .await
}
