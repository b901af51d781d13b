//! `BTreeMap` and `HashMap`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use serde::de::Deserializer;

use super::{check_min, keep, settle, too_long};
use crate::__private::mask_all;
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::issue::KEY;
use crate::kind::Kind;
use crate::model::Contents;
use crate::reader::{At, Invalid, Reader};
use crate::road::{MapVisitor, Road};
use crate::rules::{Lengthy, Listed, Rules};
use crate::schema::{Schema, Schemas, map_of};

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

/// An object of any names, a value's issues under its name, a key's under `[key]` below it.
impl<K: Field + Ord, V: Field> Field for BTreeMap<K, V> {
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
        let mut map = Self::new();
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

    fn contents() -> Contents {
        Contents::Items(V::contents)
    }
}

/// An object of any names, a value's issues under its name, a key's under `[key]` below it.
impl<K: Field + Hash + Eq, V: Field, S: BuildHasher + Default> Field for HashMap<K, V, S> {
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

    fn contents() -> Contents {
        Contents::Items(V::contents)
    }
}

impl<K, V> Lengthy for BTreeMap<K, V> {}
impl<K, V> Listed for BTreeMap<K, V> {
    type Item = V;
}
impl<K, V, S> Lengthy for HashMap<K, V, S> {}
impl<K, V, S> Listed for HashMap<K, V, S> {
    type Item = V;
}
