use faultless::prelude::*;

#[websocket("/feeds/{feed_id}")]
async fn feed(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    Ok(())
}

fn main() {}
