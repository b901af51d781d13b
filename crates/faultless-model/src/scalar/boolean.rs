//! Rust's `bool`.

use serde::de::Deserializer;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::{BoolVisitor, Road};
use crate::rules::Rules;
use crate::scalar::whole_of_float;
use crate::schema::{Schema, Schemas};

impl Field for bool {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::typed("boolean")
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(BoolVisitor(road))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        if let Input::Bool(value) = input {
            return Ok(*value);
        }
        let read = if rules.strict {
            Err(Kind::BoolType)
        } else {
            lax(input)
        };
        match read {
            Ok(value) => {
                reader.lax();
                Ok(value)
            }
            Err(kind) => Err(reader.refuse(kind, input)),
        }
    }
}

/// Reads what stands for true or false: a word, or 1 or 0.
fn lax(input: &Input<'_>) -> Result<bool, Kind> {
    match input {
        Input::Text(text) => word(text).ok_or(Kind::BoolParsing),
        Input::Int(digits) => match digits.parse::<i64>() {
            Ok(0) => Ok(false),
            Ok(1) => Ok(true),
            Ok(_) => Err(Kind::BoolParsing),
            Err(_) => Err(Kind::BoolType),
        },
        Input::Float(value) => match whole_of_float(*value) {
            Ok(0) => Ok(false),
            Ok(1) => Ok(true),
            Ok(_) => Err(Kind::BoolParsing),
            Err(_) => Err(Kind::BoolType),
        },
        _ => Err(Kind::BoolType),
    }
}

/// The words for true and false, in any case, without space around them.
fn word(text: &str) -> Option<bool> {
    const TRUE: [&str; 6] = ["1", "true", "t", "yes", "y", "on"];
    const FALSE: [&str; 6] = ["0", "false", "f", "no", "n", "off"];
    let is_one_of = |words: [&str; 6]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_one_of(TRUE) {
        return Some(true);
    }
    is_one_of(FALSE).then_some(false)
}
