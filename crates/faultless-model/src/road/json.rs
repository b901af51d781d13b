//! Reading a type from JSON: the fast road first, the second where that refuses.

use std::fmt;

use super::sink::Sink;
use super::{Road, Seed};
use crate::field::Field;
use crate::issue::{Issues, Limits, Location, Step};
use crate::json::{JsonError, MAX_DIGITS, parse_within};
use crate::reader::Reader;
use crate::rules::Rules;

/// Why no value was read from JSON.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are no JSON.
    Json(JsonError),
    /// The JSON does not fit the type.
    Issues(Issues),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Issues(issues) => {
                let mut separator = "";
                for issue in issues {
                    write!(f, "{separator}{issue}")?;
                    separator = "; ";
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::Issues(_) => None,
        }
    }
}

/// Reads a type from JSON, and tells everything that is wrong with it.
///
/// # Errors
/// [`ReadError::Json`] where the bytes are no JSON, [`ReadError::Issues`] where the JSON does not fit the type.
///
/// # Example
/// ```
/// use faultless_model::{Model, ReadError, from_json};
///
/// #[derive(Debug, PartialEq, Model)]
/// struct Point { x: i32, #[field(ge = 0)] y: i32 }
///
/// assert_eq!(from_json(br#"{"x": 1, "y": 2}"#), Ok(Point { x: 1, y: 2 }));
/// let Err(ReadError::Issues(issues)) = from_json::<Point>(br#"{"x": "one", "y": -1}"#) else { panic!() };
/// let told: Vec<String> = issues.iter().map(|issue| issue.to_string()).collect();
/// assert_eq!(told, [
///     "x: Input should be a valid integer, unable to parse string as an integer (int_parsing)",
///     "y: Input should be greater than or equal to 0 (greater_than_equal)",
/// ]);
/// ```
pub fn from_json<T: Field>(json: &[u8]) -> Result<T, ReadError> {
    JsonReader::new().read(json)
}

/// How JSON is read: under which rules and limits, and where its issues are.
///
/// # Example
/// ```
/// use faultless_model::{JsonReader, ReadError, RuleSet};
///
/// let rules = RuleSet::<u8>::new().ge(1).build();
/// let Err(ReadError::Issues(issues)) = JsonReader::new().rules(&rules).at("body").read::<u8>(b"0") else { panic!() };
/// assert_eq!(issues.iter().next().unwrap().location().to_string(), "body");
/// ```
#[derive(Clone, Debug)]
pub struct JsonReader<'r> {
    rules: &'r Rules,
    limits: Limits,
    place: Location,
}

impl Default for JsonReader<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'r> JsonReader<'r> {
    /// A reader without rules, with the default limits.
    #[must_use]
    pub fn new() -> Self {
        Self {
            rules: Rules::none(),
            limits: Limits::default(),
            place: Location::new(),
        }
    }

    /// Reads under rules.
    #[must_use]
    pub fn rules(mut self, rules: &'r Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Reads within limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Tells issues one step further down.
    #[must_use]
    pub fn at(mut self, step: impl Into<Step>) -> Self {
        self.place.push(step);
        self
    }

    /// Reads a type from JSON.
    ///
    /// # Errors
    /// Those of [`from_json`].
    pub fn read<T: Field>(&self, json: &[u8]) -> Result<T, ReadError> {
        match self.read_fast(json) {
            Some(read) => read.map_err(ReadError::Issues),
            None => self.read_slow(json),
        }
    }

    /// Reads on the fast road alone; `None` where it refuses.
    #[doc(hidden)]
    pub fn read_fast<T: Field>(&self, json: &[u8]) -> Option<Result<T, Issues>> {
        let text = std::str::from_utf8(json).ok()?;
        if may_hold_endless_integer(json) {
            return None;
        }
        let sink = Sink::new(self.limits, self.place.clone());
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let road = Road::new(self.rules, &sink);
        let seed = Seed::<T>::new(&road);
        let value = serde::de::DeserializeSeed::deserialize(seed, &mut deserializer).ok()?;
        deserializer.end().ok()?;
        if sink.told() > 0 {
            return Some(Err(sink.into_issues()));
        }
        value.map(Ok)
    }

    /// Whether the second road may refuse the JSON as a whole for a number that the first would pass over.
    #[doc(hidden)]
    #[must_use]
    pub fn may_be_refused(json: &[u8]) -> bool {
        may_hold_endless_integer(json)
    }

    /// Reads on the second road alone.
    #[doc(hidden)]
    pub fn read_slow<T: Field>(&self, json: &[u8]) -> Result<T, ReadError> {
        let input = parse_within(json, self.limits.depth).map_err(ReadError::Json)?;
        let mut issues = Issues::with_limits(self.limits);
        let read = Reader::new(&mut issues).read_below(self.place.steps(), |reader| {
            T::read(&input, self.rules, reader)
        });
        read.map_err(|_| ReadError::Issues(issues))
    }
}

/// Whether the text may hold an integer with more digits than are read: Python refuses the whole text for it, wherever it
/// stands, and the fast road would pass over it.
///
/// A run that long holds a digit at every place that is a multiple of its length: only those are looked at.
fn may_hold_endless_integer(json: &[u8]) -> bool {
    let digit = |at: usize| json.get(at).is_some_and(u8::is_ascii_digit);
    (MAX_DIGITS..json.len())
        .step_by(MAX_DIGITS)
        .filter(|at| digit(*at))
        .any(|at| {
            let before = (0..at).rev().take_while(|at| digit(*at)).take(MAX_DIGITS);
            let after = (at..json.len())
                .take_while(|at| digit(*at))
                .take(MAX_DIGITS + 1);
            before.count() + after.count() > MAX_DIGITS
        })
}
