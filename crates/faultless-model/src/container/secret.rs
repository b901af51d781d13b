//! `Secret`: a value that is never shown.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::check_length;
use crate::__private::mask_all;
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::issue::MASK;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Mode, Schema, Schemas};

/// A value that is never shown: not in an issue, not by `Debug` or `Display`, not when it is serialised.
///
/// Each shows `**********` in its place; the empty text, as a client sent it, is shown as such. Only
/// [`expose`](Self::expose) gives the value. Rules are those of the type inside; the lengths of a text are kinds
/// `too_short` and `too_long`.
///
/// # Example
/// ```
/// use faultless_model::{Field, Issues, Reader, Rules, Secret};
///
/// let mut issues = Issues::new();
/// let key = Secret::<String>::read(&"hunter2".into(), &Rules::NONE, &mut Reader::new(&mut issues)).unwrap();
/// assert_eq!(format!("{key} {key:?}"), "********** Secret(**********)");
/// assert_eq!(serde_json::to_string(&key).unwrap(), "\"**********\"");
/// assert_eq!(key.expose(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret<T> {
    value: T,
    /// Whether it was sent as the empty text.
    blank: bool,
}

impl<T> Secret<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self {
            value,
            blank: false,
        }
    }

    /// The value.
    pub const fn expose(&self) -> &T {
        &self.value
    }

    /// The value, no longer hidden.
    pub fn into_exposed(self) -> T {
        self.value
    }

    /// What is shown in its place.
    const fn shown(&self) -> &'static str {
        if self.blank { "" } else { MASK }
    }
}

impl<T: Field> Field for Secret<T> {
    const SHAPE: Shape = T::SHAPE;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        let schema = match schemas.mode() {
            Mode::Validation => T::schema(schemas, rules),
            Mode::Serialization => Schema::string(),
        };
        let format = schema.is_typed("string").then(|| "password".into());
        schema.maybe("format", format).with("writeOnly", true)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut reader = reader.secret();
        let Input::Text(text) = input else {
            return T::read(input, rules, &mut reader).map(Self::new);
        };
        let value = if rules.min_length.is_none() && rules.max_length.is_none() {
            T::read(input, rules, &mut reader)?
        } else {
            // A secret is measured as one, once what is inside was read, rather than as the text that it is.
            let mut unmeasured = rules.clone();
            (unmeasured.min_length, unmeasured.max_length) = (None, None);
            let value = T::read(input, &unmeasured, &mut reader)?;
            let length = rules.trimmed(text).chars().count();
            check_length(length, rules, input, &mut reader)?;
            value
        };
        Ok(Self {
            value,
            blank: text.is_empty(),
        })
    }

    fn redact(input: &mut Input<'_>) {
        mask_all(input);
    }

    fn secretive(_: &mut Seen) -> bool {
        true
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: PartialEq> PartialEq for Secret<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Secret<T> {}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({})", self.shown())
    }
}

impl<T> fmt::Display for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.shown())
    }
}

impl<T> Serialize for Secret<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.shown())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The words of the error would repeat what was sent.
        T::deserialize(deserializer)
            .map(Self::new)
            .map_err(|_| D::Error::custom("a secret does not fit its type"))
    }
}
