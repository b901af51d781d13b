//! A WebSocket as a stream and a sink of messages.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::{Sink, Stream};

use super::WebSocket;
use super::error::WebSocketError;
use super::message::{Closed, Message};

/// The side of a WebSocket that receives; made by [`WebSocket::split`].
#[derive(Debug)]
pub struct Receiver(WebSocket);

/// The side of a WebSocket that sends; made by [`WebSocket::split`].
#[derive(Debug)]
pub struct Sender(WebSocket);

impl Receiver {
    pub(super) fn new(socket: WebSocket) -> Self {
        Self(socket)
    }

    /// Waits for a message, see [`WebSocket::receive`].
    ///
    /// # Errors
    /// As there.
    pub async fn receive(&mut self) -> Result<Option<Message>, WebSocketError> {
        self.0.receive().await
    }

    /// The whole handle.
    #[must_use]
    pub fn into_inner(self) -> WebSocket {
        self.0
    }
}

impl Sender {
    pub(super) fn new(socket: WebSocket) -> Self {
        Self(socket)
    }

    /// Sends a message, see [`WebSocket::send`].
    ///
    /// # Errors
    /// As there.
    pub async fn send(&mut self, message: impl Into<Message>) -> Result<(), WebSocketError> {
        self.0.send(message.into()).await
    }

    /// The whole handle.
    #[must_use]
    pub fn into_inner(self) -> WebSocket {
        self.0
    }
}

/// Its messages, to the end of the connection.
impl Stream for WebSocket {
    type Item = Result<Message, WebSocketError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let received = self.shared().with(|state| state.poll_receive(context));
        received.map(Result::transpose)
    }
}

/// Closing it closes the connection with 1000.
impl Sink<Message> for WebSocket {
    type Error = WebSocketError;

    fn poll_ready(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        self.shared().with(|state| state.poll_ready(context))
    }

    fn start_send(self: Pin<&mut Self>, message: Message) -> Result<(), WebSocketError> {
        self.shared().with(|state| state.send(message))
    }

    fn poll_flush(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        self.shared().with(|state| state.poll_flush(context))
    }

    fn poll_close(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        self.shared().with(|state| {
            if state.is_live() {
                ready!(state.poll_open(context))?;
                state.close(Closed::new(1000, ""));
            }
            state.poll_closed(context).map(Ok)
        })
    }
}

impl Stream for Receiver {
    type Item = Result<Message, WebSocketError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}

impl Sink<Message> for Sender {
    type Error = WebSocketError;

    fn poll_ready(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        Pin::new(&mut self.0).poll_ready(context)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), WebSocketError> {
        Pin::new(&mut self.0).start_send(message)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_close(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        Pin::new(&mut self.0).poll_close(context)
    }
}
