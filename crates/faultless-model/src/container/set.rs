//! `BTreeSet` and `HashSet`.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::{Called, check_min, keep, settle, too_long};
use crate::field::Field;
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::{Lengthy, Listed, Rules};

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

/// Implements `Field` for a set.
macro_rules! set_field {
    ([$($generics:tt)*] $set:ty, $item:ident) => {
        /// A set, every item's issues at its index.
        impl<$($generics)*> $crate::field::Field for $set {
            const SHAPE: $crate::field::Shape = $crate::field::Shape::List;

            fn schema(
                schemas: &mut $crate::schema::Schemas,
                rules: &$crate::rules::Rules,
            ) -> $crate::schema::Schema {
                $crate::schema::set_of::<$item>(schemas, rules)
            }

            fn read(
                input: &$crate::input::Input<'_>,
                rules: &$crate::rules::Rules,
                reader: &mut $crate::reader::Reader<'_>,
            ) -> Result<Self, $crate::reader::Invalid> {
                let mut set = Self::default();
                let mut reader = reader.reading::<Self>();
                $crate::container::read_items(
                    &$crate::container::SET,
                    input,
                    rules,
                    &mut reader,
                    |item| {
                        set.insert(item);
                        set.len()
                    },
                )?;
                Ok(set)
            }

            fn redact(input: &mut $crate::input::Input<'_>) {
                $crate::container::redact_items(input, $item::redact);
            }

            fn secretive(seen: &mut $crate::field::Seen) -> bool {
                $item::secretive(seen)
            }
        }
    };
}
set_field!([T: Field + Ord] BTreeSet<T>, T);
set_field!([T: Field + Hash + Eq, S: BuildHasher + Default] HashSet<T, S>, T);
#[cfg(feature = "indexmap")]
pub(crate) use set_field;

impl<T> Lengthy for BTreeSet<T> {}
impl<T> Listed for BTreeSet<T> {
    type Item = T;
}
impl<T, S> Lengthy for HashSet<T, S> {}
impl<T, S> Listed for HashSet<T, S> {
    type Item = T;
}
