//! `JsonText`: a value that is sent as JSON within a string.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::__private::mask_all;
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::json::{JsonError, parse_within};
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Mode, Schema, Schemas};

/// A value that is sent as JSON within a string, as pydantic's `Json[T]`: `"[1, 2]"` for a list.
///
/// Rules are those of the type inside. It is written as the value itself.
///
/// # Example
/// ```
/// use faultless_model::{Field, Issues, JsonText, Reader, Rules};
///
/// let mut issues = Issues::new();
/// let read = JsonText::<Vec<u8>>::read(&"[1, 2]".into(), &Rules::NONE, &mut Reader::new(&mut issues));
/// assert_eq!(read, Ok(JsonText(vec![1, 2])));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JsonText<T>(pub T);

/// A string of JSON. Kind `json_type` for anything but a string, `json_invalid` for one that is no JSON; then the issues
/// of the type inside, at their places in it.
impl<T: Field> Field for JsonText<T> {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        let inside = T::schema(schemas, rules);
        if schemas.mode() == Mode::Serialization {
            return inside;
        }
        let text = Schema::string().with("contentMediaType", "application/json");
        text.with("contentSchema", inside)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut reader = reader.reading::<Self>();
        let Input::Text(text) = input else {
            return Err(reader.refuse(Kind::JsonType, input));
        };
        reader.lax();
        match parse_text(text, reader.limits().depth) {
            Ok(value) => T::read(&value, rules, &mut reader).map(Self),
            Err(error) => Err(reader.issue(Kind::JsonInvalid, input, [("error", error.into())])),
        }
    }

    fn redact(input: &mut Input<'_>) {
        // Where in the string a secret stands is not known to its mask.
        if T::secretive(&mut Seen::default()) {
            mask_all(input);
        }
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

/// Reads JSON as Python's, and refuses it in the words of Rust's parsers, which are pydantic's.
fn parse_text(text: &str, depth: usize) -> Result<Input<'_>, String> {
    // Within a text that is decoded already, neither says how it is encoded.
    let odd = text.starts_with('\u{feff}') || text.contains('\0');
    let refused = match parse_within(text.as_bytes(), depth) {
        Ok(value) if !odd => return Ok(value),
        Err(JsonError::Unreadable { reason }) if !odd => return Err(reason.to_owned()),
        Ok(_) => "expected value".to_owned(),
        Err(error) => error.to_string(),
    };
    let error = serde_json::from_str::<serde_json::Value>(text).err();
    Err(error.map_or(refused, |error| error.to_string()))
}

impl<T: Serialize> Serialize for JsonText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for JsonText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text)
            .map(Self)
            .map_err(D::Error::custom)
    }
}
