//! Sends every message of a WebSocket back, at `HOST` (127.0.0.1 unless set) and `PORT` (8000 unless set): what suites
//! for the protocol talk to.
//!
//! `/` takes messages of 32 MiB, since they send 16 MiB; `/limited` has the limit of [`LIMITED`].

use faultless::prelude::*;
use faultless::{WebSocketError, WebSocketLimits};

/// The largest message of either route.
const LARGEST: usize = 32 << 20;
const LIMITED: usize = 64 << 10;

#[tokio::main]
async fn main() -> faultless::Result<()> {
    let limits = WebSocketLimits::default()
        .max_message(LARGEST)
        .max_frame(LARGEST);
    App::new()
        .websocket_limits(limits)
        .routes(routes![echo, limited])
        .serve()
        .await
}

#[websocket("/")]
async fn echo(socket: WebSocket) -> Result<()> {
    Ok(every_message(socket).await?)
}

#[websocket("/limited", limits(max_message = LIMITED, max_frame = LIMITED))]
async fn limited(socket: WebSocket) -> Result<()> {
    Ok(every_message(socket).await?)
}

async fn every_message(mut socket: WebSocket) -> Result<(), WebSocketError> {
    socket.accept().await?;
    while let Some(message) = socket.receive().await? {
        socket.send(message).await?;
    }
    Ok(())
}
