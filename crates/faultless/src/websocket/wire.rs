//! `Wire`: the protocol on an open connection.

use std::io::{self, Read as _};
use std::task::Waker;

use tokio::time::Instant;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{self, Error};

use super::WebSocketLimits;
use super::message::{Closed, Message};
use super::transport::{BoxIo, Polled};

/// What the framework's own frames may need beside a message: pongs, a ping, a close.
const CONTROL: usize = 4 << 10;

/// How many bytes are read at once. A connection keeps as many in memory, for as long as it lasts.
const READ: usize = 4 << 10;

/// The protocol on an open connection.
pub(super) struct Wire {
    socket: tungstenite::WebSocket<Polled>,
    /// How many bytes may wait.
    room: usize,
    /// How many bytes of messages were given to the protocol since it was last flushed.
    buffered: usize,
    /// Since when the peer takes nothing, though there is something to send.
    blocked: Option<Instant>,
}

/// What reading gave.
pub(super) enum Read {
    Message(Message),
    /// A ping, answered already, or a pong.
    Control,
    Close(Closed),
    /// Nothing for now.
    Pending,
    /// Both sides have closed.
    Over,
    /// The peer broke a rule: the code and the words to close with.
    Broken(u16, &'static str),
    /// The connection is gone.
    Gone,
}

/// What flushing gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flushed {
    All,
    /// The peer takes no more for now.
    Blocked,
    /// The connection is over or gone.
    Over,
}

impl Wire {
    pub(super) fn new(io: BoxIo, limits: &WebSocketLimits) -> Self {
        // So that adding to it stays a number.
        let room = limits.write_buffer.min(usize::MAX / 4);
        let config = WebSocketConfig::default()
            .read_buffer_size(READ)
            .write_buffer_size(room)
            .max_write_buffer_size(room + CONTROL)
            .max_message_size(Some(limits.max_message))
            .max_frame_size(Some(limits.max_frame));
        Self {
            socket: tungstenite::WebSocket::from_raw_socket(
                Polled::new(io),
                Role::Server,
                Some(config),
            ),
            room,
            buffered: 0,
            blocked: None,
        }
    }

    pub(super) fn set_waker(&mut self, waker: &Waker) {
        self.socket.get_mut().set_waker(waker);
    }

    pub(super) fn take_heard(&mut self) -> bool {
        self.socket.get_mut().take_heard()
    }

    pub(super) fn blocked(&self) -> Option<Instant> {
        self.blocked
    }

    /// True when a message can be written without waiting.
    pub(super) fn has_room(&self) -> bool {
        self.blocked.is_none() && self.buffered <= self.room
    }

    pub(super) fn read(&mut self) -> Read {
        use tungstenite::Message as Frame;
        match self.socket.read() {
            Ok(Frame::Text(text)) => Read::Message(Message::Text(text.as_str().to_owned())),
            Ok(Frame::Binary(bytes)) => Read::Message(Message::Binary(bytes)),
            Ok(Frame::Ping(_) | Frame::Pong(_) | Frame::Frame(_)) => Read::Control,
            Ok(Frame::Close(frame)) => Read::Close(match frame {
                Some(frame) => Closed::new(frame.code.into(), frame.reason.as_str()),
                None => Closed::new(1005, ""),
            }),
            Err(Error::ConnectionClosed | Error::AlreadyClosed) => Read::Over,
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => Read::Pending,
            Err(Error::Io(_) | Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => {
                Read::Gone
            }
            Err(Error::Capacity(_)) => Read::Broken(1009, "the message is too big"),
            Err(Error::Utf8(_)) => Read::Broken(1007, "the text is not UTF-8"),
            Err(_) => Read::Broken(1002, "a frame breaks the protocol"),
        }
    }

    /// Reads and forgets what comes, after a frame that could not be understood.
    ///
    /// # Errors
    /// The connection's; `WouldBlock` when nothing is there for now, `UnexpectedEof` at its end.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let mut buffer = [0; READ];
        match self.socket.get_mut().read(&mut buffer) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Gives a message to the protocol; it is sent when flushed. False when the connection is over or gone.
    pub(super) fn write(&mut self, message: Message) -> bool {
        self.buffered = self.buffered.saturating_add(message.len() + 16);
        let room = self.buffered.max(self.room).saturating_add(CONTROL);
        let message = match message {
            Message::Text(text) => tungstenite::Message::text(text),
            Message::Binary(bytes) => tungstenite::Message::binary(bytes),
        };
        // Pongs that the peer does not take may have filled the buffer: a message always has room, since it is given here
        // only where it may be. The limit is for what the peer makes the framework say.
        self.limit(usize::MAX);
        let written = self.written(message);
        self.limit(room);
        written
    }

    pub(super) fn ping(&mut self, payload: bytes::Bytes) -> bool {
        self.written(tungstenite::Message::Ping(payload))
    }

    /// Sets how many bytes may wait.
    fn limit(&mut self, bytes: usize) {
        self.socket
            .set_config(|config| config.max_write_buffer_size = bytes);
    }

    fn written(&mut self, message: tungstenite::Message) -> bool {
        match self.socket.write(message) {
            // Frames of control may find no room: they are not worth the connection.
            Ok(()) | Err(Error::WriteBufferFull(_)) => true,
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                self.blocked.get_or_insert_with(Instant::now);
                true
            }
            Err(_) => false,
        }
    }

    /// Sends what waits.
    pub(super) fn flush(&mut self) -> Flushed {
        let flushed = self.socket.flush();
        self.flushed(flushed)
    }

    fn flushed(&mut self, flushed: Result<(), Error>) -> Flushed {
        match flushed {
            Ok(()) => {
                self.buffered = 0;
                self.blocked = None;
                Flushed::All
            }
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                self.blocked.get_or_insert_with(Instant::now);
                Flushed::Blocked
            }
            Err(_) => Flushed::Over,
        }
    }

    /// Sends a close frame, after what waits.
    pub(super) fn close(&mut self, closed: &Closed) -> Flushed {
        // A close always has room.
        self.limit(usize::MAX);
        let frame = CloseFrame {
            code: CloseCode::from(closed.code()),
            reason: closed.reason().into(),
        };
        let flushed = self.socket.close(Some(frame));
        self.flushed(flushed)
    }

    /// Says that nothing more will be written.
    pub(super) fn shutdown(&mut self) {
        // Where it cannot be said now, dropping the connection says it.
        let _ = self.socket.get_mut().shutdown();
    }
}
