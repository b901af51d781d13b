//! Tuples, and arrays, which look like one.

use super::unique::check_unique;
use super::{TUPLE, keep, redact_items, settle, too_long};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::model::Contents;
use crate::reader::{Invalid, Reader};
use crate::rules::{Listed, Rules, Sequence};
use crate::schema::{Schema, Schemas, row_of};

/// Reads the item at an index, or tells that the list ends before it.
fn item<T: Field>(
    index: usize,
    items: &[Input<'_>],
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
    invalid: &mut Option<Invalid>,
) -> Option<T> {
    let read = match items.get(index) {
        Some(item) => T::read(item, rules, &mut reader.at(index)),
        None => Err(reader.missing_at(index, input)),
    };
    keep(read, invalid)
}

/// The items of a list that is to have so many.
fn fixed<'i, 'a>(
    length: usize,
    input: &'i Input<'a>,
    reader: &mut Reader<'_>,
) -> Result<&'i [Input<'a>], Invalid> {
    let Input::List(items) = input else {
        return Err(reader.refuse(TUPLE.kind.clone(), input));
    };
    reader.descend(input)?;
    // JSON has no tuples: a list in the place of one is another form.
    reader.lax();
    if items.len() > length {
        let actual = Some(items.len());
        return Err(too_long(TUPLE.name, length, actual, input, reader));
    }
    Ok(items)
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
                let items = fixed($length, input, &mut reader)?;
                let mut invalid = None;
                let read = ($(item::<$name>($index, items, input, Rules::none(), &mut reader, &mut invalid),)*);
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

            fn contents() -> Contents {
                Contents::Each(const { &[$($name::contents as fn() -> Contents),*] })
            }
        }
    )*};
}
tuples! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
    5: A 0 B 1 C 2 D 3 E 4;
    6: A 0 B 1 C 2 D 3 E 4 F 5;
    7: A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}

/// A list of a fixed length, every item's issues at its index.
impl<T: Field, const N: usize> Field for [T; N] {
    const SHAPE: Shape = Shape::List;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        let list = Schema::list(T::schema(schemas, rules.items())).under(rules);
        list.with("minItems", N).with("maxItems", N)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut reader = reader.reading::<Self>();
        let items = fixed(N, input, &mut reader)?;
        let (mut read, mut invalid) = (Vec::with_capacity(N), None);
        for index in 0..N {
            read.extend(item::<T>(
                index,
                items,
                input,
                rules.items(),
                &mut reader,
                &mut invalid,
            ));
        }
        let read = settle(read, invalid)?;
        check_unique(items, input, rules, &mut reader)?;
        // There are as many as were asked for, or else one was told to be missing.
        Self::try_from(read).map_err(|_| reader.refuse(Kind::TupleType, input))
    }

    fn redact(input: &mut Input<'_>) {
        redact_items(input, T::redact);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

impl<T, const N: usize> Listed for [T; N] {
    type Item = T;
}
impl<T, const N: usize> Sequence for [T; N] {}
