//! WebSockets, over the test client and over a real server.

mod build;
mod failures;
mod handlers;
mod handshake;
mod limits;
mod messages;
mod routing;
mod server;

use faultless::TestWebSocket;
use faultless::prelude::*;

#[websocket("/echo")]
async fn echo(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    while let Some(message) = socket.receive().await? {
        socket.send(message).await?;
    }
    Ok(())
}

/// A client of an application.
fn client(app: App) -> TestClient {
    TestClient::new(app)
}

/// A WebSocket that is accepted.
async fn connected(app: App, path: &str) -> TestWebSocket {
    client(app)
        .websocket(path)
        .connect()
        .await
        .expect("an accepted WebSocket")
}

/// The code and the reason that the server closes with.
async fn closed(socket: &mut TestWebSocket) -> (u16, String) {
    let closed = socket.closed().await;
    (closed.code(), closed.reason().to_owned())
}
