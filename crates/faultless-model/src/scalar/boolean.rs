//! Rust's `bool`.

use serde::de::Deserializer;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::{BoolVisitor, Road};
use crate::rules::Rules;

impl Field for bool {
    const SHAPE: Shape = Shape::Scalar;

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(BoolVisitor(road))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let kind = match input {
            Input::Bool(value) => return Ok(*value),
            _ if rules.strict => Kind::BoolType,
            Input::Text(text) => match word(text) {
                Some(value) => return Ok(value),
                None => Kind::BoolParsing,
            },
            Input::Int(digits) => match digits.parse::<i64>() {
                Ok(0) => return Ok(false),
                Ok(1) => return Ok(true),
                Ok(_) => Kind::BoolParsing,
                Err(_) => Kind::BoolType,
            },
            Input::Float(0.0) => return Ok(false),
            Input::Float(1.0) => return Ok(true),
            _ => Kind::BoolType,
        };
        Err(reader.refuse(kind, input))
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
