//! `Integer`: an integer of any size.

use std::fmt;
use std::str::FromStr;

use num_bigint::{BigInt, ParseBigIntError};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::field::{Field, Shape};
use crate::input::{Input, serialize_digits};
use crate::reader::{Invalid, Reader};
use crate::rules::{Bounded, Rules, check_whole};
use crate::scalar::read_whole;
use crate::schema::{Schema, Schemas};

/// An integer of any size, as Python's `int`; in JSON it is a number.
///
/// It keeps every digit when it is written by `serde_json` directly, or inside a struct. A `serde_json::Value`
/// (`json!`, `to_value`) has no integers beyond 64 bits, and makes a float of a larger one.
///
/// # Example
/// ```
/// use faultless_model::Integer;
///
/// let integer: Integer = serde_json::from_str("123456789012345678901234567890").unwrap();
/// assert_eq!(integer, "123456789012345678901234567890".parse().unwrap());
/// assert_eq!(serde_json::to_string(&integer).unwrap(), "123456789012345678901234567890");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(pub BigInt);

impl Field for Integer {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::typed("integer").under(rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let value = read_whole(input, rules, reader)?;
        check_whole(rules, &value, input, reader)?;
        // Digits that were read as an integer are one: the fallback cannot be reached.
        Ok(Self(value.into_digits().parse().unwrap_or_default()))
    }
}

impl Bounded<i128> for Integer {}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Integer {
    type Err = ParseBigIntError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        digits.parse().map(Self)
    }
}

impl<T: Into<BigInt>> From<T> for Integer {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl Serialize for Integer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_digits(&self.0.to_string(), serializer)
    }
}

impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        raw.get()
            .parse()
            .map_err(|_| D::Error::custom("expected an integer"))
    }
}
