//! What the operation of a WebSocket returns.

/// What the operation of a WebSocket returns: nothing, or a `Result` of nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a WebSocket's operation returns",
    label = "neither nothing nor a `Result` of nothing",
    note = "send what the client is to have with `socket.send_text(...)` or `socket.send_json(...)`, and return `Result<()>`"
)]
pub trait WebSocketEnd {}

impl WebSocketEnd for () {}

impl<E> WebSocketEnd for Result<(), E> {}

/// What was returned, when it is nothing or a `Result` of nothing.
pub fn websocket_end<T: WebSocketEnd>(returned: T) -> T {
    returned
}
