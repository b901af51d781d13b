//! `bytes::Bytes`.

use bytes::Bytes;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Lengthy, Rules};
use crate::schema::{Schema, Schemas};

/// The bytes of an uploaded file, or the UTF-8 of a text. Lengths count bytes.
impl Field for Bytes {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        crate::scalar::text_schema(rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let bytes = match input {
            Input::Text(text) => {
                reader.lax();
                Some(text.as_bytes())
            }
            Input::Opaque(value) => value.bytes(),
            _ => None,
        };
        let Some(bytes) = bytes else {
            return Err(reader.refuse(Kind::BytesType, input));
        };
        if let Some(min) = rules.min_length.filter(|min| bytes.len() < *min) {
            return Err(reader.issue(Kind::BytesTooShort, input, [("min_length", min.into())]));
        }
        if let Some(max) = rules.max_length.filter(|max| bytes.len() > *max) {
            return Err(reader.issue(Kind::BytesTooLong, input, [("max_length", max.into())]));
        }
        Ok(Self::copy_from_slice(bytes))
    }
}

impl Lengthy for Bytes {}
