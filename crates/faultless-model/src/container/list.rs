//! `Vec`, and lists of a fixed length.

use serde::de::Deserializer;

use super::{check_min, keep, redact_items, settle, too_long};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::{ListVisitor, Road};
use crate::rules::{Lengthy, Listed, Rules};
use crate::schema::{Schema, Schemas};

/// A list, every item's issues at its index. Too many items are told at once, before any of them is read.
impl<T: Field> Field for Vec<T> {
    const SHAPE: Shape = Shape::List;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::list(T::schema(schemas, rules.items())).under(rules)
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_seq(ListVisitor::new(road))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut reader = reader.reading::<Self>();
        let Input::List(items) = input else {
            return Err(reader.refuse(Kind::ListType, input));
        };
        reader.descend(input)?;
        if let Some(max) = rules.max_length.filter(|max| items.len() > *max) {
            return Err(too_long("List", max, Some(items.len()), input, &mut reader));
        }
        let (mut list, mut invalid) = (Vec::with_capacity(items.len()), None);
        for (index, item) in items.iter().enumerate() {
            list.extend(keep(
                T::read(item, rules.items(), &mut reader.at(index)),
                &mut invalid,
            ));
        }
        let list = settle(list, invalid)?;
        check_min("List", list.len(), input, rules, &mut reader)?;
        Ok(list)
    }

    fn redact(input: &mut Input<'_>) {
        redact_items(input, T::redact);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

impl<T> Lengthy for Vec<T> {}
impl<T> Listed for Vec<T> {
    type Item = T;
}
