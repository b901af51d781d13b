//! `Option`, and what holds one value: `Box`, `Arc`, `Rc`.

use std::rc::Rc;
use std::sync::Arc;

use serde::de::Deserializer;

use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::model::{Contents, FieldDoc};
use crate::reader::{Invalid, Reader};
use crate::road::{OptionVisitor, Road};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// `null` or a value; absent, it is `None`.
impl<T: Field> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const UPLOADED: bool = T::UPLOADED;

    fn closed() -> bool {
        T::closed()
    }

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        T::schema(schemas, rules).nullable()
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(OptionVisitor::new(road))
    }

    fn known_fields() -> Option<&'static [FieldDoc]> {
        T::known_fields()
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        match input {
            Input::Null => Ok(None),
            other => T::read(other, rules, reader).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn redact(input: &mut Input<'_>) {
        T::redact(input);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }

    fn contents() -> Contents {
        T::contents()
    }
}

macro_rules! holders {
    ($($holder:ident)*) => {$(
        /// What it holds.
        impl<T: Field> Field for $holder<T> {
            const SHAPE: Shape = T::SHAPE;
            const UPLOADED: bool = T::UPLOADED;

            fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
                T::schema(schemas, rules)
            }

            fn accept<'de, D: Deserializer<'de>>(
                deserializer: D,
                road: &Road<'_>,
            ) -> Result<Option<Self>, D::Error> {
                Ok(T::accept(deserializer, road)?.map(Self::new))
            }

            fn known_fields() -> Option<&'static [FieldDoc]> {
                T::known_fields()
            }

            fn closed() -> bool {
                T::closed()
            }

            fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
                T::read(input, rules, reader).map(Self::new)
            }

            fn absent() -> Option<Self> {
                T::absent().map(Self::new)
            }

            fn redact(input: &mut Input<'_>) {
                T::redact(input);
            }

            fn secretive(seen: &mut Seen) -> bool {
                T::secretive(seen)
            }

            fn contents() -> Contents {
                T::contents()
            }
        }
    )*};
}
holders!(Box Arc Rc);
