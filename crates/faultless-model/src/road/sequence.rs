//! Lists.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};

use super::{Road, Seed, Stride, refusal};
use crate::field::Field;

/// How much room a list is given before its items are known to be there.
const ROOM: usize = 64;

/// A list of any length.
pub(crate) struct ListVisitor<'r, T> {
    road: &'r Road<'r>,
    of: PhantomData<fn() -> T>,
}

impl<'r, T> ListVisitor<'r, T> {
    pub(crate) fn new(road: &'r Road<'r>) -> Self {
        Self {
            road,
            of: PhantomData,
        }
    }
}

impl<'de, T: Field> Visitor<'de> for ListVisitor<'_, T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let road = self.road;
        road.enter::<A::Error>()?;
        let rules = road.rules();
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or_default().min(ROOM));
        let (mut index, mut whole) = (0, true);
        loop {
            let here = road.down(Stride::Item(index), rules.items(), false);
            let Some(item) = list.next_element_seed(Seed::<T>::new(&here))? else {
                break;
            };
            index += 1;
            match item {
                Some(item) => items.push(item),
                None => whole = false,
            }
        }
        // Both show the whole list, and the first of them alone: the second road does.
        if !rules.keeps_count(index) {
            return Err(refusal());
        }
        Ok(whole.then_some(items))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Err(refusal())
    }
}
