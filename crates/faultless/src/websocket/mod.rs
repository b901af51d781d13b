//! WebSockets: accepted or refused, messages either way, and an end that is told.
#![doc = include_str!("../docs/websockets.md")]

mod accept;
mod closing;
mod error;
mod handler;
mod handshake;
mod keeper;
mod limits;
mod message;
mod shared;
mod socket;
mod split;
mod state;
mod transport;
mod wire;

pub use accept::Accept;
pub use error::WebSocketError;
#[doc(hidden)]
pub use handler::{AsyncWebSocketHandlerFn, Ending};
pub use handler::{WebSocketAnswer, WebSocketExceptionHandler};
pub use limits::WebSocketLimits;
pub use message::{Closed, Message};
pub use socket::WebSocket;
pub use split::{Receiver, Sender};

pub(crate) use handshake::{Handshake, is_asked_for};
pub(crate) use keeper::{Keeper, Late};
#[cfg(feature = "testing")]
pub(crate) use transport::Direct;
