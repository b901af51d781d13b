//! `TestEvents`: server-sent events, read as a browser reads them.

use std::collections::VecDeque;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::TestStream;
use crate::exception::Exception;

/// A response whose events are received one by one; made by [`TestRequest::events`](crate::TestRequest::events).
///
/// It reads them as a browser does: comments are passed over, and so is an event without data.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[get("/countdown")]
/// async fn countdown(last_event_id: Header<Option<u32>>) -> EventStream {
///     EventStream::from_fn(move |events| async move {
///         for left in (1..last_event_id.unwrap_or(4)).rev() {
///             events.send(Event::json(&left).id(left.to_string())).await;
///         }
///         raise!(GONE, "lift-off");
///     })
/// }
///
/// let client = TestClient::new(App::new().routes(routes![countdown])).blocking();
/// let mut events = client.get("/countdown").header("last-event-id", "3").events();
/// assert_eq!(events.status(), 200);
/// assert_eq!(events.next().unwrap().json::<u32>(), 2);
/// assert_eq!(events.next().unwrap().id(), "1");
/// let last = events.next().unwrap();
/// assert_eq!((last.event(), last.data()), ("error", r#"{"detail":"lift-off"}"#));
/// assert!(events.next().is_none());
/// ```
#[derive(Debug)]
pub struct TestEvents {
    stream: TestStream,
    decoder: Decoder,
}

impl TestEvents {
    pub(super) fn new(stream: TestStream) -> Self {
        Self {
            stream,
            decoder: Decoder::default(),
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.stream.status()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.stream.headers()
    }

    /// The first value of a header; `None` when it is not there or no text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.stream.header(name)
    }

    /// The next event; `None` at the end of the stream.
    ///
    /// # Panics
    /// When the response is no stream of events; the words show what it is. With
    /// [`raise_server_exceptions`](crate::TestClient::raise_server_exceptions), at the end with the exception that
    /// nobody planned.
    pub async fn next(&mut self) -> Option<TestEvent> {
        self.check().await;
        loop {
            if let Some(event) = self.decoder.events.pop_front() {
                return Some(event);
            }
            let piece = self.stream.next().await?;
            self.decoder.take(&piece);
        }
    }

    /// All events that are still to come.
    ///
    /// # Panics
    /// As [`next`](Self::next).
    pub async fn rest(&mut self) -> Vec<TestEvent> {
        let mut rest = Vec::new();
        while let Some(event) = self.next().await {
            rest.push(event);
        }
        rest
    }

    /// Goes away, see [`TestStream::leave`].
    ///
    /// # Panics
    /// As [`next`](Self::next).
    pub async fn leave(self) {
        self.stream.leave().await;
    }

    /// The time to reconnect after that was last set.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.decoder.retry
    }

    /// What broke the stream off, as a client sees it.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.stream.failure()
    }

    /// The exception that nobody planned and that ended the stream, as the application's log has it.
    #[must_use]
    pub fn exception(&self) -> Option<&Exception> {
        self.stream.exception()
    }

    async fn check(&mut self) {
        let kind = self.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        if kind.starts_with("text/event-stream") {
            return;
        }
        let (status, kind) = (self.status(), kind.to_owned());
        let body = self.stream.rest().await;
        #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
        {
            panic!(
                "the response is no stream of events: {status} `{kind}` {}",
                String::from_utf8_lossy(&body)
            );
        }
    }
}

/// An event as a browser dispatches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestEvent {
    event: String,
    data: String,
    id: String,
}

impl TestEvent {
    /// Its name; `message` where it has none of its own.
    #[must_use]
    pub fn event(&self) -> &str {
        &self.event
    }

    /// Its data, lines apart by `\n`.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.data
    }

    /// The last id that the stream gave, by this event or one before; `""` where there was none.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its data, read as JSON.
    ///
    /// # Panics
    /// When it is not JSON of this type; the words show the data.
    #[track_caller]
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        match serde_json::from_str(&self.data) {
            Ok(value) => value,
            #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
            Err(error) => panic!("the data is not the JSON expected ({error}): {}", self.data),
        }
    }
}

/// The reader of the standard: lines to fields to events.
#[derive(Debug, Default)]
struct Decoder {
    line: Vec<u8>,
    /// The last byte was a CR: a LF now belongs to it.
    after_cr: bool,
    begun: bool,
    event: String,
    data: Option<String>,
    id: String,
    retry: Option<Duration>,
    events: VecDeque<TestEvent>,
}

impl Decoder {
    fn take(&mut self, piece: &[u8]) {
        for &byte in piece {
            let after_cr = std::mem::replace(&mut self.after_cr, byte == b'\r');
            match byte {
                b'\n' if after_cr => {}
                b'\r' | b'\n' => {
                    let line = std::mem::take(&mut self.line);
                    self.end_line(&String::from_utf8_lossy(&line));
                }
                byte => self.line.push(byte),
            }
        }
    }

    fn end_line(&mut self, line: &str) {
        let line = if std::mem::replace(&mut self.begun, true) {
            line
        } else {
            line.strip_prefix('\u{feff}').unwrap_or(line)
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        let event = std::mem::take(&mut self.event);
        if let Some(data) = self.data.take() {
            let event = if event.is_empty() {
                "message".to_owned()
            } else {
                event
            };
            let id = self.id.clone();
            self.events.push_back(TestEvent { event, data, id });
        }
    }
}
