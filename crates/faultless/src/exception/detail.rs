//! `Detail`: the JSON value that an error tells the client.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::response::assert_finite;

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
    /// A text, and its JSON once somebody asked for it.
    Text(Cow<'static, str>, OnceLock<Box<str>>),
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

    /// A text, kept as it is.
    #[doc(hidden)]
    #[must_use]
    pub fn words(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Inner::Text(text.into(), OnceLock::new()))
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
            Inner::Text(text, json) => Some(json.get_or_init(|| quoted(text))),
            _ => None,
        }
    }

    /// How long its JSON is, unless it is a text with characters that JSON escapes.
    pub(super) fn likely_length(&self) -> usize {
        match &self.0 {
            Inner::Json(json) => json.get().len(),
            Inner::Text(text, _) => text.len() + 2,
            Inner::None | Inner::Unencodable(_) => "null".len(),
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
        match &self.0 {
            Inner::Json(json) => serde_json::from_str(json.get()).ok(),
            Inner::Text(text, _) => Some(text.clone().into_owned()),
            _ => None,
        }
    }
}

/// A text as JSON.
fn quoted(text: &str) -> Box<str> {
    serde_json::Value::from(text).to_string().into()
}

/// The JSON, kept raw; NaN and infinity are refused, as in a `Json`.
fn raw(value: &impl Serialize) -> Result<Box<RawValue>, serde_json::Error> {
    let json = serde_json::value::to_raw_value(value)?;
    // A text holds no number.
    if !json.get().starts_with('"') && json.get().contains("null") {
        assert_finite(value)?;
    }
    Ok(json)
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Inner::Json(json) => json.serialize(serializer),
            Inner::Text(text, _) => serializer.serialize_str(text),
            _ => serializer.serialize_none(),
        }
    }
}

/// A text without its quotes, any other value as JSON.
impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Json(json) => match self.text() {
                Some(text) => f.write_str(&text),
                None => f.write_str(json.get()),
            },
            Inner::Text(text, _) => f.write_str(text),
            Inner::Unencodable(why) => {
                write!(f, "<a detail that JSON has no form for: {why}>")
            }
            Inner::None => Ok(()),
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
