//! Items in a row, of any number: deques and slices. `Vec` is read here too.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use super::unique::check_unique;
use super::{Called, DEQUE, TUPLE, check_min, keep, redact_items, settle, too_long};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Lengthy, Listed, Rules, Sequence};
use crate::schema::{Schema, Schemas};

/// Reads the items of a list. Too many are told at once, before any of them is read.
pub(super) fn read_row<T: Field>(
    called: &Called,
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<Vec<T>, Invalid> {
    let Input::List(items) = input else {
        return Err(reader.refuse(called.kind.clone(), input));
    };
    reader.descend(input)?;
    if let Some(max) = rules.max_length.filter(|max| items.len() > *max) {
        let actual = Some(items.len());
        return Err(too_long(called.name, max, actual, input, reader));
    }
    let (mut row, mut invalid) = (Vec::with_capacity(items.len()), None);
    for (index, item) in items.iter().enumerate() {
        row.extend(keep(
            T::read(item, rules.items(), &mut reader.at(index)),
            &mut invalid,
        ));
    }
    if called.kind == Kind::TupleType {
        // A tuple tells that it is too short beside what is wrong with its items, and counts those that are right.
        keep(
            check_min(called.name, row.len(), input, rules, reader),
            &mut invalid,
        );
    }
    let row = settle(row, invalid)?;
    check_min(called.name, row.len(), input, rules, reader)?;
    check_unique(items, input, rules, reader)?;
    Ok(row)
}

macro_rules! rows {
    ($($row:ty, $called:ident: $what:literal;)*) => {$(
        #[doc = $what]
        impl<T: Field> Field for $row {
            const SHAPE: Shape = Shape::List;

            fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
                Schema::list(T::schema(schemas, rules.items())).under(rules)
            }

            fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
                let row = read_row(&$called, input, rules, &mut reader.reading::<Self>())?;
                // JSON has lists alone: in the place of anything else, one is another form.
                reader.lax();
                Ok(Self::from(row))
            }

            fn redact(input: &mut Input<'_>) {
                redact_items(input, T::redact);
            }

            fn secretive(seen: &mut Seen) -> bool {
                T::secretive(seen)
            }
        }

        impl<T> Lengthy for $row {}
        impl<T> Listed for $row {
            type Item = T;
        }
        impl<T> Sequence for $row {}
    )*};
}
rows! {
    VecDeque<T>, DEQUE: "A list that is called a deque, every item's issues at its index.";
    Box<[T]>, TUPLE: "A tuple of any length, every item's issues at its index.";
    Arc<[T]>, TUPLE: "A tuple of any length, every item's issues at its index.";
    Rc<[T]>, TUPLE: "A tuple of any length, every item's issues at its index.";
}
