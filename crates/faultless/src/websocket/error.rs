//! `WebSocketError`: what can go wrong with a WebSocket.

use std::error::Error;
use std::fmt;

use faultless_model::{Catalogue, Issue, TextForm};

use super::message::Closed;
use crate::exception::InvalidCloseCode;

/// What went wrong with a WebSocket: a message that is not what was asked for, an end, a use out of turn.
///
/// An operation that lets `?` raise it ends the connection with 1011. Where that is the peer's doing (a message that
/// does not fit, a peer that is gone) the log has it at `debug` alone.
pub struct WebSocketError(Box<Kind>);

#[derive(Debug)]
pub(crate) enum Kind {
    /// A message that does not fit what was asked for.
    Message(Box<[Issue]>),
    /// Bytes where a text was asked for, or the other way round.
    Unexpected {
        wanted: &'static str,
        found: &'static str,
    },
    /// It is over.
    Closed(Closed),
    /// The peer did not take what was sent.
    Slow,
    NotAccepted,
    Answered,
    Accepted,
    Subprotocol(Box<str>),
    Header(Box<str>),
    Reserved(Box<str>),
    Code(InvalidCloseCode),
    /// A ping of too many bytes.
    Ping(usize),
    /// A value that JSON has no form for.
    Unwritten(serde_json::Error),
    Transport(Box<dyn Error + Send + Sync>),
}

impl WebSocketError {
    /// The issues of a message that does not fit what was asked for; none of any other error.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        match &*self.0 {
            Kind::Message(issues) => issues,
            _ => &[],
        }
    }

    /// How the connection ended, when something was sent after that.
    #[must_use]
    pub fn closed(&self) -> Option<&Closed> {
        match &*self.0 {
            Kind::Closed(closed) => Some(closed),
            _ => None,
        }
    }

    /// True when the message of the peer is to blame: it does not fit, or is of the other sort.
    #[must_use]
    pub fn is_message(&self) -> bool {
        matches!(&*self.0, Kind::Message(_) | Kind::Unexpected { .. })
    }

    /// True when the connection was over, or the peer took nothing any more: nobody is there to be answered.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(&*self.0, Kind::Closed(_) | Kind::Slow)
    }

    /// Tells what was told in no catalogue so far.
    pub(crate) fn tell_in(&mut self, messages: &Catalogue) {
        if let Kind::Message(issues) = &mut *self.0 {
            let told = std::mem::take(issues).into_vec().into_iter();
            *issues = told
                .map(|issue| match issue.catalogue() {
                    Some(_) => issue,
                    None => issue.told_in(messages),
                })
                .collect();
        }
    }
}

impl From<Kind> for WebSocketError {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for WebSocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Message(issues) => TextForm::new("Message", issues).fmt(f),
            Kind::Unexpected { wanted, found } => {
                write!(f, "{found} was received where {wanted} was asked for")
            }
            Kind::Closed(closed) => write!(f, "the WebSocket is closed: {closed}"),
            Kind::Slow => f.write_str("the peer did not take what was sent, and counts as gone"),
            Kind::NotAccepted => f.write_str(
                "the WebSocket is not accepted yet: call `socket.accept()` before it is used",
            ),
            Kind::Answered => f.write_str("the WebSocket's handshake was refused already"),
            Kind::Accepted => f.write_str("the WebSocket is accepted already: it is accepted or refused once, and then closed"),
            Kind::Subprotocol(name) => write!(
                f,
                "the client offers no subprotocol `{}`: accept one of `socket.subprotocols()`, or none",
                name.escape_debug()
            ),
            Kind::Header(name) => write!(
                f,
                "`{}` cannot stand in a header, by its name or its value",
                name.escape_debug()
            ),
            Kind::Reserved(name) => write!(
                f,
                "the header `{}` is the handshake's own: a subprotocol is set with `Accept::subprotocol`",
                name.escape_debug()
            ),
            Kind::Code(invalid) => invalid.fmt(f),
            Kind::Ping(length) => write!(f, "a ping has 125 bytes at most, and this one {length}"),
            Kind::Unwritten(error) => write!(f, "the message has no form in JSON: {error}"),
            Kind::Transport(error) => write!(f, "the connection could not be taken over: {error}"),
        }
    }
}

impl fmt::Debug for WebSocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebSocketError: {self}")
    }
}

impl Error for WebSocketError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            Kind::Unwritten(error) => Some(error),
            Kind::Transport(error) => Some(&**error),
            _ => None,
        }
    }
}
