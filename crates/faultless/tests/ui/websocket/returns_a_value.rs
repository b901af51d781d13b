use faultless::prelude::*;

#[websocket("/feed")]
async fn feed(mut socket: WebSocket) -> Result<Json<u8>> {
    socket.accept().await?;
    Ok(Json(1))
}

fn main() {}
