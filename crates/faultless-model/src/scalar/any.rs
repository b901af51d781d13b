//! Values of any kind.

use serde_json::{Map, Number, Value};

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;

/// Anything at all, as it was sent: integers of any size, and NaN, stay what they are.
impl Field for Input<'static> {
    const SHAPE: Shape = Shape::Object;

    fn read(input: &Input<'_>, _rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        // What says what it is comes first, but not by making something else of it.
        reader.near();
        Ok(input.clone().into_owned())
    }
}

/// Anything at all. NaN and the infinities, which it cannot hold, are `finite_number`; an integer beyond 64 bits becomes
/// the nearest float.
impl Field for Value {
    const SHAPE: Shape = Shape::Object;

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        reader.descend(input)?;
        reader.near();
        Ok(match input {
            Input::Null => Self::Null,
            Input::Bool(value) => Self::Bool(*value),
            Input::Int(digits) => Self::Number(
                number(digits).ok_or_else(|| reader.refuse(Kind::FiniteNumber, input))?,
            ),
            Input::Float(value) => Self::Number(
                Number::from_f64(*value).ok_or_else(|| reader.refuse(Kind::FiniteNumber, input))?,
            ),
            Input::Text(text) => Self::String(text.clone().into_owned()),
            Input::Opaque(value) => return Self::read(&value.shown(), rules, reader),
            Input::List(_) => Self::Array(Vec::read(input, rules, reader)?),
            Input::Object(entries) => {
                let mut map = Map::new();
                let mut invalid = None;
                for (name, value) in entries {
                    match Self::read(value, rules, &mut reader.at(name)) {
                        Ok(value) => _ = map.insert(name.clone().into_owned(), value),
                        Err(proof) => invalid = Some(proof),
                    }
                }
                match invalid {
                    None => Self::Object(map),
                    Some(proof) => return Err(proof),
                }
            }
        })
    }
}

/// A JSON number; digits beyond 64 bits only if `serde_json` was told to keep them, else as a float.
fn number(digits: &str) -> Option<Number> {
    serde_json::from_str(digits).ok()
}
