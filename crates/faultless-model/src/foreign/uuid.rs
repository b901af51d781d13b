//! `uuid::Uuid`.

use uuid::{Uuid, Variant};

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Rules, Versioned};
use crate::schema::{Schema, Schemas};

/// How a URN starts. The `uuid` crate takes it in any case, the contract in lower case alone.
const URN: &str = "urn:uuid:";

/// A string in any form the `uuid` crate takes: hyphenated, simple, in braces, as a URN in lower case.
impl Field for Uuid {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        let version = rules.version.map(|version| format!("uuid{version}"));
        Schema::string().with("format", version.unwrap_or_else(|| "uuid".to_owned()))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
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
        let uuid = read
            .map_err(|error| reader.issue(Kind::UuidParsing, input, [("error", error.into())]))?;
        match rules.version {
            Some(version) if version_of(uuid) != Some(usize::from(version)) => {
                let context = [("expected_version", version.into())];
                Err(reader.issue(Kind::UuidVersion, input, context))
            }
            _ => {
                // JSON has no UUIDs: a text in the place of one is another form.
                reader.lax();
                Ok(uuid)
            }
        }
    }
}

impl Versioned for Uuid {}

/// The version of a UUID; only those of RFC 9562's variant have one.
fn version_of(uuid: Uuid) -> Option<usize> {
    (uuid.get_variant() == Variant::RFC4122).then(|| uuid.get_version_num())
}
