//! What the code of `#[derive(Model)]` may name. No part of the public face.

pub use std::sync::OnceLock;

use std::borrow::Cow;

pub use crate::choice::{Form, read_name, read_number};
use crate::field::Field;
use crate::input::Input;
use crate::issue::MASK;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;

/// The entries of an object that a model is read from.
#[derive(Clone, Copy)]
pub struct Entries<'i, 'a> {
    input: &'i Input<'a>,
    entries: &'i [(Cow<'a, str>, Input<'a>)],
}

/// One field of a model, as it is read.
#[derive(Clone, Copy)]
pub struct Slot<'s> {
    /// The names it is read by; the first is the one that is told.
    pub names: &'s [&'static str],
    /// Its rules.
    pub rules: &'s Rules,
    /// Whether it is never shown.
    pub secret: bool,
}

impl<'i, 'a> Entries<'i, 'a> {
    /// The entries of an input that is to be an object.
    ///
    /// # Errors
    /// Kind `model_attributes_type` for anything else.
    pub fn of(input: &'i Input<'a>, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Input::Object(entries) = input else {
            return Err(reader.refuse(Kind::ModelAttributesType, input));
        };
        reader.descend(input)?;
        Ok(Self { input, entries })
    }

    fn find(&self, names: &[&'static str]) -> Option<(&'static str, &'i Input<'a>)> {
        names.iter().find_map(|name| {
            let (_, value) = self.entries.iter().find(|(key, _)| key == name)?;
            Some((*name, value))
        })
    }

    /// Reads a field that must be there, unless its type has a value for nothing.
    ///
    /// # Errors
    /// The issues of its type, or kind `missing`.
    pub fn required<T: Field>(
        &self,
        slot: Slot<'_>,
        reader: &mut Reader<'_>,
    ) -> Result<T, Invalid> {
        match (self.find(slot.names), T::absent()) {
            (Some((name, value)), _) => read(name, value, slot, reader),
            (None, Some(absent)) => Ok(absent),
            (None, None) => {
                let name = slot.names.first().copied().unwrap_or_default();
                Err(reader.missing_at(name, self.input))
            }
        }
    }

    /// Reads a field that has a default.
    ///
    /// # Errors
    /// The issues of its type.
    pub fn or_else<T: Field>(
        &self,
        slot: Slot<'_>,
        default: impl FnOnce() -> T,
        reader: &mut Reader<'_>,
    ) -> Result<T, Invalid> {
        match self.find(slot.names) {
            Some((name, value)) => read(name, value, slot, reader),
            None => Ok(default()),
        }
    }

    /// Tells every entry whose name is not known, in the order they were sent.
    ///
    /// # Errors
    /// Kind `extra_forbidden`, one for each.
    pub fn deny_unknown(&self, known: &[&[&str]], reader: &mut Reader<'_>) -> Result<(), Invalid> {
        let mut told = Ok(());
        for (name, value) in self.entries {
            if !known
                .iter()
                .any(|names| names.iter().any(|known| known == name))
            {
                told = Err(reader.at(name).refuse(Kind::ExtraForbidden, value));
            }
        }
        told
    }
}

fn read<T: Field>(
    name: &str,
    value: &Input<'_>,
    slot: Slot<'_>,
    reader: &mut Reader<'_>,
) -> Result<T, Invalid> {
    let mut there = reader.at(name);
    if slot.secret {
        return T::read(value, slot.rules, &mut there.secret());
    }
    T::read(value, slot.rules, &mut there)
}

/// Masks the values of an object under these names.
pub fn mask(input: &mut Input<'_>, names: &[&str]) {
    redact(input, names, mask_all);
}

/// Masks what the values of an object under these names must not show.
pub fn redact(input: &mut Input<'_>, names: &[&str], redact: impl Fn(&mut Input<'_>)) {
    if let Input::Object(entries) = input {
        let held = entries
            .iter_mut()
            .filter(|(key, _)| names.iter().any(|name| name == key));
        held.for_each(|(_, value)| redact(value));
    }
}

/// Masks a whole value: a secret, or what was sent in the place of an object that holds one.
pub fn mask_all(input: &mut Input<'_>) {
    if !matches!(input, Input::Null) {
        *input = Input::Text(Cow::Borrowed(MASK));
    }
}
