//! A small JSON model that keeps what the comparison needs and `serde_json::Value` loses.
//!
//! `serde_json` would need its `arbitrary_precision` feature to tell two integers beyond
//! 64 bits apart, and that feature changes every other crate in the same build.

mod read;
mod write;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::value::RawValue;

pub(crate) use read::read;
pub(crate) use write::{compact, show};

/// One JSON value, with integers of any size and apart from floats.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// The decimal digits, with a minus where it is below zero.
    Integer(String),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    /// The members in the order they were written; a key occurs once.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The member of this name, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// A text value.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object from its members.
    pub(crate) fn object<const N: usize>(members: [(&str, Value); N]) -> Self {
        Self::Object(
            members
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    /// Whether two values are equal: key order is free, `1` and `1.0` differ, NaN equals itself.
    #[expect(
        clippy::float_cmp,
        reason = "a recorded float is sent again digit for digit, or it is another"
    )]
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Integer(a), Self::Integer(b)) | (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (Self::Object(a), Self::Object(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .all(|(key, a)| other.get(key).is_some_and(|b| a.same(b)))
            }
            _ => false,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        read(raw.get()).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn same(a: &str, b: &str) -> bool {
        read(a).unwrap().same(&read(b).unwrap())
    }

    #[test]
    fn numbers_are_strict() {
        assert!(!same("1", "1.0"));
        assert!(!same("1", "true"));
        assert!(same("1.0", "1e0"));
        assert!(same("0", "-0"));
        assert!(same("NaN", "NaN"));
    }

    #[test]
    fn integers_beyond_64_bits_are_told_apart() {
        assert!(same("1180591620717411303424", "1180591620717411303424"));
        assert!(!same("1180591620717411303424", "1180591620717411303425"));
    }

    #[test]
    fn key_order_is_free_and_list_order_is_not() {
        assert!(same(r#"{"a": 1, "b": [2]}"#, r#"{"b": [2], "a": 1}"#));
        assert!(!same(r#"{"a": 1}"#, r#"{"a": 1, "b": null}"#));
        assert!(!same(r#"{"a": 1, "c": 2}"#, r#"{"a": 1, "b": 2}"#));
        assert!(!same("[1, 2]", "[2, 1]"));
    }
}
