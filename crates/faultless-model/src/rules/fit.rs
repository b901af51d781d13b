//! Which rule fits which type, so that a misfit is told by the compiler.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::container::{JsonText, Patch, Secret};
use crate::input::Input;

/// A bound as it was written; the type that is read decides what it means.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BoundValue {
    /// An integer.
    Whole(i128),
    /// A number with a fraction.
    Real(f64),
    /// A decimal number as its digits.
    Digits(Cow<'static, str>),
}

impl BoundValue {
    /// The bound as a float reads it.
    pub(crate) fn real(&self) -> f64 {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a bound of a float is compared as a float"
            )]
            Self::Whole(value) => *value as f64,
            Self::Real(value) => *value,
            Self::Digits(digits) => digits.parse().unwrap_or(f64::NAN),
        }
    }

    /// The bound as an issue's context shows it.
    pub(crate) fn input(&self) -> Input<'static> {
        match self {
            Self::Whole(value) => Input::from(*value),
            Self::Real(value) => Input::Float(*value),
            Self::Digits(digits) => Input::Text(digits.clone()),
        }
    }
}

impl From<i128> for BoundValue {
    fn from(value: i128) -> Self {
        Self::Whole(value)
    }
}

impl From<f64> for BoundValue {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<&'static str> for BoundValue {
    fn from(digits: &'static str) -> Self {
        Self::Digits(Cow::Borrowed(digits))
    }
}

/// A number that bounds of type `B` fit: `gt`, `ge`, `lt`, `le`, `multiple_of`.
#[diagnostic::on_unimplemented(
    message = "a bound of type `{B}` does not fit `{Self}`",
    label = "this rule does not fit `{Self}`",
    note = "`gt`, `ge`, `lt`, `le` and `multiple_of` are rules for numbers: whole bounds for integers, any for floats",
    note = "for strings and lists write `min_length` and `max_length`"
)]
pub trait Bounded<B> {}

/// A type that has a length: `min_length`, `max_length`.
#[diagnostic::on_unimplemented(
    message = "`min_length` and `max_length` do not fit `{Self}`: they are rules for strings and lists",
    label = "`{Self}` has no length",
    note = "for numbers write `ge` and `le`"
)]
pub trait Lengthy {}

/// A string: `pattern`, `ascii`, `trim`, `lowercase`, `uppercase`.
#[diagnostic::on_unimplemented(
    message = "`pattern`, `ascii`, `trim`, `lowercase` and `uppercase` do not fit `{Self}`: they are rules for strings",
    label = "`{Self}` is no string",
    note = "for the items of a list write `items(pattern = \"…\")`"
)]
pub trait Textual {}

/// A number that may be infinite: `allow_inf_nan`.
#[diagnostic::on_unimplemented(
    message = "`allow_inf_nan` does not fit `{Self}`: it is a rule for floats",
    label = "`{Self}` is no float"
)]
pub trait Real {}

/// A decimal number: `max_digits`, `decimal_places`.
#[diagnostic::on_unimplemented(
    message = "`max_digits` and `decimal_places` do not fit `{Self}`: they are rules for decimal numbers",
    label = "`{Self}` is no decimal number",
    note = "use `bigdecimal::BigDecimal` or `rust_decimal::Decimal`, with the feature of that name"
)]
pub trait Decimal {}

/// A date or a datetime: `past`, `future`.
#[diagnostic::on_unimplemented(
    message = "`past` and `future` do not fit `{Self}`: they are rules for dates and datetimes",
    label = "`{Self}` is no date and no datetime"
)]
pub trait Dated {}

/// A datetime or a time that may have an offset from UTC: `aware`, `naive`.
#[diagnostic::on_unimplemented(
    message = "`aware` and `naive` do not fit `{Self}`: they are rules for datetimes and times that may have an offset",
    label = "`{Self}` leaves nothing open about its offset",
    note = "the types of jiff and chrono say by themselves whether they have an offset"
)]
pub trait Zoned {}

/// A datetime or a time with an offset from UTC: `utc_offset`.
#[diagnostic::on_unimplemented(
    message = "`utc_offset` does not fit `{Self}`: it is a rule for datetimes and times with an offset",
    label = "`{Self}` has no offset"
)]
pub trait Shifted {}

/// A type with items: `items`, `min_items`, `max_items`.
#[diagnostic::on_unimplemented(
    message = "`items`, `min_items` and `max_items` do not fit `{Self}`: they are for lists, sets and maps",
    label = "`{Self}` has no items",
    note = "write the rules themselves, without `items(…)`; for the length of a string `min_length` and `max_length`"
)]
pub trait Listed {
    /// What its items are; the values of a map.
    type Item;
}

/// A list whose items may repeat: `unique`.
#[diagnostic::on_unimplemented(
    message = "`unique` does not fit `{Self}`: it is a rule for lists",
    label = "`{Self}` is no list",
    note = "the items of a set are unique by themselves"
)]
pub trait Sequence {}

/// A UUID: `version`.
#[diagnostic::on_unimplemented(
    message = "`version` does not fit `{Self}`: it is a rule for UUIDs",
    label = "`{Self}` is no UUID",
    note = "use `uuid::Uuid`, with the feature `uuid`"
)]
pub trait Versioned {}

macro_rules! whole {
    ($($integer:ty)*) => {$(
        impl Bounded<i128> for $integer {}
    )*};
}
whole!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);
impl Bounded<f64> for f32 {}
impl Bounded<f64> for f64 {}
impl Real for f32 {}
impl Real for f64 {}
impl Lengthy for String {}
impl Textual for String {}

/// A wrapper that passes rules on to what it holds.
macro_rules! forward {
    ($($wrapper:ident)*) => {$(
        impl<B, T: Bounded<B>> Bounded<B> for $wrapper<T> {}
        impl<T: Lengthy> Lengthy for $wrapper<T> {}
        impl<T: Textual> Textual for $wrapper<T> {}
        impl<T: Real> Real for $wrapper<T> {}
        impl<T: Dated> Dated for $wrapper<T> {}
        impl<T: Zoned> Zoned for $wrapper<T> {}
        impl<T: Shifted> Shifted for $wrapper<T> {}
        impl<T: Decimal> Decimal for $wrapper<T> {}
        impl<T: Sequence> Sequence for $wrapper<T> {}
        impl<T: Versioned> Versioned for $wrapper<T> {}
        impl<T: Listed> Listed for $wrapper<T> {
            type Item = T::Item;
        }
    )*};
}
forward!(Option Box Arc Rc Patch Secret JsonText);
