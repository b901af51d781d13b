//! Issues: one mistake each, where it is, and all of them together.

mod echo;
mod issues;
mod location;
mod message;

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

pub(crate) use self::echo::{MASK, echo};
pub(crate) use self::issues::{Exactness, Fit};
pub use self::issues::{Issues, Limits, Mark};
pub use self::location::{Location, Step};
use crate::input::Input;
use crate::kind::Kind;

/// A name and a value of an issue's context.
pub(crate) type Entry = (Cow<'static, str>, Input<'static>);

/// One entry of a validation error: what is wrong, where, and with what.
///
/// It serialises as `{"type", "loc", "msg", "input", "ctx"}`, the last left out when it is empty.
///
/// # Example
/// ```
/// use faultless_model::{Issue, Kind, Location};
///
/// let issue = Issue::new(Kind::GreaterThan, Location::from(["body", "price"])).with_input(-1).with_context("gt", 0);
/// assert_eq!(
///     serde_json::to_string(&issue).unwrap(),
///     r#"{"type":"greater_than","loc":["body","price"],"msg":"Input should be greater than 0","input":-1,"ctx":{"gt":0}}"#,
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    kind: Kind,
    location: Location,
    message: Option<Cow<'static, str>>,
    input: Option<Input<'static>>,
    context: Vec<Entry>,
}

impl Issue {
    /// An issue of a kind at a place, in the kind's own words.
    pub fn new(kind: Kind, location: Location) -> Self {
        Self {
            kind,
            location,
            message: None,
            input: None,
            context: Vec::new(),
        }
    }

    /// Says it in other words than the kind's.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Echoes what was sent. It is taken as it is: only a [`Reader`](crate::Reader) cuts and masks.
    #[must_use]
    pub fn with_input(mut self, input: impl Into<Input<'static>>) -> Self {
        self.input = Some(input.into());
        self
    }

    /// Adds an entry to the context, after those that are there.
    #[must_use]
    pub fn with_context(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Input<'static>>,
    ) -> Self {
        self.context.push((name.into(), value.into()));
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The words for a human: those given, or else the kind's template filled from the context.
    ///
    /// A custom kind without words says its code.
    pub fn message(&self) -> Cow<'_, str> {
        match (&self.message, self.kind.said()) {
            (Some(message), _) => Cow::Borrowed(message),
            (None, Some(template)) => message::fill(template, &self.context),
            (None, None) => Cow::Borrowed(self.kind.code()),
        }
    }

    /// What was sent; `None` where there was nothing.
    pub fn input(&self) -> Option<&Input<'static>> {
        self.input.as_ref()
    }

    /// The facts the words are made of: the bound, the pattern, the parser's own error.
    pub fn context(&self) -> &[(Cow<'static, str>, Input<'static>)] {
        &self.context
    }

    pub(crate) fn location_mut(&mut self) -> &mut Location {
        &mut self.location
    }

    /// Puts a place before the issue's own.
    pub(crate) fn below(mut self, mut place: Location) -> Self {
        place.extend(self.location);
        self.location = place;
        self
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} ({})",
            self.location,
            self.message(),
            self.kind.code()
        )
    }
}

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map =
            serializer.serialize_map(Some(if self.context.is_empty() { 4 } else { 5 }))?;
        map.serialize_entry("type", self.kind.code())?;
        map.serialize_entry("loc", &self.location)?;
        map.serialize_entry("msg", &self.message())?;
        map.serialize_entry("input", self.input.as_ref().unwrap_or(&Input::Null))?;
        if !self.context.is_empty() {
            map.serialize_entry("ctx", &Context(&self.context))?;
        }
        map.end()
    }
}

struct Context<'a>(&'a [Entry]);

impl Serialize for Context<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
