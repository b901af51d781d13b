use faultless::prelude::*;

#[websocket("/feed", limits(max_mesage = 10))]
async fn feed(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    Ok(())
}

fn main() {}
