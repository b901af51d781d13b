//! Maps.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};

use super::capture::Name;
use super::{Road, Seed, Stride, refusal};
use crate::field::Field;
use crate::input::Input;
use crate::issue::Issues;
use crate::reader::Reader;
use crate::rules::Rules;

/// A map; `insert` answers false where it had the key already.
pub(crate) struct MapVisitor<'r, M, K, V, I> {
    road: &'r Road<'r>,
    map: M,
    insert: I,
    of: PhantomData<fn() -> (K, V)>,
}

impl<'r, M, K, V, I: FnMut(&mut M, K, V) -> bool> MapVisitor<'r, M, K, V, I> {
    pub(crate) fn new(road: &'r Road<'r>, map: M, insert: I) -> Self {
        Self {
            road,
            map,
            insert,
            of: PhantomData,
        }
    }
}

impl<'de, M, K, V, I> Visitor<'de> for MapVisitor<'_, M, K, V, I>
where
    K: Field,
    V: Field,
    I: FnMut(&mut M, K, V) -> bool,
{
    type Value = Option<M>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Self::Value, A::Error> {
        let road = self.road;
        road.enter::<A::Error>()?;
        let rules = road.rules();
        let (mut count, mut whole) = (0, true);
        while let Some(name) = object.next_key_seed(Name)? {
            let here = road.down(Stride::Entry(&name, count), rules.items(), false);
            count += 1;
            let value = object.next_value_seed(Seed::<V>::new(&here))?;
            // A key with an issue has a step of its own in its place.
            let Some(key) = key::<K>(&name) else {
                return Err(refusal());
            };
            let Some(value) = value else {
                whole = false;
                continue;
            };
            // The last of a repeated name wins at the place of the first.
            if !(self.insert)(&mut self.map, key, value) {
                return Err(refusal());
            }
        }
        // Names may repeat among those whose values are wrong: the second road knows.
        if !rules.keeps_count(count) || !whole {
            return Err(refusal());
        }
        Ok(Some(self.map))
    }
}

fn key<K: Field>(name: &str) -> Option<K> {
    let mut issues = Issues::new();
    let input = Input::Text(std::borrow::Cow::Borrowed(name));
    K::read(&input, Rules::none(), &mut Reader::new(&mut issues)).ok()
}
