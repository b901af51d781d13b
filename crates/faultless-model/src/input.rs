//! `Input`: a light tree over what a client sent.

use std::borrow::Cow;

use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::opaque::Opaque;

/// A value as the client sent it: JSON with Python's reading of it, borrowed where it can be.
///
/// It serialises to the JSON it came from, except that the numbers JSON has no word for become the strings `"nan"`,
/// `"inf"` and `"-inf"`: an echoed input must never turn a refusal of the client into a fault of the server.
///
/// # Example
/// ```
/// use faultless_model::{Input, parse};
///
/// let input = parse(br#"{"a": 1, "b": [null], "a": 12345678901234567890123}"#).unwrap();
/// assert_eq!(input.get("a"), Some(&Input::Int("12345678901234567890123".into())));
/// assert_eq!(serde_json::to_string(&input).unwrap(), r#"{"a":12345678901234567890123,"b":[null]}"#);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Input<'a> {
    /// JSON's `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer of any size, as its canonical decimal digits: no plus sign, no leading zeros, no `-0`.
    Int(Cow<'a, str>),
    /// A number with a fraction or an exponent; NaN and the infinities, as Python's JSON reads them, too.
    Float(f64),
    /// A string; for sources without types (query, header, form) the value itself.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Input<'a>>),
    /// An object, every name once: the last value wins, at the place of the first, as in a Python dict.
    Object(Vec<(Cow<'a, str>, Input<'a>)>),
    /// What is no JSON: an uploaded file.
    Opaque(Opaque),
}

impl Input<'_> {
    /// The same value, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Input<'static> {
        match self {
            Self::Null => Input::Null,
            Self::Bool(value) => Input::Bool(value),
            Self::Int(digits) => Input::Int(Cow::Owned(digits.into_owned())),
            Self::Float(value) => Input::Float(value),
            Self::Text(text) => Input::Text(Cow::Owned(text.into_owned())),
            Self::List(items) => Input::List(items.into_iter().map(Input::into_owned).collect()),
            Self::Object(entries) => Input::Object(
                entries
                    .into_iter()
                    .map(|(name, value)| (Cow::Owned(name.into_owned()), value.into_owned()))
                    .collect(),
            ),
            Self::Opaque(value) => Input::Opaque(value),
        }
    }
}

impl<'a> Input<'a> {
    /// The value an object has under a name; `None` where it has none, or where this is no object.
    pub fn get(&self, name: &str) -> Option<&Input<'a>> {
        match self {
            Self::Object(entries) => entries
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// An object of entries that may repeat a name: the last value is kept, at the place of the first.
    #[must_use]
    pub fn object(entries: Vec<(Cow<'a, str>, Input<'a>)>) -> Self {
        Self::Object(settle(entries))
    }
}

/// How many names are compared one by one before a table is worth its allocation.
const FEW: usize = 8;

fn settle<'a>(entries: Vec<(Cow<'a, str>, Input<'a>)>) -> Vec<(Cow<'a, str>, Input<'a>)> {
    if entries.len() <= FEW {
        let repeats = |(place, (name, _)): (usize, &(Cow<'a, str>, Input<'a>))| {
            entries.iter().take(place).any(|(known, _)| known == name)
        };
        if !entries.iter().enumerate().any(repeats) {
            return entries;
        }
        let mut settled: Vec<(Cow<'a, str>, Input<'a>)> = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            match settled.iter_mut().find(|(known, _)| *known == name) {
                Some(entry) => entry.1 = value,
                None => settled.push((name, value)),
            }
        }
        return settled;
    }
    let mut last = std::collections::HashMap::with_capacity(entries.len());
    for (place, (name, _)) in entries.iter().enumerate() {
        last.insert(name.as_ref(), place);
    }
    if last.len() == entries.len() {
        return entries;
    }
    let mut firsts = std::collections::HashSet::new();
    let order: Vec<usize> = entries
        .iter()
        .filter(|(name, _)| firsts.insert(name.as_ref()))
        .filter_map(|(name, _)| last.get(name.as_ref()).copied())
        .collect();
    let mut entries: Vec<Option<_>> = entries.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|place| entries.get_mut(place).and_then(Option::take))
        .collect()
}

impl Serialize for Input<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(digits) => serialize_digits(digits, serializer),
            Self::Float(value) if value.is_finite() => serializer.serialize_f64(*value),
            Self::Float(value) if value.is_nan() => serializer.serialize_str("nan"),
            Self::Float(value) => {
                serializer.serialize_str(if *value > 0.0 { "inf" } else { "-inf" })
            }
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(name, value)| (name, value)))
            }
            Self::Opaque(value) => value.shown().serialize(serializer),
        }
    }
}

/// Writes digits as a number, whatever their size.
///
/// What fits goes through the serialiser's own integers, so that formats other than JSON have it too; only beyond
/// that are the digits handed on raw, which `serde_json` alone understands.
pub(crate) fn serialize_digits<S: Serializer>(
    digits: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if let Ok(value) = digits.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = digits.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    match RawValue::from_string(digits.to_owned()) {
        Ok(raw) => raw.serialize(serializer),
        Err(_) => Err(S::Error::custom(
            "an integer holds something else than digits",
        )),
    }
}

impl<'a> From<&'a str> for Input<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Input<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Input<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Input<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<f64> for Input<'_> {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

macro_rules! from_integer {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Input<'_> {
            fn from(value: $integer) -> Self {
                Self::Int(Cow::Owned(value.to_string()))
            }
        }
    )*};
}
from_integer!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl<'a, T: Into<Input<'a>>> From<Option<T>> for Input<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<'a, T: Into<Input<'a>>> From<Vec<T>> for Input<'a> {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<'a> From<&'a serde_json::Value> for Input<'a> {
    fn from(value: &'a serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            // Asked in this order, a number that another crate's `arbitrary_precision` kept whole stays whole.
            serde_json::Value::Number(number) if number.is_f64() => number
                .as_f64()
                .map_or_else(|| Self::Int(Cow::Owned(number.to_string())), Self::Float),
            serde_json::Value::Number(number) => Self::Int(Cow::Owned(number.to_string())),
            serde_json::Value::String(text) => Self::Text(Cow::Borrowed(text)),
            serde_json::Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(entries) => Self::Object(
                entries
                    .iter()
                    .map(|(name, value)| (Cow::Borrowed(name.as_str()), Self::from(value)))
                    .collect(),
            ),
        }
    }
}
