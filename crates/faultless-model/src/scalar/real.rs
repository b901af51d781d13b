//! Rust's floats.

use std::borrow::Cow;

use serde::de::Deserializer;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::{RealVisitor, Road};
use crate::rules::{Rules, check_real};
use crate::schema::{Schema, Schemas};

/// Reads a float from text as pydantic does: with space around it, or else with single underscores anywhere but at the
/// ends.
fn parse_real(text: &str) -> Option<f64> {
    if !text.contains('_') {
        return text.trim().parse().ok();
    }
    if text.starts_with('_') || text.ends_with('_') || text.contains("__") {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// The float of an integer; `None` where it is beyond a float's range.
fn real_of_digits(digits: &str) -> Option<f64> {
    digits.parse().ok().filter(|value: &f64| value.is_finite())
}

fn read_real(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<f64, Invalid> {
    let value = match input {
        Input::Float(value) => Some(*value),
        Input::Int(digits) => {
            reader.near();
            real_of_digits(digits)
        }
        Input::Bool(value) if !rules.strict => {
            reader.lax();
            Some(f64::from(u8::from(*value)))
        }
        Input::Text(text) if !rules.strict => {
            reader.lax();
            match parse_real(text) {
                Some(value) => Some(value),
                None => return Err(reader.refuse(Kind::FloatParsing, input)),
            }
        }
        _ => None,
    };
    let value = value.ok_or_else(|| reader.refuse(Kind::FloatType, input))?;
    check_real(rules, value, input, reader)?;
    Ok(value)
}

impl Field for f64 {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::typed("number").under(rules)
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(RealVisitor(road))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        read_real(input, rules, reader)
    }
}

impl Field for f32 {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::typed("number").under(rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let value = read_real(input, rules, reader)?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the nearest float is what is asked for"
        )]
        let narrow = value as f32;
        if narrow.is_finite() || !value.is_finite() {
            return Ok(narrow);
        }
        Err(if value > 0.0 {
            reader.issue(Kind::LessThanEqual, input, [("le", widest(f32::MAX))])
        } else {
            reader.issue(Kind::GreaterThanEqual, input, [("ge", widest(f32::MIN))])
        })
    }
}

/// A limit in its shortest form: as a float of 64 bits it would end in digits nobody wrote.
fn widest(limit: f32) -> Input<'static> {
    format!("{limit:e}")
        .parse()
        .map_or(Input::Text(Cow::Borrowed("inf")), Input::Float)
}
