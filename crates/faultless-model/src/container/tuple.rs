//! Tuples.

use serde_json::Value;

use super::{keep, too_long};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// A list of so many items, each of its own kind.
fn row_of(items: Vec<Schema>) -> Schema {
    let length = items.len();
    Schema::typed("array")
        .with("prefixItems", Value::from_iter(items))
        .with("minItems", length)
        .with("maxItems", length)
}

/// Reads the item at an index, or tells that the list ends before it.
fn item<T: Field>(
    index: usize,
    items: &[Input<'_>],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    invalid: &mut Option<Invalid>,
) -> Option<T> {
    let read = match items.get(index) {
        Some(item) => T::read(item, Rules::none(), &mut reader.at(index)),
        None => Err(reader.missing_at(index, input)),
    };
    keep(read, invalid)
}

macro_rules! tuples {
    ($($length:literal: $($name:ident $index:tt)*;)*) => {$(
        /// A list of a fixed length, every item's issues at its index.
        impl<$($name: Field),*> Field for ($($name,)*) {
            const SHAPE: Shape = Shape::List;

            fn schema(schemas: &mut Schemas, _rules: &Rules) -> Schema {
                row_of(vec![$($name::schema(schemas, Rules::none())),*])
            }

            fn read(input: &Input<'_>, _rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
                let mut reader = reader.reading::<Self>();
                let Input::List(items) = input else { return Err(reader.refuse(Kind::TupleType, input)) };
                reader.descend(input)?;
                // JSON has lists alone, and a list fits better.
                reader.lax();
                if items.len() > $length {
                    return Err(too_long("Tuple", $length, Some(items.len()), input, &mut reader));
                }
                let mut invalid = None;
                let read = ($(item::<$name>($index, items, input, &mut reader, &mut invalid),)*);
                match (invalid, read) {
                    (Some(proof), _) => Err(proof),
                    (None, read) => Ok(($(read.$index.ok_or_else(|| reader.refuse(Kind::TupleType, input))?,)*)),
                }
            }

            fn redact(input: &mut Input<'_>) {
                if let Input::List(items) = input {
                    $(if let Some(item) = items.get_mut($index) {
                        $name::redact(item);
                    })*
                }
            }

            fn secretive(seen: &mut Seen) -> bool {
                $($name::secretive(seen) ||)* false
            }
        }
    )*};
}
tuples! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
}
