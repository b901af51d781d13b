//! Any value as an [`Input`]; and values that nobody asked for.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Road, refusal};
use crate::input::Input;

/// Beyond this a float may be an integer that was too wide, whose digits are gone.
const WIDEST: f64 = 9_007_199_254_740_992.0 * 1024.0;

/// Reads any value as an input.
///
/// # Errors
/// What `serde_json` refuses, what nests too deep, and numbers whose digits would be lost: the second road has them.
pub(crate) fn capture<'de, D: Deserializer<'de>>(
    deserializer: D,
    road: &Road<'_>,
) -> Result<Input<'de>, D::Error> {
    let levels = road.sink.deepest().checked_sub(road.depth);
    let levels = levels.map_or(0, |levels| levels + 1);
    Capture { levels }.deserialize(deserializer)
}

/// How many levels of lists and objects may still come.
#[derive(Clone, Copy)]
struct Capture {
    levels: usize,
}

impl Capture {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Self { levels }),
            None => Err(refusal()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Capture {
    type Value = Input<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Input<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Capture {
    type Value = Input<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Input<'de>, E> {
        Ok(Input::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Input<'de>, E> {
        Ok(Input::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Input<'de>, E> {
        Ok(Input::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Input<'de>, E> {
        Ok(Input::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Input<'de>, E> {
        if is_sure(value) {
            Ok(Input::Float(value))
        } else {
            Err(refusal())
        }
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Input<'de>, E> {
        Ok(Input::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Input<'de>, E> {
        Ok(Input::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Input<'de>, A::Error> {
        let deeper = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(deeper)? {
            items.push(item);
        }
        Ok(Input::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Input<'de>, A::Error> {
        let deeper = self.deeper()?;
        let mut entries = Vec::new();
        while let Some(name) = object.next_key_seed(Name)? {
            entries.push((name, object.next_value_seed(deeper)?));
        }
        Ok(Input::object(entries))
    }
}

/// Whether a float is the number that was written: not the nearest one to an integer too wide, nor `-0`, which is an
/// integer without a sign.
pub(super) fn is_sure(value: f64) -> bool {
    value.abs() < WIDEST && !(value == 0.0 && value.is_sign_negative())
}

/// The name of an entry, borrowed where it has no escapes.
#[derive(Clone, Copy)]
pub(super) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// Passes over a value that nobody asked for, as deep as values may nest.
pub(crate) struct Skip {
    levels: usize,
}

impl Skip {
    /// For an entry of the object that the road stands at.
    pub(super) fn below(road: &Road<'_>) -> Self {
        Self {
            levels: road.sink.deepest().saturating_sub(road.depth),
        }
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Self { levels }),
            None => Err(refusal()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Not `deserialize_ignored_any`: that goes down without a limit.
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skip {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _value: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _value: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _value: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _value: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _text: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { levels } = self.deeper()?;
        while list.next_element_seed(Self { levels })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { levels } = self.deeper()?;
        while object.next_key_seed(Name)?.is_some() {
            object.next_value_seed(Self { levels })?;
        }
        Ok(())
    }
}
