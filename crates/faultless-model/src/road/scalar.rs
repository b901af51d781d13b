//! Numbers and strings, without an input where nothing is wrong.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

use super::capture::is_sure;
use super::{Road, refusal};
use crate::field::Field;
use crate::input::Input;

/// What a scalar's visitor has in common: values in another form are read as on the second road.
macro_rules! otherwise {
    ($($form:ident)*) => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a scalar")
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            self.0.read_otherwise(&Input::Null)
        }

        $(otherwise!(@$form);)*
    };
    (@bool) => {
        fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
            self.0.read_otherwise(&Input::Bool(value))
        }
    };
    (@text) => {
        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            self.0.read_otherwise(&Input::Text(Cow::Borrowed(text)))
        }
    };
    (@real) => {
        fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
            if !is_sure(value) {
                return Err(refusal());
            }
            self.0.read_otherwise(&Input::Float(value))
        }
    };
    (@whole) => {
        fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
            self.0.read_otherwise(&Input::from(value))
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
            self.0.read_otherwise(&Input::from(value))
        }
    };
}

/// An integer of a machine's width.
pub(crate) struct IntegerVisitor<'r, T>(pub(crate) &'r Road<'r>, pub(crate) PhantomData<fn() -> T>);

impl<T: Field + TryFrom<i64> + TryFrom<u64>> Visitor<'_> for IntegerVisitor<'_, T> {
    type Value = Option<T>;

    otherwise!(bool text real);

    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<T>, E> {
        match T::try_from(value) {
            Ok(fitting) if self.0.rules().keeps_whole(i128::from(value)) => Ok(Some(fitting)),
            _ => self.0.read(&Input::from(value), T::read),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<T>, E> {
        match T::try_from(value) {
            Ok(fitting) if self.0.rules().keeps_whole(i128::from(value)) => Ok(Some(fitting)),
            _ => self.0.read(&Input::from(value), T::read),
        }
    }
}

/// A float.
pub(crate) struct RealVisitor<'r>(pub(crate) &'r Road<'r>);

impl RealVisitor<'_> {
    /// A number that was written as an integer, and is told as one.
    fn whole<W: Into<Input<'static>>, E: Error>(
        &self,
        value: f64,
        written: W,
    ) -> Result<Option<f64>, E> {
        if self.0.rules().keeps_real(value) {
            return Ok(Some(value));
        }
        self.0.read(&written.into(), f64::read)
    }
}

impl Visitor<'_> for RealVisitor<'_> {
    type Value = Option<f64>;

    otherwise!(bool text);

    fn visit_f64<E: Error>(self, value: f64) -> Result<Option<f64>, E> {
        if !is_sure(value) {
            return Err(refusal());
        }
        if self.0.rules().keeps_real(value) {
            return Ok(Some(value));
        }
        self.0.read(&Input::Float(value), f64::read)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest float is what is asked for"
    )]
    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<f64>, E> {
        self.whole(value as f64, value)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest float is what is asked for"
    )]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<f64>, E> {
        self.whole(value as f64, value)
    }
}

/// A string, which is taken from nothing else.
pub(crate) struct TextVisitor<'r, T>(pub(crate) &'r Road<'r>, pub(crate) PhantomData<fn() -> T>);

impl<T: Field + for<'a> From<&'a str>> Visitor<'_> for TextVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Option<T>, E> {
        if self.0.rules().keeps_text(text) {
            return Ok(Some(T::from(text)));
        }
        self.0.read(&Input::Text(Cow::Borrowed(text)), T::read)
    }
}

/// True or false.
pub(crate) struct BoolVisitor<'r>(pub(crate) &'r Road<'r>);

impl Visitor<'_> for BoolVisitor<'_> {
    type Value = Option<bool>;

    otherwise!(text real whole);

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value))
    }
}
