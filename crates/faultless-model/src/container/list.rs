//! `Vec`.

use serde::de::Deserializer;

use super::row::read_row;
use super::{LIST, redact_items};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::model::Contents;
use crate::reader::{Invalid, Reader};
use crate::road::{ListVisitor, Road, accept_input};
use crate::rules::{Lengthy, Listed, Rules, Sequence};
use crate::schema::{Schema, Schemas};

/// A list, every item's issues at its index. Too many items are told at once, before any of them is read.
impl<T: Field> Field for Vec<T> {
    const SHAPE: Shape = Shape::List;
    const UPLOADED: bool = T::UPLOADED;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::list(T::schema(schemas, rules.items())).under(rules)
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        if road.rules().unique {
            // Items are compared as they were sent, which the fast road does not keep.
            return accept_input(deserializer, road);
        }
        deserializer.deserialize_seq(ListVisitor::new(road))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        read_row(&LIST, input, rules, &mut reader.reading::<Self>())
    }

    fn redact(input: &mut Input<'_>) {
        redact_items(input, T::redact);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }

    fn contents() -> Contents {
        Contents::Items(T::contents)
    }
}

impl<T> Lengthy for Vec<T> {}
impl<T> Listed for Vec<T> {
    type Item = T;
}
impl<T> Sequence for Vec<T> {}
