//! `Detail`: the JSON value that an error tells the client.

use std::fmt;
use std::sync::OnceLock;

use http::StatusCode;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::response::assert_finite;
use crate::status;

/// What an error tells the client: any JSON value, kept as it was written, or nothing.
///
/// Nothing (also `null`) means the status's own phrase. A value that JSON has no form for (a map whose keys are no
/// strings) makes the exception a 500: its [`Detail::problem`] stands in the log.
#[derive(Clone, Default)]
pub struct Detail(Inner);

#[derive(Clone, Default)]
enum Inner {
    #[default]
    None,
    Json(Box<RawValue>),
    Unencodable(Box<str>),
}

impl Detail {
    /// No detail: the status's phrase is told.
    pub const NONE: Self = Self(Inner::None);

    /// Takes any value that serde can write as JSON.
    pub fn new(value: impl Serialize) -> Self {
        match raw(&value) {
            Ok(json) if json.get() == "null" => Self::NONE,
            Ok(json) => Self(Inner::Json(json)),
            Err(error) => Self(Inner::Unencodable(error.to_string().into())),
        }
    }

    /// The words of something; they cannot hold a number that JSON has no form for, and are not looked through for one.
    pub(crate) fn words(words: impl fmt::Display) -> Self {
        match serde_json::value::to_raw_value(&Words(words)) {
            Ok(json) => Self(Inner::Json(json)),
            Err(error) => Self(Inner::Unencodable(error.to_string().into())),
        }
    }

    /// The phrase of a status; made once.
    pub(crate) fn phrase(status: StatusCode) -> &'static Self {
        static PHRASES: [OnceLock<Detail>; 900] = [const { OnceLock::new() }; 900];
        static EMPTY: OnceLock<Detail> = OnceLock::new();
        // A status is from 100 to 999.
        let place = usize::from(status.as_u16()).checked_sub(100);
        let slot = place.and_then(|place| PHRASES.get(place));
        slot.unwrap_or(&EMPTY)
            .get_or_init(|| Self::words(status::phrase(status)))
    }

    /// True when nothing was said.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self.0, Inner::None)
    }

    /// The JSON text, when there is one.
    #[must_use]
    pub fn json(&self) -> Option<&str> {
        match &self.0 {
            Inner::Json(json) => Some(json.get()),
            _ => None,
        }
    }

    /// Why the value could not be written as JSON, when it could not.
    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        match &self.0 {
            Inner::Unencodable(why) => Some(why),
            _ => None,
        }
    }

    /// The text, when the value is a JSON string.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.json().and_then(|json| serde_json::from_str(json).ok())
    }
}

/// What has words, as a text.
struct Words<T>(T);

impl<T: fmt::Display> Serialize for Words<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The JSON, kept raw; NaN and infinity are refused, as in a `Json`.
fn raw(value: &impl Serialize) -> Result<Box<RawValue>, serde_json::Error> {
    let json = serde_json::value::to_raw_value(value)?;
    if json.get().contains("null") {
        assert_finite(value)?;
    }
    Ok(json)
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Inner::Json(json) => json.serialize(serializer),
            _ => serializer.serialize_none(),
        }
    }
}

/// A text without its quotes, any other value as JSON.
impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.text()) {
            (_, Some(text)) => f.write_str(&text),
            (Inner::Json(json), None) => f.write_str(json.get()),
            (Inner::Unencodable(why), None) => {
                write!(f, "<a detail that JSON has no form for: {why}>")
            }
            (Inner::None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.json() {
            Some(json) => f.write_str(json),
            None => f.write_str("null"),
        }
    }
}
