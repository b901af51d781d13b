use faultless::prelude::*;

#[websocket]
async fn feed(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    Ok(())
}

fn main() {}
