//! `Event`: one event, and how it stands on the wire.

use std::fmt::{self, Write as _};
use std::time::Duration;

use serde::Serialize;

/// One event of an [`EventStream`](crate::EventStream): `FastAPI`'s `ServerSentEvent`.
///
/// `FastAPI`'s `data=` is [`json`](Self::json) here, and its `raw_data=` is [`data`](Self::data).
///
/// A name or an id that would break out of its line ends the stream as any exception does: nothing that a client chose
/// can forge an event.
///
/// # Example
/// ```
/// use std::time::Duration;
///
/// use faultless::Event;
///
/// let event = Event::json(&["nut", "bolt"]).event("stock").id("7").retry(Duration::from_secs(2));
/// assert_eq!(event.to_string(), "event: stock\ndata: [\"nut\",\"bolt\"]\nid: 7\nretry: 2000\n\n");
/// assert_eq!(Event::data("two\nlines").to_string(), "data: two\ndata: lines\n\n");
/// ```
#[doc(alias = "ServerSentEvent")]
#[derive(Debug, Default)]
#[must_use = "an event is sent by a stream"]
pub struct Event {
    data: Option<String>,
    name: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    comment: Option<String>,
    mistake: Option<EventError>,
}

impl Event {
    /// An event without data: for a comment, or a time to reconnect after.
    pub fn new() -> Self {
        Self::default()
    }

    /// An event whose data is a text, as it is; each line of it is a `data:` line.
    pub fn data(text: impl Into<String>) -> Self {
        Self {
            data: Some(text.into()),
            ..Self::default()
        }
    }

    /// An event whose data is a value's JSON. NaN and infinity are `null`, as `FastAPI` sends them in events.
    ///
    /// A value that JSON has no form for is an exception where the event is sent.
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => Self::data(json),
            Err(error) => Self {
                mistake: Some(EventError::Json(error)),
                ..Self::default()
            },
        }
    }

    /// Sets its name, which browsers listen to with `addEventListener`; `message` where there is none.
    ///
    /// A line break in it is an exception where the event is sent.
    pub fn event(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if breaks(&name) {
            self.mistake = Some(EventError::Name);
        }
        self.name = Some(name);
        self
    }

    /// Sets its id, which a browser that connects again sends back as `Last-Event-ID`.
    ///
    /// A line break or a NUL in it is an exception where the event is sent.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        let id = id.into();
        if breaks(&id) || id.contains('\0') {
            self.mistake = Some(EventError::Id);
        }
        self.id = Some(id);
        self
    }

    /// Sets how long a client waits before it connects again, in whole milliseconds.
    pub fn retry(mut self, after: Duration) -> Self {
        self.retry = Some(after);
        self
    }

    /// Sets a comment, which clients pass over.
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.comment = Some(text.into());
        self
    }

    /// The event as it is sent.
    ///
    /// # Errors
    /// What of it cannot be sent.
    pub(super) fn framed(mut self) -> Result<String, EventError> {
        match self.mistake.take() {
            Some(mistake) => Err(mistake),
            None => Ok(self.to_string()),
        }
    }
}

fn breaks(line: &str) -> bool {
    line.contains(['\r', '\n'])
}

/// The event as it is sent, in `FastAPI`'s order.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            data,
            name,
            id,
            retry,
            comment,
            mistake: _,
        } = self;
        lines(f, "", comment.as_deref())?;
        lines(f, "event", name.as_deref())?;
        lines(f, "data", data.as_deref())?;
        lines(f, "id", id.as_deref())?;
        if let Some(retry) = retry {
            writeln!(f, "retry: {}", retry.as_millis())?;
        }
        f.write_char('\n')
    }
}

/// A field, a line of it for each line of the value: these end with CR, LF, or both.
fn lines(f: &mut fmt::Formatter<'_>, name: &str, value: Option<&str>) -> fmt::Result {
    let Some(value) = value else {
        return Ok(());
    };
    let mut lines = value
        .split("\r\n")
        .flat_map(|lines| lines.split(['\r', '\n']));
    lines.try_for_each(|line| writeln!(f, "{name}: {line}"))
}

/// Why an event cannot be sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum EventError {
    #[error("the id of an event holds a line break or a NUL")]
    Id,
    #[error("the name of an event holds a line break")]
    Name,
    #[error("the data of an event has no form in JSON")]
    Json(#[source] serde_json::Error),
}
