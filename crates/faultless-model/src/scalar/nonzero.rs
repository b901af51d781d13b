//! Integers that are not zero.

use std::num::NonZero;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Bounded, Rules};
use crate::schema::{Schema, Schemas};
use crate::violation::Violation;

/// Zero where there are no negative numbers: greater than zero is what is left.
fn not_positive(input: &Input<'_>, reader: &mut Reader<'_>) -> Invalid {
    reader.issue(Kind::GreaterThan, input, [("gt", 0.into())])
}

/// Zero between negative and positive numbers, which pydantic has no kind for.
fn zero(input: &Input<'_>, reader: &mut Reader<'_>) -> Invalid {
    let violation = Violation::new("non_zero", "Input should not be zero");
    reader.violation(violation, input)
}

macro_rules! nonzero {
    ($refuse:ident $words:literal: $($integer:ty)*) => {$(
        #[doc = $words]
        impl Field for NonZero<$integer> {
            const SHAPE: Shape = Shape::Scalar;

            fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
                let schema = Schema::typed("integer").under(rules);
                schema.between(Self::MIN.get(), Self::MAX.get())
            }

            fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
                let value = <$integer>::read(input, rules, reader)?;
                Self::new(value).ok_or_else(|| $refuse(input, reader))
            }
        }

        impl Bounded<i128> for NonZero<$integer> {}
    )*};
}
nonzero!(not_positive "An integer above zero (kind `greater_than`).": u8 u16 u32 u64 u128 usize);
nonzero!(zero "An integer that is not zero (kind `non_zero`).": i8 i16 i32 i64 i128 isize);
