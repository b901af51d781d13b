//! `indexmap`'s map and set, which keep the order that was sent.

use std::hash::{BuildHasher, Hash};

use indexmap::{IndexMap, IndexSet};
use serde::de::Deserializer;

use crate::container::{SET, read_entries, read_items, redact_entries, redact_items};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::road::{MapVisitor, Road};
use crate::rules::{Lengthy, Listed, Rules};
use crate::schema::{Schema, Schemas, map_of, set_of};

/// An object of any names in their order, a value's issues under its name, a key's under `[key]` below it.
impl<K: Field + Hash + Eq, V: Field, S: BuildHasher + Default> Field for IndexMap<K, V, S> {
    const SHAPE: Shape = Shape::Object;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        map_of::<K, V>(schemas, rules)
    }

    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        let road = &road.veiled(K::secretive(&mut Seen::default()));
        deserializer.deserialize_map(MapVisitor::new(road, Self::default(), |map, key, value| {
            map.insert(key, value).is_none()
        }))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut map = Self::default();
        read_entries(input, rules, &mut reader.reading::<Self>(), |key, value| {
            map.insert(key, value);
            map.len()
        })?;
        Ok(map)
    }

    fn redact(input: &mut Input<'_>) {
        redact_entries::<K, V>(input);
    }

    fn secretive(seen: &mut Seen) -> bool {
        K::secretive(seen) || V::secretive(seen)
    }
}

/// A set in the order its items were sent first, every item's issues at its index.
impl<T: Field + Hash + Eq, S: BuildHasher + Default> Field for IndexSet<T, S> {
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

impl<K, V, S> Lengthy for IndexMap<K, V, S> {}
impl<K, V, S> Listed for IndexMap<K, V, S> {
    type Item = V;
}
impl<T, S> Lengthy for IndexSet<T, S> {}
impl<T, S> Listed for IndexSet<T, S> {
    type Item = T;
}
