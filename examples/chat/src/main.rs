//! Serves the chat at `HOST` and `PORT`.

use chat::{Limits, Rooms};

#[tokio::main]
async fn main() -> faultless::Result<()> {
    tracing_subscriber::fmt::init();
    chat::app(Rooms::new(Limits::default())).serve().await
}
