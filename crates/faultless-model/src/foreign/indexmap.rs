//! `indexmap`'s map and set, which keep the order that was sent.

use std::hash::{BuildHasher, Hash};

use indexmap::{IndexMap, IndexSet};

use crate::container::{map_field, set_field};
use crate::field::Field;
use crate::rules::{Lengthy, Listed};

map_field!([K: Field + Hash + Eq, V: Field, S: BuildHasher + Default] IndexMap<K, V, S>, K, V);
set_field!([T: Field + Hash + Eq, S: BuildHasher + Default] IndexSet<T, S>, T);

impl<K, V, S> Lengthy for IndexMap<K, V, S> {}
impl<K, V, S> Listed for IndexMap<K, V, S> {
    type Item = V;
}
impl<T, S> Lengthy for IndexSet<T, S> {}
impl<T, S> Listed for IndexSet<T, S> {
    type Item = T;
}
