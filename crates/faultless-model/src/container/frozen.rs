//! `FrozenSet`: a set that nobody changes.

use std::collections::BTreeSet;
use std::collections::btree_set::Iter;
use std::ops::Deref;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::set::read_items;
use super::{FROZEN_SET, redact_items};
use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::{Lengthy, Listed, Rules};
use crate::schema::{Schema, Schemas, set_of};

/// A set that nobody changes, as Python's `frozenset`: its items in order, and a clone costs nothing.
///
/// It is read as any set is; what is no list is kind `frozen_set_type`.
///
/// # Example
/// ```
/// use faultless_model::{FrozenSet, from_json};
///
/// let tags: FrozenSet<String> = from_json(br#"["b", "a", "b"]"#).unwrap();
/// assert!(tags.contains("a"));
/// assert_eq!(serde_json::to_string(&tags).unwrap(), r#"["a","b"]"#);
/// ```
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrozenSet<T>(Arc<BTreeSet<T>>);

impl<T: Field + Ord> Field for FrozenSet<T> {
    const SHAPE: Shape = Shape::List;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        set_of::<T>(schemas, rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let mut set = BTreeSet::new();
        let mut reader = reader.reading::<Self>();
        read_items(&FROZEN_SET, input, rules, &mut reader, |item| {
            set.insert(item);
            set.len()
        })?;
        Ok(set.into())
    }

    fn redact(input: &mut Input<'_>) {
        redact_items(input, T::redact);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

impl<T> Lengthy for FrozenSet<T> {}
impl<T> Listed for FrozenSet<T> {
    type Item = T;
}

impl<T> Clone for FrozenSet<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for FrozenSet<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Deref for FrozenSet<T> {
    type Target = BTreeSet<T>;

    fn deref(&self) -> &BTreeSet<T> {
        &self.0
    }
}

impl<T> From<BTreeSet<T>> for FrozenSet<T> {
    fn from(set: BTreeSet<T>) -> Self {
        Self(Arc::new(set))
    }
}

impl<T: Ord> FromIterator<T> for FrozenSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        BTreeSet::from_iter(items).into()
    }
}

impl<'a, T> IntoIterator for &'a FrozenSet<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T: Serialize> Serialize for FrozenSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de> + Ord> Deserialize<'de> for FrozenSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeSet::deserialize(deserializer).map(Self::from)
    }
}
