//! Values that may be null.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use super::Road;
use crate::field::Field;

/// `null`, or a value.
pub(crate) struct OptionVisitor<'r, T>(&'r Road<'r>, PhantomData<fn() -> T>);

impl<'r, T> OptionVisitor<'r, T> {
    pub(crate) fn new(road: &'r Road<'r>) -> Self {
        Self(road, PhantomData)
    }
}

impl<'de, T: Field> Visitor<'de> for OptionVisitor<'_, T> {
    type Value = Option<Option<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Some(None))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Some(None))
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Ok(T::accept(deserializer, self.0)?.map(Some))
    }
}
