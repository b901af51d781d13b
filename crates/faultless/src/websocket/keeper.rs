//! `Keeper`: what is done for a connection while its operation does something else.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use tokio::time::{Instant, Sleep, sleep_until};

use super::WebSocket;
use super::message::Closed;
use super::shared::Shared;
use super::state::{Phase, State};

/// What is done for a connection while its operation does something else: it is read from until a message is there, its
/// pings are sent and answered, its limits of time are looked after, and the server's end is told to it.
pub(crate) struct Keeper {
    shared: Arc<Shared>,
    sleep: Option<Pin<Box<Sleep>>>,
    /// Done when the server is about to stop; gone once it was done.
    stop: Option<BoxFuture<'static, ()>>,
}

/// The operation took too long to accept or refuse.
#[derive(Debug)]
pub(crate) struct Late;

/// How it stands about a connection.
enum Standing {
    /// It goes on; this is when to look again.
    On(Option<Instant>),
    Late,
    Over,
}

impl Keeper {
    pub(crate) fn new(socket: &WebSocket, stop: BoxFuture<'static, ()>) -> Self {
        Self {
            shared: Arc::clone(socket.shared()),
            sleep: None,
            stop: Some(stop),
        }
    }

    /// Runs a future beside, to its end.
    ///
    /// # Errors
    /// [`Late`] where the handshake is not answered in time; the future is dropped then.
    pub(crate) async fn beside<F: Future + Unpin>(
        &mut self,
        mut future: F,
    ) -> Result<F::Output, Late> {
        poll_fn(|context| {
            self.shared.with(|state| state.keep(context, true));
            let done = Pin::new(&mut future).poll(context);
            match self.poll(context) {
                _ if done.is_ready() => done.map(Ok),
                Standing::Late => Poll::Ready(Err(Late)),
                Standing::On(_) | Standing::Over => Poll::Pending,
            }
        })
        .await
    }

    /// Keeps the connection until it is over.
    pub(crate) async fn until_over(&mut self) {
        poll_fn(|context| match self.poll(context) {
            Standing::On(_) => Poll::Pending,
            Standing::Late | Standing::Over => Poll::Ready(()),
        })
        .await;
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Standing {
        if let Some(stop) = &mut self.stop
            && stop.as_mut().poll(context).is_ready()
        {
            self.stop = None;
            self.shared.with(State::stop);
        }
        loop {
            let standing = self.shared.with(|state| {
                state.keep(context, false);
                state.advance();
                standing(state, Instant::now())
            });
            let Standing::On(Some(next)) = standing else {
                return standing;
            };
            if self.sleep_until(next, context).is_pending() {
                return standing;
            }
        }
    }

    /// Ready when it is time to look again. A sleep that ends too early is cheaper than one that is set anew with each
    /// message.
    fn sleep_until(&mut self, next: Instant, context: &mut Context<'_>) -> Poll<()> {
        let sleep = self
            .sleep
            .get_or_insert_with(|| Box::pin(sleep_until(next)));
        if sleep.deadline() > next || sleep.is_elapsed() {
            sleep.as_mut().reset(next);
        }
        sleep.as_mut().poll(context)
    }
}

impl Drop for Keeper {
    /// Nobody goes on with a connection whose task is dropped: handles in other tasks are told.
    fn drop(&mut self) {
        self.shared.with(|state| {
            if !matches!(state.phase, Phase::Over) {
                state.gone();
            }
        });
    }
}

/// Looks after the limits of time.
fn standing(state: &mut State, now: Instant) -> Standing {
    let limits = state.limits;
    let by = match &mut state.phase {
        Phase::Over => return Standing::Over,
        Phase::Asked(..) => {
            let by = state.asked + limits.handshake_time;
            if by <= now {
                return Standing::Late;
            }
            return Standing::On(Some(by));
        }
        Phase::Opening(_) => state.asked + limits.handshake_time,
        Phase::Closing(closing) => closing.until,
        Phase::Open(_) => return open(state, now),
    };
    if by <= now {
        state.gone();
        return Standing::Over;
    }
    Standing::On(Some(by))
}

fn open(state: &mut State, now: Instant) -> Standing {
    let limits = state.limits;
    let Phase::Open(wire) = &mut state.phase else {
        return Standing::Over;
    };
    let blocked = wire.blocked();
    let mut next = blocked.map(|since| since + limits.send_time);
    if next.is_some_and(|by| by <= now) {
        state.slow();
        return Standing::Over;
    }
    if let Some(idle) = limits.idle_time {
        let by = state.spoken + idle;
        if by <= now && state.inbox.is_none() {
            state.close(Closed::new(1001, "idle"));
            return standing(state, now);
        }
        let by = if by > now { by } else { now + TICK };
        next = Some(next.map_or(by, |next| next.min(by)));
    }
    if let Some(interval) = limits.ping_interval {
        let Some(by) = asked(state, now, interval, blocked.is_some()) else {
            state.gone();
            return Standing::Over;
        };
        next = Some(next.map_or(by, |next| next.min(by)));
    }
    Standing::On(next)
}

/// How soon it is looked again at what is overdue and has to wait.
const TICK: std::time::Duration = std::time::Duration::from_secs(1);

/// Asks the peer whether it is there, when it is time to. Gives when to look again; `None` when it has not answered.
fn asked(
    state: &mut State,
    now: Instant,
    interval: std::time::Duration,
    blocked: bool,
) -> Option<Instant> {
    // Nobody listens while a message waits to be taken, or to be sent: nothing can be said about the peer then.
    if blocked || state.inbox.is_some() {
        state.pinged = None;
        state.heard = state.heard.max(now);
        return Some(now + interval);
    }
    if state.pinged.is_some_and(|pinged| state.heard >= pinged) {
        state.pinged = None;
    }
    let since = state.pinged.unwrap_or(state.heard);
    let by = since + interval;
    if by > now {
        return Some(by);
    }
    if state.pinged.is_some() {
        return None;
    }
    state.pinged = Some(now);
    let Phase::Open(wire) = &mut state.phase else {
        return Some(now + interval);
    };
    if wire.ping(bytes::Bytes::new()) {
        // What cannot be sent now is sent when there is room.
        let _ = wire.flush();
    }
    Some(now + interval)
}
