//! Server-sent events: `EventStream`, and the slot through which it finds the application that it answers for.

mod body;
mod event;
mod slot;

use std::fmt;
use std::panic::Location;
use std::time::Duration;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use serde::Serialize;

pub use event::Event;
pub(crate) use slot::{attach, connect};

use self::body::EventBody;
use self::slot::Slot;
use crate::exception::Exception;
use crate::response::Json;
use crate::stream::{StreamSender, Yielded};

/// How often a stream that is silent shows that it is there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[doc = include_str!("../docs/sse.md")]
#[doc(alias = "EventSourceResponse")]
#[must_use = "a response does nothing until it is returned"]
pub struct EventStream {
    events: BoxStream<'static, Result<String, Exception>>,
    keep_alive: Option<Duration>,
    endless: bool,
}

impl EventStream {
    /// A response of the events of a stream: of [`Event`]s, of [`Json`] values as their data, or of `Result`s of either,
    /// whose error is any `std::error::Error` or an [`Exception`].
    #[track_caller]
    pub fn new<S>(events: S) -> Self
    where
        S: Stream + Send + 'static,
        S::Item: IntoEvent,
    {
        let here = Location::caller();
        let framed = events.map(move |event| {
            let event = event.into_event(here)?;
            event
                .framed()
                .map_err(|mistake| Exception::new(mistake).at(here))
        });
        Self {
            events: framed.boxed(),
            keep_alive: Some(KEEP_ALIVE),
            endless: false,
        }
    }

    /// A response of the events that an async function sends; `yield` in `FastAPI`.
    #[track_caller]
    pub fn from_fn<F, I>(write: impl FnOnce(StreamSender<I>) -> F) -> Self
    where
        F: Future<Output = Result<(), Exception>> + Send + 'static,
        I: IntoEvent + Send + 'static,
    {
        Self::new(Yielded::new(write))
    }

    /// Sets how often a comment is sent while there are no events, so that nobody between takes the connection for dead;
    /// 15 seconds unless set, `None` or zero for none.
    pub fn keep_alive(mut self, every: Option<Duration>) -> Self {
        self.keep_alive = every.filter(|every| !every.is_zero());
        self
    }

    /// Says that it has no end of its own: it is ended when the server is told to stop, and its client connects again.
    /// Any other is waited for, as long as [`App::drain_timeout`](crate::App::drain_timeout) lets it.
    pub fn endless(mut self) -> Self {
        self.endless = true;
        self
    }
}

impl IntoResponse for EventStream {
    fn into_response(self) -> Response {
        let slot = Slot::default();
        let body = EventBody::new(self.events, self.keep_alive, self.endless, slot.clone());
        let mut response = Response::new(Body::new(body));
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/event-stream; charset=utf-8"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        // Nginx would keep the events back until it has a page of them.
        headers.insert(
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        );
        response.extensions_mut().insert(slot);
        response
    }
}

impl fmt::Debug for EventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("keep_alive", &self.keep_alive)
            .finish_non_exhaustive()
    }
}

/// What an [`EventStream`] is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event",
    label = "not an event",
    note = "a stream of events gives `Event`, `Json<...>`, or a `Result` of either whose error implements `std::error::Error` (or is an `Exception`)"
)]
pub trait IntoEvent {
    /// The event; what the stream raised, at `location` unless it says otherwise itself.
    ///
    /// # Errors
    /// What the stream raised.
    #[doc(hidden)]
    fn into_event(self, location: &'static Location<'static>) -> Result<Event, Exception>;
}

impl IntoEvent for Event {
    fn into_event(self, _location: &'static Location<'static>) -> Result<Event, Exception> {
        Ok(self)
    }
}

/// An event whose data is the value's JSON.
impl<T: Serialize> IntoEvent for Json<T> {
    fn into_event(self, _location: &'static Location<'static>) -> Result<Event, Exception> {
        Ok(Event::json(&self.0))
    }
}

impl<I: IntoEvent, E: Into<Exception> + 'static> IntoEvent for Result<I, E> {
    fn into_event(self, location: &'static Location<'static>) -> Result<Event, Exception> {
        match self {
            Ok(event) => event.into_event(location),
            Err(error) => Err(Exception::returned(error, location)),
        }
    }
}
