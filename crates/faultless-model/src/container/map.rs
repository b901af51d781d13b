//! `BTreeMap` and `HashMap`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::{check_min, keep, settle, too_long};
use crate::__private::mask_all;
use crate::field::{Field, Seen};
use crate::input::Input;
use crate::issue::KEY;
use crate::kind::Kind;
use crate::reader::{At, Invalid, Reader};
use crate::rules::{Lengthy, Listed, Rules};

/// Reads entries into a map; `insert` answers how many it holds then. Too many are told as for a set.
pub(crate) fn read_entries<K: Field, V: Field>(
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
    mut insert: impl FnMut(K, V) -> usize,
) -> Result<(), Invalid> {
    let Input::Object(entries) = input else {
        return Err(reader.refuse(Kind::DictType, input));
    };
    reader.descend(input)?;
    let mark = reader.mark();
    let hidden = K::secretive(&mut Seen::default());
    let (mut held, mut invalid) = (0, None);
    for (name, value) in entries {
        let mut here = reader.at(if hidden { At::Hidden } else { At::from(name) });
        let key = K::read(
            &Input::Text(Cow::Borrowed(name)),
            Rules::none(),
            &mut here.at(At::Known(KEY)),
        );
        let key = keep(key, &mut invalid);
        let value = keep(V::read(value, rules.items(), &mut here), &mut invalid);
        if let (Some(key), Some(value)) = (key, value) {
            held = insert(key, value);
        }
        if let Some(max) = rules.max_length.filter(|max| held > *max) {
            reader.rewind(mark);
            return Err(too_long("Dictionary", max, None, input, reader));
        }
    }
    settle((), invalid)?;
    check_min("Dictionary", held, input, rules, reader)
}

/// Masks what the values hide, and all of an object whose names are secrets.
pub(crate) fn redact_entries<K: Field, V: Field>(input: &mut Input<'_>) {
    if K::secretive(&mut Seen::default()) {
        return mask_all(input);
    }
    match input {
        Input::Object(entries) => entries.iter_mut().for_each(|(_, value)| V::redact(value)),
        other => V::redact(other),
    }
}

/// Implements `Field` for a map, whose `insert` gives what stood under the key before.
macro_rules! map_field {
    ([$($generics:tt)*] $map:ty, $key:ident, $value:ident) => {
        /// An object of any names, a value's issues under its name, a key's under `[key]` below it.
        impl<$($generics)*> $crate::field::Field for $map {
            const SHAPE: $crate::field::Shape = $crate::field::Shape::Object;

            fn schema(
                schemas: &mut $crate::schema::Schemas,
                rules: &$crate::rules::Rules,
            ) -> $crate::schema::Schema {
                $crate::schema::map_of::<$key, $value>(schemas, rules)
            }

            fn accept<'de, D: serde::de::Deserializer<'de>>(
                deserializer: D,
                road: &$crate::road::Road<'_>,
            ) -> Result<Option<Self>, D::Error> {
                let road = &road.veiled($key::secretive(&mut Default::default()));
                let insert = |map: &mut Self, key, value| map.insert(key, value).is_none();
                deserializer.deserialize_map($crate::road::MapVisitor::new(
                    road,
                    Self::default(),
                    insert,
                ))
            }

            fn read(
                input: &$crate::input::Input<'_>,
                rules: &$crate::rules::Rules,
                reader: &mut $crate::reader::Reader<'_>,
            ) -> Result<Self, $crate::reader::Invalid> {
                let mut map = Self::default();
                let mut reader = reader.reading::<Self>();
                $crate::container::read_entries(input, rules, &mut reader, |key, value| {
                    map.insert(key, value);
                    map.len()
                })?;
                Ok(map)
            }

            fn redact(input: &mut $crate::input::Input<'_>) {
                $crate::container::redact_entries::<$key, $value>(input);
            }

            fn secretive(seen: &mut $crate::field::Seen) -> bool {
                $key::secretive(seen) || $value::secretive(seen)
            }

            fn contents() -> $crate::model::Contents {
                $crate::model::Contents::Items($value::contents)
            }
        }
    };
}
map_field!([K: Field + Ord, V: Field] BTreeMap<K, V>, K, V);
map_field!([K: Field + Hash + Eq, V: Field, S: BuildHasher + Default] HashMap<K, V, S>, K, V);
#[cfg(feature = "indexmap")]
pub(crate) use map_field;

impl<K, V> Lengthy for BTreeMap<K, V> {}
impl<K, V> Listed for BTreeMap<K, V> {
    type Item = V;
}
impl<K, V, S> Lengthy for HashMap<K, V, S> {}
impl<K, V, S> Listed for HashMap<K, V, S> {
    type Item = V;
}
