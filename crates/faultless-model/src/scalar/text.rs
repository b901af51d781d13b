//! Strings and characters.

use std::marker::PhantomData;

use serde::de::Deserializer;
use std::borrow::Cow;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::{Road, TextVisitor};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// Reads a text: without the space around it if the rules trim it, then checked, then in the case the rules ask for.
fn read_text<'i>(
    input: &'i Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<Cow<'i, str>, Invalid> {
    let Input::Text(text) = input else {
        return Err(reader.refuse(Kind::StringType, input));
    };
    if rules.are_none() {
        return Ok(Cow::Borrowed(text));
    }
    let text = rules.trimmed(text);
    rules.check_text(text, input, reader)?;
    Ok(rules.cased(text))
}

impl Field for String {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::string().under(rules)
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_str(TextVisitor(road, PhantomData))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        read_text(input, rules, reader).map(Cow::into_owned)
    }
}

impl Field for Box<str> {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::string().under(rules)
    }

    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_str(TextVisitor(road, PhantomData))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        read_text(input, rules, reader).map(Box::from)
    }
}

/// A string of exactly one character.
impl Field for char {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::string()
            .under(rules)
            .with("minLength", 1)
            .with("maxLength", 1)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let text = read_text(input, rules, reader)?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            (None, _) => Err(reader.issue(Kind::StringTooShort, input, [("min_length", 1.into())])),
            (Some(_), Some(_)) => {
                Err(reader.issue(Kind::StringTooLong, input, [("max_length", 1.into())]))
            }
        }
    }
}
