//! `WebSocket`: the handle that operations, dependencies and exception handlers have.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, ready};

use bytes::Bytes;
use faultless_model::{
    Field, Input, Issue, JsonError, JsonReader, Kind as IssueKind, Location, ReadError,
};
use http::header::SEC_WEBSOCKET_PROTOCOL;
use serde::Serialize;
use tokio::sync::oneshot;

use super::accept::Accept;
use super::error::{Kind, WebSocketError};
use super::handshake::{Handshake, tokens};
use super::limits::WebSocketLimits;
use super::message::{Closed, Message};
use super::shared::Shared;
use super::split::{Receiver, Sender};
use super::transport::opening;
use crate::exception::WebSocketException;
use crate::exception_handlers;
use crate::request::Request;
use crate::response::{IntoResponse, Response, to_json};

type Result<T = (), E = WebSocketError> = std::result::Result<T, E>;

/// A WebSocket, from the handshake to its end: an argument of `#[websocket]`'s function, and of its dependencies.
///
/// It is a handle: its clones are the same connection, and may send and receive in other tasks. The connection ends with
/// the operation, whoever still has a handle.
///
/// Until it is [accepted](Self::accept) it can be refused: with [`close`](Self::close), with any response
/// ([`deny`](Self::deny)), or by raising.
#[derive(Clone)]
pub struct WebSocket(Arc<Shared>);

impl WebSocket {
    /// A socket that is asked for by a request, which gives away its connection; what answers the handshake goes to
    /// `answer`.
    pub(crate) fn new(
        request: &mut Request,
        handshake: Handshake,
        limits: WebSocketLimits,
        answer: oneshot::Sender<Response>,
    ) -> Self {
        let opening = opening(&mut request.parts_mut().extensions);
        Self(Shared::new(
            request.head(),
            handshake,
            limits,
            answer,
            opening,
        ))
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }

    /// The request that asked for it, without a body.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.0.head
    }

    /// The subprotocols that the client offers, in its order.
    pub fn subprotocols(&self) -> impl Iterator<Item = &str> {
        tokens(self.0.head.headers(), &SEC_WEBSOCKET_PROTOCOL)
    }

    /// Accepts the connection.
    ///
    /// # Errors
    /// Where it was accepted or refused before, or the client is gone.
    pub async fn accept(&mut self) -> Result {
        self.accept_with(Accept::new()).await
    }

    /// Accepts the connection with a subprotocol, with headers.
    ///
    /// # Errors
    /// As [`accept`](Self::accept); and for a subprotocol that the client does not offer, a header that cannot be sent,
    /// or one of the handshake's own.
    pub async fn accept_with(&mut self, accept: Accept) -> Result {
        accept.check(self)?;
        let response = self.0.handshake.accepted(accept);
        self.0.with(|state| state.accept(response))?;
        poll_fn(|context| self.0.with(|state| state.poll_open(context))).await
    }

    /// Ends the connection with a code and a reason, of which 123 bytes are sent at most. One that is not accepted yet is
    /// refused with a 403: in `FastAPI`'s format without a body, in every other with the reason as its detail.
    ///
    /// It is done when the close is sent; the framework waits for the peer's. A connection that is over stays as it is.
    ///
    /// # Errors
    /// For a code that may not be sent, see [`WebSocketException::new`].
    pub async fn close(&mut self, code: u16, reason: impl AsRef<str>) -> Result {
        let end = WebSocketException::new(code, reason).map_err(Kind::Code)?;
        self.end(&end).await;
        Ok(())
    }

    /// Ends the connection as an exception says, or refuses it.
    pub(crate) async fn end(&mut self, end: &WebSocketException) {
        if self.is_asked() {
            let refusal = exception_handlers::websocket_refusal(self.request(), end);
            // It was not answered a moment ago; who came between has answered it.
            let _ = self.answer(refusal);
            return;
        }
        let _ = poll_fn(|context| self.0.with(|state| state.poll_open(context))).await;
        self.0
            .with(|state| state.close(Closed::new(end.code(), end.reason())));
        poll_fn(|context| self.0.with(|state| state.poll_closed(context))).await;
    }

    /// Refuses the connection with any response.
    ///
    /// # Errors
    /// Where it was accepted or refused before.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[websocket("/feed")]
    /// async fn feed(mut socket: WebSocket) -> Result<()> {
    ///     socket.deny((StatusCode::TOO_MANY_REQUESTS, [("retry-after", "3")], Json("full"))).await?;
    ///     Ok(())
    /// }
    ///
    /// # tokio_test(async {
    /// let client = TestClient::new(App::new().routes(routes![feed]));
    /// let refused = client.websocket("/feed").connect().await.unwrap_err();
    /// assert_eq!((refused.status().as_u16(), refused.text()), (429, r#""full""#.to_owned()));
    /// # });
    /// # fn tokio_test(f: impl Future<Output = ()>) { tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(f) }
    /// ```
    #[expect(clippy::unused_async, reason = "as the other ways to answer")]
    pub async fn deny(&mut self, response: impl IntoResponse) -> Result {
        let mut response = response.into_response();
        if response.status().is_informational() {
            // 101 would say that it is accepted, and the others that an answer is to come.
            *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
        }
        self.answer(response)
    }

    /// Answers the handshake with a response that is no acceptance.
    pub(crate) fn answer(&self, response: Response) -> Result {
        self.0.with(|state| state.refuse(response))
    }

    /// Waits for a message; `None` when the connection is over: closed by the peer, gone, closed by this side.
    ///
    /// [`closed`](Self::closed) says how. What the peer sends is read only as fast as it is received here: one message
    /// waits at most. It can be dropped while it waits, and no message is lost.
    ///
    /// # Errors
    /// Before the connection is accepted.
    pub async fn receive(&mut self) -> Result<Option<Message>> {
        poll_fn(|context| self.0.with(|state| state.poll_receive(context))).await
    }

    /// Waits for a text; `None` when the connection is over.
    ///
    /// # Errors
    /// As [`receive`](Self::receive), and for a message of bytes.
    pub async fn receive_text(&mut self) -> Result<Option<String>> {
        match self.receive().await? {
            Some(Message::Text(text)) => Ok(Some(text)),
            Some(Message::Binary(_)) => Err(unexpected("a text", "bytes")),
            None => Ok(None),
        }
    }

    /// Waits for bytes; `None` when the connection is over.
    ///
    /// # Errors
    /// As [`receive`](Self::receive), and for a text.
    pub async fn receive_bytes(&mut self) -> Result<Option<Bytes>> {
        match self.receive().await? {
            Some(Message::Binary(bytes)) => Ok(Some(bytes)),
            Some(Message::Text(_)) => Err(unexpected("bytes", "a text")),
            None => Ok(None),
        }
    }

    /// Waits for a text and reads it as JSON; `None` when the connection is over.
    ///
    /// # Errors
    /// As [`receive_text`](Self::receive_text); and for a text that does not fit, with [issues](WebSocketError::issues)
    /// whose locations start at `message`. The connection goes on: what to do about it is the operation's choice.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Deserialize, Model)]
    /// struct Move { x: u8 }
    ///
    /// #[websocket("/game")]
    /// async fn game(mut socket: WebSocket) -> Result<()> {
    ///     socket.accept().await?;
    ///     loop {
    ///         match socket.receive_json::<Move>().await {
    ///             Ok(Some(step)) => socket.send_json(&step.x).await?,
    ///             Ok(None) => return Ok(()),
    ///             Err(error) if error.is_message() => socket.send_json(error.issues()).await?,
    ///             Err(error) => Err(error)?,
    ///         }
    ///     }
    /// }
    ///
    /// # tokio_test(async {
    /// let client = TestClient::new(App::new().routes(routes![game]));
    /// let mut socket = client.websocket("/game").connect().await.unwrap();
    /// socket.send_text(r#"{"x": 300}"#).await;
    /// let issues: serde_json::Value = socket.receive_json().await;
    /// assert_eq!(issues[0]["loc"], serde_json::json!(["message", "x"]));
    /// # });
    /// # fn tokio_test(f: impl Future<Output = ()>) { tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(f) }
    /// ```
    pub async fn receive_json<T: Field>(&mut self) -> Result<Option<T>> {
        match self.receive_text().await? {
            Some(text) => self.read(&text).map(Some),
            None => Ok(None),
        }
    }

    fn read<T: Field>(&self, text: &str) -> Result<T> {
        let settings = self.request().settings();
        let reader = JsonReader::new().limits(settings.limits);
        let issues = match reader.at("message").read::<T>(text.as_bytes()) {
            Ok(value) => return Ok(value),
            Err(ReadError::Issues(issues)) => issues.into_vec(),
            Err(ReadError::Json(error)) => vec![no_json(&error)],
            Err(_) => Vec::new(),
        };
        let mut error = WebSocketError::from(Kind::Message(issues.into()));
        if let Some(messages) = &settings.messages {
            error.tell_in(messages);
        }
        Err(error)
    }

    /// Sends a message. It is done when the connection has taken all of it, so that a peer that reads slowly slows the
    /// sender down.
    ///
    /// # Errors
    /// Before the connection is accepted, once it is over, and where the peer does not take it
    /// [in time](WebSocketLimits::send_time).
    pub async fn send(&mut self, message: Message) -> Result {
        let mut message = Some(message);
        poll_fn(|context| {
            self.0.with(|state| {
                ready!(state.poll_ready(context))?;
                Poll::Ready(message.take().map_or(Ok(()), |message| state.send(message)))
            })
        })
        .await?;
        self.flush().await
    }

    async fn flush(&mut self) -> Result {
        poll_fn(|context| self.0.with(|state| state.poll_flush(context))).await
    }

    /// Sends a text.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_text(&mut self, text: impl Into<String>) -> Result {
        self.send(Message::Text(text.into())).await
    }

    /// Sends bytes.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_bytes(&mut self, bytes: impl Into<Bytes>) -> Result {
        self.send(Message::Binary(bytes.into())).await
    }

    /// Sends a value as JSON, in a text.
    ///
    /// # Errors
    /// As [`send`](Self::send), and for a value that JSON has no form for.
    pub async fn send_json<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        let json = to_json(value).map_err(Kind::Unwritten)?;
        // serde_json writes UTF-8.
        let text = String::from_utf8(json).unwrap_or_default();
        self.send(Message::Text(text)).await
    }

    /// Sends a ping, which the peer answers unseen. The framework sends its own at an
    /// [interval](WebSocketLimits::ping_interval).
    ///
    /// # Errors
    /// As [`send`](Self::send), and for more than 125 bytes.
    pub async fn send_ping(&mut self, payload: impl Into<Bytes>) -> Result {
        let payload = payload.into();
        if payload.len() > 125 {
            return Err(Kind::Ping(payload.len()).into());
        }
        let mut payload = Some(payload);
        poll_fn(|context| {
            self.0.with(|state| {
                ready!(state.poll_ready(context))?;
                Poll::Ready(payload.take().map_or(Ok(()), |payload| state.ping(payload)))
            })
        })
        .await?;
        self.flush().await
    }

    /// How the connection ended; `None` while it lasts.
    #[must_use]
    pub fn closed(&self) -> Option<Closed> {
        self.0.with(|state| state.ended().cloned())
    }

    /// True while it is accepted and not closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.with(|state| state.is_live())
    }

    /// True while the handshake is not answered.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.with(|state| state.is_asked())
    }

    /// Two handles: one to send with, one to receive with, for tasks of their own. They are a
    /// [`Sink`](futures_util::Sink) and a [`Stream`](futures_util::Stream) of messages.
    #[must_use]
    pub fn split(self) -> (Sender, Receiver) {
        (Sender::new(self.clone()), Receiver::new(self))
    }
}

fn unexpected(wanted: &'static str, found: &'static str) -> WebSocketError {
    Kind::Unexpected { wanted, found }.into()
}

fn no_json(error: &JsonError) -> Issue {
    let mut location = Location::from(["message"]);
    let words = match error {
        JsonError::Syntax { message, position } => {
            location.push(*position);
            message.clone()
        }
        other => other.to_string(),
    };
    Issue::new(IssueKind::JsonInvalid, location)
        .with_message("JSON decode error")
        .with_input(Input::Object(Vec::new()))
        .with_context("error", Input::Text(words.into()))
}

impl fmt::Debug for WebSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSocket")
            .field("path", &self.request().path())
            .finish_non_exhaustive()
    }
}
