//! `EventBody`: events, keep-alive comments between them, and an exception as the last event.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_core::response::Response;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use http_body::{Body, Frame};
use http_body_util::{BodyExt, Limited};
use tokio::time::{Instant, Sleep};
use tokio_util::sync::WaitForCancellationFutureOwned;

use super::Event;
use super::slot::{Connection, Slot};
use crate::exception::{Exception, caught_now};

/// The comment that shows that a silent stream is there.
const PING: &str = ": ping\n\n";

const YEAR: Duration = Duration::from_hours(24 * 365);

/// How large the body of an exception's answer may be: it is the application's own, and becomes one event.
const LARGEST: usize = 1 << 20;

pub(super) struct EventBody {
    state: State,
    keep_alive: Option<Duration>,
    /// Made when the stream is silent for the first time.
    sleep: Option<Pin<Box<Sleep>>>,
    /// True while the stream is silent: the sleep is under way.
    silent: bool,
    /// True when the stream ends with the server.
    endless: bool,
    /// Done when the server is told to stop.
    stopping: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
    slot: Slot,
}

enum State {
    Events(BoxStream<'static, Result<String, Exception>>),
    /// An exception on its way to become an event.
    Failing(BoxFuture<'static, String>),
    Over,
}

impl EventBody {
    pub(super) fn new(
        events: BoxStream<'static, Result<String, Exception>>,
        keep_alive: Option<Duration>,
        endless: bool,
        slot: Slot,
    ) -> Self {
        Self {
            state: State::Events(events),
            keep_alive,
            sleep: None,
            silent: false,
            endless,
            stopping: None,
            slot,
        }
    }

    /// The next thing to send.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<String>> {
        if self.poll_stopping(context).is_ready() && matches!(self.state, State::Events(_)) {
            return self.over();
        }
        loop {
            let raised = match &mut self.state {
                State::Events(events) => match caught_now(|| events.as_mut().poll_next(context)) {
                    Ok(Poll::Pending) => return Poll::Pending,
                    Ok(Poll::Ready(Some(Ok(event)))) => return Poll::Ready(Some(event)),
                    Ok(Poll::Ready(Some(Err(raised)))) | Err(raised) => raised,
                    Ok(Poll::Ready(None)) => return self.over(),
                },
                State::Failing(answer) => {
                    let event = std::task::ready!(answer.poll_unpin(context));
                    self.state = State::Over;
                    return Poll::Ready(Some(event));
                }
                State::Over => return Poll::Ready(None),
            };
            // The stream is dropped first: what it holds is not needed to answer.
            self.state = State::Over;
            self.state = State::Failing(failure(&self.slot, raised));
        }
    }

    /// Done when the server is told to stop, for a stream that ends with it.
    fn poll_stopping(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.endless && self.stopping.is_none() {
            let token = self.slot.stopping();
            self.stopping = token.map(|token| Box::pin(token.cancelled_owned()));
        }
        match &mut self.stopping {
            Some(stopping) => stopping.as_mut().poll(context),
            None => Poll::Pending,
        }
    }

    fn over(&mut self) -> Poll<Option<String>> {
        self.state = State::Over;
        Poll::Ready(None)
    }

    /// Done when the stream was silent for too long.
    fn poll_silence(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(every) = self.keep_alive else {
            return Poll::Pending;
        };
        let sleep = self
            .sleep
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(every)));
        if !std::mem::replace(&mut self.silent, true) {
            let now = Instant::now();
            // A time that no clock reaches is as good as none.
            sleep
                .as_mut()
                .reset(now.checked_add(every).unwrap_or(now + YEAR));
        }
        std::task::ready!(sleep.as_mut().poll(context));
        self.silent = false;
        Poll::Ready(())
    }
}

/// The event that an exception becomes, once those were told who depend on how it went.
fn failure(slot: &Slot, mut raised: Exception) -> BoxFuture<'static, String> {
    let Connection {
        renderer, after, ..
    } = slot.take();
    Box::pin(async move {
        if let Some(after) = after.and_then(|after| after.take()) {
            raised = match after.ended(Err(raised)).await {
                Err(raised) => raised,
                Ok(()) => Exception::msg("an outcome was lost"),
            };
        }
        let response = if let Some(renderer) = renderer {
            renderer(raised).await
        } else {
            // Outside of an application there is nobody to ask.
            tracing::error!("events failed outside of an application: {raised}");
            crate::response::last_resort()
        };
        error_event(response).await
    })
}

/// The event named `error` whose data is what a response would have held.
async fn error_event(response: Response) -> String {
    let body = Limited::new(response.into_body(), LARGEST);
    let told = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => {
            tracing::error!("the answer to an exception cannot be an event: {error}");
            Bytes::from_static(b"Internal Server Error")
        }
    };
    Event::data(String::from_utf8_lossy(&told))
        .event("error")
        .to_string()
}

impl Body for EventBody {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let text = match self.poll_next(context) {
            Poll::Ready(Some(event)) => {
                self.silent = false;
                event
            }
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => {
                std::task::ready!(self.poll_silence(context));
                PING.to_owned()
            }
        };
        Poll::Ready(Some(Ok(Frame::data(text.into()))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.state, State::Over)
    }
}
