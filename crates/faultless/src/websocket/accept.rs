//! `Accept`: what is said when a WebSocket is accepted.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::WebSocket;
use super::error::{Kind, WebSocketError};
use super::handshake::is_reserved;
use crate::exception::IntoHeader;

/// What is said when a WebSocket is accepted, for [`WebSocket::accept_with`].
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// use faultless::websocket::Accept;
///
/// #[websocket("/feed")]
/// async fn feed(mut socket: WebSocket) -> Result<()> {
///     let mut accept = Accept::new().header("x-accepted", "yes");
///     if socket.subprotocols().any(|offered| offered == "v2") {
///         accept = accept.subprotocol("v2");
///     }
///     socket.accept_with(accept).await?;
///     Ok(())
/// }
///
/// # tokio_test(async {
/// let client = TestClient::new(App::new().routes(routes![feed]));
/// let socket = client.websocket("/feed").subprotocol("v1").subprotocol("v2").connect().await.unwrap();
/// assert_eq!(socket.subprotocol(), Some("v2"));
/// # });
/// # fn tokio_test(f: impl Future<Output = ()>) { tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(f) }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "it is said with `socket.accept_with(...)`"]
pub struct Accept {
    pub(super) subprotocol: Option<HeaderValue>,
    pub(super) headers: HeaderMap,
    /// The first thing that cannot be said.
    mistake: Option<Mistake>,
}

#[derive(Debug, Clone)]
enum Mistake {
    Header(Box<str>),
    Reserved(Box<str>),
}

impl Accept {
    /// Nothing beyond what the handshake needs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Chooses a subprotocol, one of those that the client [offers](WebSocket::subprotocols).
    pub fn subprotocol(mut self, name: &str) -> Self {
        match HeaderValue::from_str(name) {
            Ok(value) => self.subprotocol = Some(value),
            Err(_) => self.mistake(Mistake::Header(name.into())),
        }
        self
    }

    /// Adds a header to the answer. Those of the handshake itself are not to be set.
    pub fn header(mut self, name: impl AsRef<str>, value: impl IntoHeader) -> Self {
        let name = name.as_ref();
        match (HeaderName::from_bytes(name.as_bytes()), value.into_header()) {
            (Ok(known), _) if is_reserved(&known) => self.mistake(Mistake::Reserved(name.into())),
            (Ok(name), Some(value)) => {
                self.headers.append(name, value);
            }
            _ => self.mistake(Mistake::Header(name.into())),
        }
        self
    }

    fn mistake(&mut self, mistake: Mistake) {
        self.mistake.get_or_insert(mistake);
    }

    /// # Errors
    /// What cannot be said to this client.
    pub(super) fn check(&self, socket: &WebSocket) -> Result<(), WebSocketError> {
        match &self.mistake {
            Some(Mistake::Header(name)) => return Err(Kind::Header(name.clone()).into()),
            Some(Mistake::Reserved(name)) => return Err(Kind::Reserved(name.clone()).into()),
            None => {}
        }
        let Some(chosen) = &self.subprotocol else {
            return Ok(());
        };
        let chosen = chosen.to_str().unwrap_or_default();
        if socket.subprotocols().any(|offered| offered == chosen) {
            Ok(())
        } else {
            Err(Kind::Subprotocol(chosen.into()).into())
        }
    }
}
