use faultless::prelude::*;

#[websocket("/feed", status = 201, body_limit = 10, tags = ["feeds"], response_model = Feed)]
async fn feed(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    Ok(())
}

fn main() {}
