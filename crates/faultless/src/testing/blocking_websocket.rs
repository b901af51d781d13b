//! A WebSocket of the test client for tests that are not async.

use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Runtime;

use super::{TestResponse, TestWebSocket, TestWebSocketRequest};
use crate::exception::Exception;
use crate::websocket::{Closed, Message};

/// A WebSocket's handshake being written; made by [`BlockingTestClient::websocket`](crate::BlockingTestClient::websocket).
#[must_use = "a handshake does nothing until it is sent"]
#[derive(Debug)]
pub struct BlockingTestWebSocketRequest {
    pub(super) request: TestWebSocketRequest,
    pub(super) runtime: Arc<Runtime>,
}

impl BlockingTestWebSocketRequest {
    fn map(mut self, change: impl FnOnce(TestWebSocketRequest) -> TestWebSocketRequest) -> Self {
        self.request = change(self.request);
        self
    }

    /// Adds a header.
    ///
    /// # Panics
    /// When name or value cannot stand in a header.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.map(|request| request.header(name, value))
    }

    /// Adds query parameters, encoded.
    pub fn query(self, pairs: &[(&str, &str)]) -> Self {
        self.map(|request| request.query(pairs))
    }

    /// Offers a subprotocol.
    pub fn subprotocol(self, name: &str) -> Self {
        self.map(|request| request.subprotocol(name))
    }

    /// Sends the handshake.
    ///
    /// # Errors
    /// The response that refuses it.
    ///
    /// # Panics
    /// As [`BlockingTestRequest::send`](crate::BlockingTestRequest::send).
    pub fn connect(self) -> Result<BlockingTestWebSocket, TestResponse> {
        let socket = self.runtime.block_on(self.request.connect())?;
        Ok(BlockingTestWebSocket {
            socket,
            runtime: self.runtime,
        })
    }
}

/// A WebSocket for tests that are not async. The application goes on while one of its methods waits.
#[derive(Debug)]
pub struct BlockingTestWebSocket {
    socket: TestWebSocket,
    runtime: Arc<Runtime>,
}

impl BlockingTestWebSocket {
    /// The headers of the answer that accepted it.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.socket.headers()
    }

    /// The subprotocol that was chosen.
    #[must_use]
    pub fn subprotocol(&self) -> Option<&str> {
        self.socket.subprotocol()
    }

    /// Sends a message, see [`TestWebSocket::send`].
    ///
    /// # Panics
    /// As there.
    pub fn send(&mut self, message: impl Into<Message>) {
        self.runtime.block_on(self.socket.send(message));
    }

    /// Sends a text, see [`TestWebSocket::send_text`].
    ///
    /// # Panics
    /// As there.
    pub fn send_text(&mut self, text: impl Into<String>) {
        self.runtime.block_on(self.socket.send_text(text));
    }

    /// Sends bytes, see [`TestWebSocket::send_bytes`].
    ///
    /// # Panics
    /// As there.
    pub fn send_bytes(&mut self, bytes: impl Into<Bytes>) {
        self.runtime.block_on(self.socket.send_bytes(bytes));
    }

    /// Sends a value as JSON, see [`TestWebSocket::send_json`].
    ///
    /// # Panics
    /// As there.
    pub fn send_json<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.runtime.block_on(self.socket.send_json(value));
    }

    /// Waits for a message, see [`TestWebSocket::receive`].
    pub fn receive(&mut self) -> Option<Message> {
        self.runtime.block_on(self.socket.receive())
    }

    /// Waits for a text, see [`TestWebSocket::receive_text`].
    ///
    /// # Panics
    /// As there.
    pub fn receive_text(&mut self) -> String {
        self.runtime.block_on(self.socket.receive_text())
    }

    /// Waits for bytes, see [`TestWebSocket::receive_bytes`].
    ///
    /// # Panics
    /// As there.
    pub fn receive_bytes(&mut self) -> Bytes {
        self.runtime.block_on(self.socket.receive_bytes())
    }

    /// Waits for JSON, see [`TestWebSocket::receive_json`].
    ///
    /// # Panics
    /// As there.
    pub fn receive_json<T: DeserializeOwned>(&mut self) -> T {
        self.runtime.block_on(self.socket.receive_json())
    }

    /// Closes the connection, see [`TestWebSocket::close`].
    ///
    /// # Panics
    /// As there.
    pub fn close(&mut self, code: u16, reason: &str) {
        self.runtime.block_on(self.socket.close(code, reason));
    }

    /// Waits until the server closes, see [`TestWebSocket::closed`].
    pub fn closed(&mut self) -> Closed {
        self.runtime.block_on(self.socket.closed())
    }

    /// The exception that nobody planned, see [`TestWebSocket::exception`].
    #[must_use]
    pub fn exception(&self) -> Option<Exception> {
        self.socket.exception()
    }
}
