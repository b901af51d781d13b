//! `TestWebSocket`: a WebSocket to an application in the same process.

use std::net::SocketAddr;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use http::HeaderMap;
use http::header::{
    CONNECTION, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{DuplexStream, duplex};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message as Frame};

use super::{TestClient, TestRequest, TestResponse};
use crate::exception::{Caught, Exception};
use crate::websocket::{Closed, Direct, Message};

/// How many bytes may be on their way in either direction.
const ON_THEIR_WAY: usize = 64 << 10;

/// A WebSocket's handshake being written; made by [`TestClient::websocket`].
#[must_use = "a handshake does nothing until it is sent"]
#[derive(Debug)]
pub struct TestWebSocketRequest {
    request: TestRequest,
    subprotocols: Vec<String>,
}

impl TestWebSocketRequest {
    pub(super) fn new(client: &TestClient, path: &str) -> Self {
        let request = client
            .get(path)
            .header(CONNECTION.as_str(), "Upgrade")
            .header(UPGRADE.as_str(), "websocket")
            .header(SEC_WEBSOCKET_VERSION.as_str(), "13")
            .header(SEC_WEBSOCKET_KEY.as_str(), "dGhlIHNhbXBsZSBub25jZQ==");
        Self {
            request,
            subprotocols: Vec::new(),
        }
    }

    /// Adds a header.
    ///
    /// # Panics
    /// When name or value cannot stand in a header.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Adds query parameters, encoded.
    pub fn query(mut self, pairs: &[(&str, &str)]) -> Self {
        self.request = self.request.query(pairs);
        self
    }

    /// Offers a subprotocol.
    pub fn subprotocol(mut self, name: &str) -> Self {
        self.subprotocols.push(name.to_owned());
        self
    }

    /// Sets the address that the request comes from, 127.0.0.1 unless set.
    pub fn from_address(mut self, address: SocketAddr) -> Self {
        self.request = self.request.from_address(address);
        self
    }

    /// Sends the handshake.
    ///
    /// # Errors
    /// The response that refuses it.
    ///
    /// # Panics
    /// As [`TestRequest::send`].
    pub async fn connect(self) -> Result<TestWebSocket, TestResponse> {
        let mut request = self.request;
        if !self.subprotocols.is_empty() {
            let offered = self.subprotocols.join(", ");
            request = request.header(SEC_WEBSOCKET_PROTOCOL.as_str(), &offered);
        }
        let (ours, theirs) = duplex(ON_THEIR_WAY);
        let caught = request.caught().clone();
        let headers = request.extension(Direct::new(theirs)).upgrade().await?;
        let config = WebSocketConfig::default();
        Ok(TestWebSocket {
            headers,
            stream: WebSocketStream::from_raw_socket(ours, Role::Client, Some(config)).await,
            closed: None,
            caught,
        })
    }
}

/// A WebSocket to an application in the same process; made by [`TestClient::websocket`].
///
/// Dropping it is a client that goes away without a word.
pub struct TestWebSocket {
    headers: HeaderMap,
    stream: WebSocketStream<DuplexStream>,
    closed: Option<Closed>,
    caught: Caught,
}

impl TestWebSocket {
    /// The headers of the answer that accepted it.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The subprotocol that was chosen.
    #[must_use]
    pub fn subprotocol(&self) -> Option<&str> {
        self.headers.get(SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()
    }

    /// Sends a message.
    ///
    /// # Panics
    /// When the connection is over.
    pub async fn send(&mut self, message: impl Into<Message>) {
        let frame = match message.into() {
            Message::Text(text) => Frame::text(text),
            Message::Binary(bytes) => Frame::binary(bytes),
        };
        #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
        if let Err(error) = self.stream.send(frame).await {
            panic!("the message was not sent: {error}");
        }
    }

    /// Sends a text.
    ///
    /// # Panics
    /// When the connection is over.
    pub async fn send_text(&mut self, text: impl Into<String>) {
        self.send(Message::Text(text.into())).await;
    }

    /// Sends bytes.
    ///
    /// # Panics
    /// When the connection is over.
    pub async fn send_bytes(&mut self, bytes: impl Into<Bytes>) {
        self.send(Message::Binary(bytes.into())).await;
    }

    /// Sends a value as JSON, in a text.
    ///
    /// # Panics
    /// When the connection is over, or the value has no form in JSON.
    pub async fn send_json<T: Serialize + ?Sized>(&mut self, value: &T) {
        #[expect(clippy::expect_used, reason = "documented: a mistake in a test")]
        let json = serde_json::to_string(value).expect("a value that JSON has a form for");
        self.send(Message::Text(json)).await;
    }

    /// Waits for a message; `None` when the connection is over, and [`closed`](Self::closed) says how.
    pub async fn receive(&mut self) -> Option<Message> {
        while self.closed.is_none() {
            match self.stream.next().await {
                Some(Ok(Frame::Text(text))) => {
                    return Some(Message::Text(text.as_str().to_owned()));
                }
                Some(Ok(Frame::Binary(bytes))) => return Some(Message::Binary(bytes)),
                Some(Ok(Frame::Ping(_) | Frame::Pong(_) | Frame::Frame(_))) => {}
                Some(Ok(Frame::Close(frame))) => {
                    self.closed = Some(match frame {
                        Some(frame) => Closed::new(frame.code.into(), frame.reason.as_str()),
                        None => Closed::new(1005, ""),
                    });
                    // The answer to it is sent, and the server ends the connection.
                    while let Some(Ok(_)) = self.stream.next().await {}
                }
                Some(Err(_)) | None => self.closed = Some(Closed::abnormal()),
            }
        }
        None
    }

    /// Waits for a text.
    ///
    /// # Panics
    /// When the connection ends, or bytes come.
    pub async fn receive_text(&mut self) -> String {
        match self.receive().await {
            Some(Message::Text(text)) => text,
            other => self.unexpected("a text", other.as_ref()),
        }
    }

    /// Waits for bytes.
    ///
    /// # Panics
    /// When the connection ends, or a text comes.
    pub async fn receive_bytes(&mut self) -> Bytes {
        match self.receive().await {
            Some(Message::Binary(bytes)) => bytes,
            other => self.unexpected("bytes", other.as_ref()),
        }
    }

    /// Waits for a text and reads it as JSON.
    ///
    /// # Panics
    /// When the connection ends, or anything else comes.
    pub async fn receive_json<T: DeserializeOwned>(&mut self) -> T {
        let text = self.receive_text().await;
        match serde_json::from_str(&text) {
            Ok(value) => value,
            #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
            Err(error) => panic!("the message is not the JSON expected ({error}): {text}"),
        }
    }

    #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
    fn unexpected(&self, wanted: &str, found: Option<&Message>) -> ! {
        match (found, &self.closed) {
            (Some(message), _) => panic!("{wanted} was expected, and {message:?} came"),
            (None, Some(closed)) => {
                panic!("{wanted} was expected, and the connection is closed: {closed}")
            }
            (None, None) => panic!("{wanted} was expected, and the connection is over"),
        }
    }

    /// Closes the connection, and waits until the server has.
    ///
    /// # Panics
    /// When the connection is broken.
    pub async fn close(&mut self, code: u16, reason: &str) {
        let frame = CloseFrame {
            code: code.into(),
            reason: reason.into(),
        };
        match self.stream.close(Some(frame)).await {
            Ok(()) | Err(Error::ConnectionClosed | Error::AlreadyClosed | Error::Protocol(_)) => {}
            #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
            Err(error) => panic!("the close was not sent: {error}"),
        }
        while self.receive().await.is_some() {}
    }

    /// Waits until the server closes, past what it still sends, and says how: 1006 when it did without a word.
    pub async fn closed(&mut self) -> Closed {
        while self.receive().await.is_some() {}
        self.closed.clone().unwrap_or_else(Closed::abnormal)
    }

    /// The exception that nobody planned and that ended the operation, once: wait for [`closed`](Self::closed) before.
    #[must_use]
    pub fn exception(&self) -> Option<Exception> {
        self.caught.take()
    }
}

impl std::fmt::Debug for TestWebSocket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestWebSocket")
            .field("headers", &self.headers)
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}
