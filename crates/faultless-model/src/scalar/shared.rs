//! Strings that are shared or borrowed: `Arc<str>`, `Rc<str>`, `Cow<'static, str>`.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use serde::de::Deserializer;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::road::Road;
use crate::rules::{Lengthy, Rules, Textual};
use crate::schema::{Schema, Schemas};

macro_rules! texts {
    ($($text:ty)*) => {$(
        /// A string.
        impl Field for $text {
            const SHAPE: Shape = Shape::Scalar;

            fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
                Schema::string().under(rules)
            }

            fn accept<'de, D: Deserializer<'de>>(
                deserializer: D,
                road: &Road<'_>,
            ) -> Result<Option<Self>, D::Error> {
                Ok(String::accept(deserializer, road)?.map(Self::from))
            }

            fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
                String::read(input, rules, reader).map(Self::from)
            }
        }

        impl Lengthy for $text {}
        impl Textual for $text {}
    )*};
}
texts!(Arc<str> Rc<str> Cow<'static, str>);
