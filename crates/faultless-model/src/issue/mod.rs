//! Issues: one mistake each, where it is, and all of them together.

mod echo;
mod issues;
mod location;
mod message;
mod weight;
mod write;

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

pub(crate) use self::echo::{MASK, echo};
pub(crate) use self::issues::{Exactness, Fit};
pub use self::issues::{Issues, Limits, Mark};
pub use self::location::{Location, Step};
pub(crate) use self::message::{PLURAL, Part, fill, parts, write_value};
use crate::catalogue::Catalogue;
use crate::input::Input;
use crate::kind::Kind;

/// The last step to a map's key, as its value stands at the key itself.
pub(crate) const KEY: &str = "[key]";

/// A name and a value of an issue's context.
pub(crate) type Entry = (Cow<'static, str>, Input<'static>);

/// One entry of a validation error: what is wrong, where, and with what.
///
/// It serialises as `{"type", "loc", "msg", "input", "ctx"}`, the last left out when it is empty. Where it was
/// [told in](Self::told_in) a catalogue of other codes, places or contexts, those are written, and the methods that
/// say so give them; kind, location and context are the same in every catalogue.
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
    catalogue: Option<Catalogue>,
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
            catalogue: None,
        }
    }

    /// Tells it in the words of a catalogue, whatever it was told in before.
    #[must_use]
    pub fn told_in(mut self, catalogue: &Catalogue) -> Self {
        self.catalogue = Some(catalogue.clone());
        self
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

    /// The catalogue that it is told in, where it is told in one.
    pub fn catalogue(&self) -> Option<&Catalogue> {
        self.catalogue.as_ref()
    }

    /// The machine's word as clients are told: the kind's code, unless the catalogue has another.
    pub fn code(&self) -> &str {
        match &self.catalogue {
            Some(catalogue) => catalogue.code(self),
            None => self.kind.code(),
        }
    }

    /// Where it is as clients are told: the location, unless the catalogue writes it otherwise.
    pub fn place(&self) -> Cow<'_, Location> {
        let told = self.catalogue.as_ref();
        told.and_then(|catalogue| catalogue.place(&self.location))
            .map_or(Cow::Borrowed(&self.location), Cow::Owned)
    }

    /// The words for a human: the catalogue's, else those given, else the kind's template filled from the context.
    ///
    /// A custom kind without words says its code.
    pub fn message(&self) -> Cow<'_, str> {
        let told = self.catalogue.as_ref();
        if let Some(message) = told.and_then(|catalogue| catalogue.message(self)) {
            return Cow::Owned(message);
        }
        match (&self.message, self.kind.said()) {
            (Some(message), _) => Cow::Borrowed(message),
            (None, Some(template)) => fill(template, &[&self.context]),
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

    /// The context as clients are told.
    pub(crate) fn told_context(&self) -> Cow<'_, [Entry]> {
        let told = self.catalogue.as_ref();
        told.and_then(|catalogue| catalogue.context(self))
            .map_or(Cow::Borrowed(&*self.context), Cow::Owned)
    }

    /// The words that it came with.
    pub(crate) fn own_message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Masks what a parser said of a secret, as it may repeat some of it. The words of a kind of the application's own
    /// are its own affair.
    pub(crate) fn veil(&mut self) {
        if matches!(
            self.kind,
            Kind::Custom(_) | Kind::ValueError | Kind::AssertionError
        ) {
            return;
        }
        let repeating = ["error", "encoding_error", "tag", "tz_actual"];
        for (name, value) in &mut self.context {
            if repeating.contains(&name.as_ref()) {
                *value = Input::Text(Cow::Borrowed(MASK));
            }
        }
    }

    /// Cuts texts of words and context that are longer than a limit.
    pub(crate) fn bound(&mut self, limit: usize) {
        if let Some(Cow::Owned(message)) = &mut self.message
            && message.len() > limit
        {
            *message = echo::cut(message, limit).into_owned();
        }
        for (_, value) in &mut self.context {
            match value {
                Input::Text(Cow::Owned(text)) if text.len() > limit => {
                    *text = echo::cut(text, limit).into_owned();
                }
                Input::List(_) | Input::Object(_) => *value = echo(value, limit),
                _ => {}
            }
        }
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
        write!(f, "{}: {} ({})", self.place(), self.message(), self.code())
    }
}

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let context = self.told_context();
        let told = self.catalogue.as_ref();
        let shows_input = told.is_none_or(Catalogue::shows_input);
        let entries = 3 + usize::from(shows_input) + usize::from(!context.is_empty());
        let mut map = serializer.serialize_map(Some(entries))?;
        if shows_input {
            map.serialize_entry("type", self.code())?;
        }
        map.serialize_entry("loc", &*self.place())?;
        map.serialize_entry("msg", &self.message())?;
        if shows_input {
            map.serialize_entry("input", self.input.as_ref().unwrap_or(&Input::Null))?;
        } else {
            map.serialize_entry("type", self.code())?;
        }
        if !context.is_empty() {
            map.serialize_entry("ctx", &Context(&context))?;
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
