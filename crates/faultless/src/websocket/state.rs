//! `State`: one connection, from the question to its end.
//!
//! Whatever waits for the connection itself is woken through the keeper, which is polled beside the operation: so that any number
//! of handles, in any tasks, may wait at the same time.

use std::task::{Context, Poll, Waker};

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::WebSocketLimits;
use super::closing::Closing;
use super::error::{Kind, WebSocketError};
use super::message::{Closed, Message};
use super::transport::{BoxIo, Opening};
use super::wire::{Flushed, Read, Wire};
use crate::response::Response;

type Result<T = ()> = std::result::Result<T, WebSocketError>;

/// One connection.
pub(super) struct State {
    pub(super) phase: Phase,
    pub(super) limits: WebSocketLimits,
    /// Who keeps the connection.
    keeper: Waker,
    /// True while the keeper is about to look at the connection anyway.
    kept: bool,
    /// What was received and not taken yet. While it is there nothing more is read: the peer has to wait.
    pub(super) inbox: Option<Message>,
    /// Who waits for a message, or for room to send one.
    waiting: Vec<Waker>,
    /// Who is to be woken once the state is let go.
    due: Vec<Waker>,
    /// How it ended, or is about to.
    ended: Option<Closed>,
    /// True when the server is about to stop.
    stopping: bool,
    /// True when it ended because the peer took nothing.
    slow: bool,
    /// What became of the handshake.
    outcome: Outcome,
    /// When the handshake began.
    pub(super) asked: Instant,
    /// When bytes came last.
    pub(super) heard: Instant,
    /// When a message went either way last.
    pub(super) spoken: Instant,
    /// When the peer was asked whether it is there, and has not answered yet.
    pub(super) pinged: Option<Instant>,
}

/// What became of a handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing yet.
    Open,
    /// It was answered with anything but an acceptance.
    Refused,
    /// It was accepted, and the connection was there.
    Connected,
}

/// Where a connection stands.
pub(super) enum Phase {
    /// The handshake is not answered.
    Asked(oneshot::Sender<Response>, Option<Opening>),
    /// It is accepted, and the server is about to hand the connection over.
    Opening(Opening),
    Open(Wire),
    Closing(Closing),
    Over,
}

impl State {
    /// A connection that was asked for just now.
    pub(super) fn new(
        answer: oneshot::Sender<Response>,
        opening: Option<Opening>,
        limits: WebSocketLimits,
    ) -> Self {
        let now = Instant::now();
        Self {
            phase: Phase::Asked(answer, opening),
            limits,
            keeper: Waker::noop().clone(),
            kept: false,
            inbox: None,
            waiting: Vec::new(),
            due: Vec::new(),
            ended: None,
            stopping: false,
            slow: false,
            outcome: Outcome::Open,
            asked: now,
            heard: now,
            spoken: now,
            pinged: None,
        }
    }

    // What handles do.

    /// Answers the handshake with anything but its acceptance.
    pub(super) fn refuse(&mut self, response: Response) -> Result {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Asked(answer, _) => {
                // A client that is gone needs no answer.
                let _ = answer.send(response);
                self.outcome = Outcome::Refused;
                self.end(Closed::abnormal());
                Ok(())
            }
            other => {
                self.phase = other;
                Err(self.answered())
            }
        }
    }

    /// Accepts; the connection is open when [`poll_open`](Self::poll_open) says so.
    pub(super) fn accept(&mut self, response: Response) -> Result {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Asked(answer, Some(opening)) => {
                if answer.send(response).is_err() {
                    self.end(Closed::abnormal());
                    return Err(self.closed());
                }
                self.phase = Phase::Opening(opening);
                Ok(())
            }
            Phase::Asked(answer, None) => {
                self.phase = Phase::Asked(answer, None);
                let why = "the server in front of the application does not upgrade connections";
                Err(Kind::Transport(why.into()).into())
            }
            other => {
                self.phase = other;
                Err(self.answered())
            }
        }
    }

    /// Waits until an accepted connection is there.
    pub(super) fn poll_open(&mut self, context: &Context<'_>) -> Poll<Result> {
        self.advance();
        match self.phase {
            Phase::Opening(_) => self.wait(context),
            Phase::Open(_) | Phase::Closing(_) => Poll::Ready(Ok(())),
            Phase::Asked(..) => Poll::Ready(Err(Kind::NotAccepted.into())),
            // It was there, and the peer has closed it already: that is for whoever receives to see.
            Phase::Over if self.outcome == Outcome::Connected => Poll::Ready(Ok(())),
            Phase::Over => Poll::Ready(Err(self.closed())),
        }
    }

    pub(super) fn poll_receive(&mut self, context: &Context<'_>) -> Poll<Result<Option<Message>>> {
        if self.inbox.is_none() {
            self.advance();
        }
        if let Some(message) = self.inbox.take() {
            self.call_keeper();
            return Poll::Ready(Ok(Some(message)));
        }
        match self.phase {
            Phase::Asked(..) => Poll::Ready(Err(Kind::NotAccepted.into())),
            Phase::Opening(_) | Phase::Open(_) => self.wait(context),
            Phase::Closing(_) | Phase::Over => Poll::Ready(Ok(None)),
        }
    }

    /// Waits until a message can be given to the connection. It does not read: what was received is answered even where
    /// a close stands right behind it.
    pub(super) fn poll_ready(&mut self, context: &Context<'_>) -> Poll<Result> {
        self.take_over();
        match &mut self.phase {
            Phase::Open(wire) if wire.has_room() => Poll::Ready(Ok(())),
            Phase::Open(_) => self.poll_flush(context),
            Phase::Opening(_) => self.wait(context),
            _ => Poll::Ready(Err(self.unsendable())),
        }
    }

    /// Gives a message to the connection; it is sent when flushed.
    pub(super) fn send(&mut self, message: Message) -> Result {
        let Phase::Open(wire) = &mut self.phase else {
            return Err(self.unsendable());
        };
        wire.set_waker(&self.keeper);
        if !wire.write(message) {
            self.gone();
            return Err(self.closed());
        }
        self.spoken = Instant::now();
        Ok(())
    }

    pub(super) fn ping(&mut self, payload: bytes::Bytes) -> Result {
        let Phase::Open(wire) = &mut self.phase else {
            return Err(self.unsendable());
        };
        wire.set_waker(&self.keeper);
        if wire.ping(payload) {
            return Ok(());
        }
        self.gone();
        Err(self.closed())
    }

    /// Waits until everything is sent.
    pub(super) fn poll_flush(&mut self, context: &Context<'_>) -> Poll<Result> {
        let Phase::Open(wire) = &mut self.phase else {
            return Poll::Ready(Err(self.unsendable()));
        };
        wire.set_waker(&self.keeper);
        match wire.flush() {
            Flushed::All => {
                self.call_waiting();
                Poll::Ready(Ok(()))
            }
            Flushed::Blocked => {
                // It knows by when the peer must have taken it.
                self.call_keeper();
                self.wait(context)
            }
            Flushed::Over => {
                self.gone();
                Poll::Ready(Err(self.closed()))
            }
        }
    }

    /// Begins to close an open connection.
    pub(super) fn close(&mut self, closed: Closed) {
        self.close_as(closed, false);
    }

    /// Waits until a close is on its way to the peer, or will never be.
    pub(super) fn poll_closed(&mut self, context: &Context<'_>) -> Poll<()> {
        self.advance();
        match &self.phase {
            Phase::Closing(closing) if closing.wire.blocked().is_some() => {
                self.call_keeper();
                self.waiting_too(context);
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }

    /// How it ended.
    pub(super) fn ended(&self) -> Option<&Closed> {
        self.ended.as_ref()
    }

    pub(super) fn is_asked(&self) -> bool {
        matches!(self.phase, Phase::Asked(..))
    }

    pub(super) fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Opening(_) | Phase::Open(_))
    }

    /// Those who are to be woken once the state is let go.
    pub(super) fn take_due(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.due)
    }

    // What the keeper does.

    /// The keeper is here: it is woken from now on.
    pub(super) fn keep(&mut self, context: &Context<'_>, about_to_look: bool) {
        self.keeper.clone_from(context.waker());
        self.kept = about_to_look;
    }

    /// The server is about to stop: an open connection is closed, one that opens later at once.
    pub(super) fn stop(&mut self) {
        self.stopping = true;
        self.close(Closed::new(1001, "the server is going away"));
    }

    /// The peer took nothing for too long.
    pub(super) fn slow(&mut self) {
        self.slow = true;
        self.gone();
    }

    /// The connection is gone, without a word.
    pub(super) fn gone(&mut self) {
        self.phase = Phase::Over;
        self.end(Closed::abnormal());
    }

    // How it goes on.

    /// Goes on as far as it can go without waiting.
    pub(super) fn advance(&mut self) {
        self.take_over();
        self.read();
        self.finish();
    }

    /// Takes the connection over from the server, when it is there.
    fn take_over(&mut self) {
        if let Phase::Opening(opening) = &mut self.phase {
            let mut context = Context::from_waker(&self.keeper);
            match opening.as_mut().poll(&mut context) {
                Poll::Pending => {}
                Poll::Ready(Ok(io)) => self.open(io),
                Poll::Ready(Err(error)) => {
                    tracing::debug!(%error, "a WebSocket was accepted and the connection is gone");
                    self.gone();
                }
            }
        }
    }

    fn open(&mut self, io: BoxIo) {
        self.phase = Phase::Open(Wire::new(io, &self.limits));
        self.outcome = Outcome::Connected;
        let now = Instant::now();
        (self.heard, self.spoken) = (now, now);
        self.call_waiting();
        if self.stopping {
            self.stop();
        }
    }

    /// Reads from an open connection until there is a message or nothing more.
    fn read(&mut self) {
        let Phase::Open(wire) = &mut self.phase else {
            return;
        };
        wire.set_waker(&self.keeper);
        if wire.blocked().is_some() {
            match wire.flush() {
                Flushed::All => self.due.append(&mut self.waiting),
                Flushed::Blocked => {}
                Flushed::Over => return self.gone(),
            }
        }
        let mut read = None;
        while self.inbox.is_none() {
            match wire.read() {
                Read::Message(message) => {
                    self.inbox = Some(message);
                    self.due.append(&mut self.waiting);
                    self.spoken = Instant::now();
                }
                Read::Control => {}
                other => {
                    read = Some(other);
                    break;
                }
            }
        }
        if wire.take_heard() {
            self.heard = Instant::now();
        }
        match read {
            None | Some(Read::Pending | Read::Message(_) | Read::Control) => {}
            Some(Read::Close(closed)) => self.leave(closed, false, |_| Flushed::Blocked),
            Some(Read::Broken(code, reason)) => self.close_as(Closed::new(code, reason), true),
            Some(Read::Over | Read::Gone) => self.gone(),
        }
    }

    /// Sends a close frame; `deaf` when what the peer sends is not understood any more.
    fn close_as(&mut self, closed: Closed, deaf: bool) {
        let frame = closed.clone();
        self.leave(closed, deaf, |wire| wire.close(&frame));
    }

    /// From open to closing.
    fn leave(&mut self, closed: Closed, deaf: bool, say: impl FnOnce(&mut Wire) -> Flushed) {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Open(mut wire) => {
                wire.set_waker(&self.keeper);
                if say(&mut wire) != Flushed::Over {
                    let until = Instant::now() + self.limits.closing_time;
                    self.phase = Phase::Closing(Closing::new(wire, until, deaf));
                }
                self.end(closed);
            }
            other => self.phase = other,
        }
    }

    /// Brings a closing connection to its end.
    fn finish(&mut self) {
        let Phase::Closing(closing) = &mut self.phase else {
            return;
        };
        closing.wire.set_waker(&self.keeper);
        if closing.poll().is_ready() {
            self.phase = Phase::Over;
            self.call_waiting();
            self.call_keeper();
        }
    }

    fn end(&mut self, closed: Closed) {
        self.ended.get_or_insert(closed);
        self.call_waiting();
        self.call_keeper();
    }

    // Who waits.

    fn wait<T>(&mut self, context: &Context<'_>) -> Poll<T> {
        self.waiting_too(context);
        Poll::Pending
    }

    fn waiting_too(&mut self, context: &Context<'_>) {
        let waker = context.waker();
        if !self.waiting.iter().any(|known| known.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
    }

    fn call_waiting(&mut self) {
        self.due.append(&mut self.waiting);
    }

    fn call_keeper(&mut self) {
        if !self.kept {
            self.due.push(self.keeper.clone());
        }
    }

    // What is said to those who come too early or too late.

    /// How it ended, as an error.
    pub(super) fn closed(&self) -> WebSocketError {
        match &self.ended {
            _ if self.slow => Kind::Slow.into(),
            _ if self.outcome == Outcome::Refused => Kind::Answered.into(),
            Some(closed) => Kind::Closed(closed.clone()).into(),
            None => Kind::Closed(Closed::abnormal()).into(),
        }
    }

    fn answered(&self) -> WebSocketError {
        if self.outcome == Outcome::Refused {
            Kind::Answered.into()
        } else {
            Kind::Accepted.into()
        }
    }

    fn unsendable(&self) -> WebSocketError {
        match self.phase {
            Phase::Asked(..) => Kind::NotAccepted.into(),
            _ => self.closed(),
        }
    }
}
