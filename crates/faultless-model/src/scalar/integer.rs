//! Rust's integers.

use std::marker::PhantomData;

use serde::de::Deserializer;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::{IntegerVisitor, Road};
use crate::rules::{Rules, check_whole};
use crate::scalar::{Whole, read_whole};
use crate::schema::{Schema, Schemas};

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Field for $integer {
            const SHAPE: Shape = Shape::Scalar;

            fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
                Schema::typed("integer").under(rules).between(<$integer>::MIN, <$integer>::MAX)
            }

            #[inline]
            fn accept<'de, D: Deserializer<'de>>(deserializer: D, road: &Road<'_>) -> Result<Option<Self>, D::Error> {
                deserializer.deserialize_any(IntegerVisitor(road, PhantomData))
            }

            fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
                let value = read_whole(input, rules, reader)?;
                // The declared bounds come before the type's own, as the tighter ones say more.
                check_whole(rules, &value, input, reader)?;
                let fitting = match &value {
                    Whole::Small(value) => <$integer>::try_from(*value).ok(),
                    Whole::Big(digits) => digits.parse().ok(),
                };
                fitting.ok_or_else(|| {
                    if value.is_negative() {
                        reader.issue(Kind::GreaterThanEqual, input, [("ge", <$integer>::MIN.into())])
                    } else {
                        reader.issue(Kind::LessThanEqual, input, [("le", <$integer>::MAX.into())])
                    }
                })
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
