//! `BTreeSet` and `HashSet`.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::{Called, SET, check_min, keep, redact_items, settle, too_long};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::{Lengthy, Listed, Rules};
use crate::schema::{Schema, Schemas, set_of};

/// Reads items into a set; `insert` answers how many it holds then.
///
/// A set that grows too long is given up at once, and that is all it tells: what was wrong with its items no longer
/// matters.
pub(crate) fn read_items<T: Field>(
    called: &Called,
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
    mut insert: impl FnMut(T) -> usize,
) -> Result<(), Invalid> {
    let Input::List(items) = input else {
        return Err(reader.refuse(called.kind.clone(), input));
    };
    reader.descend(input)?;
    // JSON has lists alone, and a list fits better.
    reader.lax();
    let mark = reader.mark();
    let (mut held, mut invalid) = (0, None);
    for (index, item) in items.iter().enumerate() {
        if let Some(item) = keep(
            T::read(item, rules.items(), &mut reader.at(index)),
            &mut invalid,
        ) {
            held = insert(item);
        }
        if let Some(max) = rules.max_length.filter(|max| held > *max) {
            reader.rewind(mark);
            return Err(too_long(called.name, max, None, input, reader));
        }
    }
    settle((), invalid)?;
    check_min(called.name, held, input, rules, reader)
}

/// A set, every item's issues at its index.
impl<T: Field + Ord> Field for BTreeSet<T> {
    const SHAPE: Shape = Shape::List;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        set_of::<T>(schemas, rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut set = Self::new();
        read_items(&SET, input, rules, &mut reader.reading::<Self>(), |item| {
            set.insert(item);
            set.len()
        })?;
        Ok(set)
    }

    fn redact(input: &mut Input<'_>) {
        redact_items(input, T::redact);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

/// A set, every item's issues at its index.
impl<T: Field + Hash + Eq, S: BuildHasher + Default> Field for HashSet<T, S> {
    const SHAPE: Shape = Shape::List;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        set_of::<T>(schemas, rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut set = Self::default();
        read_items(&SET, input, rules, &mut reader.reading::<Self>(), |item| {
            set.insert(item);
            set.len()
        })?;
        Ok(set)
    }

    fn redact(input: &mut Input<'_>) {
        redact_items(input, T::redact);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

impl<T> Lengthy for BTreeSet<T> {}
impl<T> Listed for BTreeSet<T> {
    type Item = T;
}
impl<T, S> Lengthy for HashSet<T, S> {}
impl<T, S> Listed for HashSet<T, S> {
    type Item = T;
}
