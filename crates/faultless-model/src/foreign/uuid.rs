//! `uuid::Uuid`.

use uuid::Uuid;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// How a URN starts. The `uuid` crate takes it in any case, the contract in lower case alone.
const URN: &str = "urn:uuid:";

/// A string in any form the `uuid` crate takes: hyphenated, simple, in braces, as a URN in lower case.
impl Field for Uuid {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("uuid")
    }

    fn read(input: &Input<'_>, _rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Input::Text(text) = input else {
            return Err(reader.refuse(Kind::UuidType, input));
        };
        let is_urn = text
            .get(..URN.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(URN));
        let read = match text.chars().next() {
            Some(first) if is_urn && !text.starts_with(URN) => {
                Err(format!("invalid character: found `{first}` at 0"))
            }
            _ => Self::parse_str(text).map_err(|error| error.to_string()),
        };
        reader.lax();
        read.map_err(|error| reader.issue(Kind::UuidParsing, input, [("error", error.into())]))
    }
}
