//! `Closing`: a connection on its way to its end.

use std::task::Poll;

use tokio::time::Instant;

use super::wire::{Flushed, Read, Wire};

/// A connection on its way to its end: a close frame was sent or is about to be.
pub(super) struct Closing {
    pub(super) wire: Wire,
    /// When it is dropped at the latest.
    pub(super) until: Instant,
    /// True when the peer broke a rule: what it sends is not understood any more.
    deaf: bool,
    shut: bool,
}

impl Closing {
    pub(super) fn new(wire: Wire, until: Instant, deaf: bool) -> Self {
        Self {
            wire,
            until,
            deaf,
            shut: false,
        }
    }

    /// Ready when the connection can be dropped.
    pub(super) fn poll(&mut self) -> Poll<()> {
        if self.wire.blocked().is_some() && self.wire.flush() == Flushed::Over {
            return self.over();
        }
        while !self.deaf {
            match self.wire.read() {
                // What was on its way when the close frame was sent.
                Read::Message(_) | Read::Control | Read::Close(_) => {}
                Read::Pending => return Poll::Pending,
                Read::Over | Read::Gone => return self.over(),
                Read::Broken(..) => self.deaf = true,
            }
        }
        if self.wire.blocked().is_some() {
            return Poll::Pending;
        }
        // A connection that is dropped with bytes unread is reset, and the peer may never see the close frame: the end
        // is said, and what comes is thrown away until the peer has understood.
        if !self.shut {
            self.shut = true;
            self.wire.shutdown();
        }
        loop {
            match self.wire.forget() {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    return Poll::Pending;
                }
                Err(_) => return Poll::Ready(()),
            }
        }
    }

    fn over(&mut self) -> Poll<()> {
        self.wire.shutdown();
        Poll::Ready(())
    }
}
