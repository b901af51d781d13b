//! `WebSocketLimits`: how large messages may be, and how long a peer may take.

use std::time::Duration;

/// How large the messages of a WebSocket may be, and how long its peer may take.
///
/// They are the application's ([`App::websocket_limits`](crate::App::websocket_limits)); an operation may change some of
/// them: `#[websocket("/feed", limits(max_message = 1024))]`.
///
/// # Example
/// ```
/// use std::time::Duration;
///
/// use faultless::{App, WebSocketLimits};
///
/// let limits = WebSocketLimits::default().max_message(64 << 10).idle_time(Duration::from_secs(300));
/// let app = App::new().websocket_limits(limits);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "limits hold where they are given to an application or an operation"]
pub struct WebSocketLimits {
    pub(crate) max_message: usize,
    pub(crate) max_frame: usize,
    pub(crate) write_buffer: usize,
    pub(crate) handshake_time: Duration,
    pub(crate) send_time: Duration,
    pub(crate) idle_time: Option<Duration>,
    pub(crate) ping_interval: Option<Duration>,
    pub(crate) closing_time: Duration,
}

impl Default for WebSocketLimits {
    fn default() -> Self {
        Self {
            max_message: 1 << 20,
            max_frame: 1 << 20,
            write_buffer: 64 << 10,
            handshake_time: Duration::from_secs(30),
            send_time: Duration::from_secs(30),
            idle_time: None,
            ping_interval: Some(Duration::from_secs(20)),
            closing_time: Duration::from_secs(5),
        }
    }
}

impl WebSocketLimits {
    /// Sets how many bytes a message of the peer may have; 1 MiB unless set. A larger one closes with 1009.
    pub const fn max_message(mut self, bytes: usize) -> Self {
        self.max_message = bytes;
        self
    }

    /// Sets how many bytes one frame of the peer may have; 1 MiB unless set. A larger one closes with 1009, before it is
    /// received.
    pub const fn max_frame(mut self, bytes: usize) -> Self {
        self.max_frame = bytes;
        self
    }

    /// Sets how many bytes may wait for a peer that reads slowly before a sender has to; 64 KiB unless set, and one
    /// message that is larger.
    pub const fn write_buffer(mut self, bytes: usize) -> Self {
        self.write_buffer = bytes;
        self
    }

    /// Sets how long the operation may take to accept or refuse; 30 seconds unless set. Later the handshake is answered
    /// with a 503, and the operation is dropped.
    pub const fn handshake_time(mut self, time: Duration) -> Self {
        self.handshake_time = counted(time);
        self
    }

    /// Sets how long the peer may take to take what is sent; 30 seconds unless set. Later it counts as gone.
    pub const fn send_time(mut self, time: Duration) -> Self {
        self.send_time = counted(time);
        self
    }

    /// Sets how long neither side may send a message; unlimited unless set, since a feed may be quiet. Later it is closed
    /// with 1001: nobody broke a rule, and a client that wants to may come again.
    pub const fn idle_time(mut self, time: Duration) -> Self {
        self.idle_time = Some(counted(time));
        self
    }

    /// Sets how often the peer is asked whether it is still there; every 20 seconds unless set. One that says nothing for
    /// as long again is gone, which ends the connection with 1006. `Duration::ZERO` asks never.
    pub const fn ping_interval(mut self, time: Duration) -> Self {
        self.ping_interval = if time.is_zero() {
            None
        } else {
            Some(counted(time))
        };
        self
    }

    /// Sets how long the peer may take to answer a close; 5 seconds unless set. Later the connection is dropped.
    pub const fn closing_time(mut self, time: Duration) -> Self {
        self.closing_time = counted(time);
        self
    }
}

/// A time that can be added to any moment: `Duration::MAX` stands for none at all, and no clock reaches it.
const fn counted(time: Duration) -> Duration {
    const CENTURY: Duration = Duration::from_hours(100 * 365 * 24);
    if time.as_secs() > CENTURY.as_secs() {
        CENTURY
    } else {
        time
    }
}
