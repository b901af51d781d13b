use faultless::prelude::*;

#[derive(Debug, thiserror::Error)]
#[error("full")]
struct Full;

fn main() {
    let _ = App::new().websocket_exception_handler(async |_: &mut WebSocket, _: &Full| StatusCode::GONE);
}
