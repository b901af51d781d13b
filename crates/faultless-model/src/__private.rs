//! What the code of `#[derive(Model)]` may name. No part of the public face.

pub use std::sync::OnceLock;

use std::borrow::Cow;
use std::cell::Cell;

pub use crate::choice::{Form, Literal, read_literal, read_name, read_number};
use crate::field::{Field, Shape};
use crate::input::Input;
use crate::issue::MASK;
use crate::kind::Kind;
use crate::reader::{At, Invalid, Reader};
pub use crate::road::{Key, Next, Object, Parts, ReadWith, Slot, Unread, accept_model};
use crate::rules::Rules;
pub use crate::schema::{
    Describe, Member, NoField, Part, Style, Written, by as by_schema, choice as choice_schema,
    model as model_schema, newtype as newtype_schema, object as object_schema,
    union as union_schema,
};
pub use crate::told::{NotTold, Told};
pub use crate::union::{read_named, read_smart, read_tagged};
use crate::violation::Violation;
pub use serde::de::{Deserializer, MapAccess};

/// The entries of an object that a model is read from.
pub struct Entries<'i, 'a> {
    input: &'i Input<'a>,
    all: &'i [(Cow<'a, str>, Input<'a>)],
    /// How many fields were found.
    found: Cell<usize>,
}

/// One field of a model, as it is read.
#[derive(Clone, Copy)]
pub struct Place<'s> {
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
        Ok(Self {
            input,
            all: entries,
            found: Cell::new(0),
        })
    }

    fn find(&self, names: &[&'static str]) -> Option<(&'static str, &'i Input<'a>)> {
        let found = names.iter().find_map(|name| {
            let (_, value) = self.all.iter().find(|(key, _)| key == name)?;
            Some((*name, value))
        });
        if found.is_some() {
            self.found.set(self.found.get() + 1);
        }
        found
    }

    /// Reads a field that must be there, unless its type has a value for nothing.
    ///
    /// # Errors
    /// The issues of its type, or kind `missing`.
    pub fn required<T: Field>(
        &self,
        place: Place<'_>,
        way: ReadWith<T>,
        reader: &mut Reader<'_>,
    ) -> Result<T, Invalid> {
        match (self.find(place.names), T::absent()) {
            (Some((name, value)), _) => read(name, value, place, way, reader),
            (None, Some(absent)) => Ok(absent),
            (None, None) => Err(self.missing(place, reader)),
        }
    }

    /// Reads a field that must be there, also where its type has a value for nothing.
    ///
    /// # Errors
    /// As [`required`](Self::required).
    pub fn demanded<T>(
        &self,
        place: Place<'_>,
        way: ReadWith<T>,
        reader: &mut Reader<'_>,
    ) -> Result<T, Invalid> {
        match self.find(place.names) {
            Some((name, value)) => read(name, value, place, way, reader),
            None => Err(self.missing(place, reader)),
        }
    }

    fn missing(&self, place: Place<'_>, reader: &mut Reader<'_>) -> Invalid {
        let name = place.names.first().copied().unwrap_or_default();
        reader.missing_at(At::Known(name), self.input)
    }

    /// Reads a field that has a default.
    ///
    /// # Errors
    /// The issues of its type.
    pub fn or_else<T>(
        &self,
        place: Place<'_>,
        way: ReadWith<T>,
        default: impl FnOnce() -> T,
        reader: &mut Reader<'_>,
    ) -> Result<T, Invalid> {
        match self.find(place.names) {
            Some((name, value)) => read(name, value, place, way, reader),
            None => Ok(default()),
        }
    }

    /// Reads a field whose own fields stand among those of the model: from all entries that no other field has.
    ///
    /// # Errors
    /// The issues of its type, at the place of the model.
    pub fn flattened<T>(
        &self,
        known: &[&[&str]],
        rules: &Rules,
        way: ReadWith<T>,
        reader: &mut Reader<'_>,
    ) -> Result<T, Invalid> {
        let rest = self.all.iter().filter(|(name, _)| !is_known(name, known));
        way(&Input::Object(rest.cloned().collect()), rules, reader)
    }

    /// Tells every entry whose name is not known, in the order they were sent.
    ///
    /// # Errors
    /// Kind `extra_forbidden`, one for each.
    pub fn deny_unknown(&self, known: &[&[&str]], reader: &mut Reader<'_>) -> Result<(), Invalid> {
        let mut told = Ok(());
        for (name, value) in self.all {
            if !is_known(name, known) && !reader.is_tag(name) {
                told = Err(reader.at(name).refuse(Kind::ExtraForbidden, value));
            }
        }
        told
    }

    /// Counts the fields that were sent, for unions to choose by.
    pub fn count(&self, reader: &mut Reader<'_>) {
        let found = u32::try_from(self.found.get()).unwrap_or(u32::MAX);
        let fields = &mut reader.fit().fields;
        *fields = Some(fields.unwrap_or_default().saturating_add(found));
    }
}

fn is_known(name: &str, known: &[&[&str]]) -> bool {
    known.iter().any(|names| names.contains(&name))
}

fn read<T>(
    name: &'static str,
    value: &Input<'_>,
    place: Place<'_>,
    way: ReadWith<T>,
    reader: &mut Reader<'_>,
) -> Result<T, Invalid> {
    let mut there = reader.at(At::Known(name));
    if place.secret {
        return way(value, place.rules, &mut there.secret());
    }
    way(value, place.rules, &mut there)
}

/// Asks a validator.
///
/// # Errors
/// The issue that its violation becomes.
pub fn hold<T, E: Into<Violation>>(
    value: &T,
    validator: impl FnOnce(&T) -> Result<(), E>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    validator(value).map_err(|violation| reader.violation(violation.into(), input))
}

/// Whether a validator is content: what the fast road asks.
///
/// # Errors
/// Where it is not.
pub fn holds<T, E>(value: &T, validator: impl FnOnce(&T) -> Result<(), E>) -> Result<(), Unread> {
    validator(value).map_err(|_| Unread)
}

/// What a field gave on the fast road, or what stands in for it where it was not sent.
///
/// # Errors
/// Where nothing stands in for it.
pub fn or_absent<T>(
    slot: Slot<T>,
    absent: impl FnOnce() -> Option<T>,
) -> Result<Option<T>, Unread> {
    match slot {
        Some(read) => Ok(read),
        None => absent().map(Some).ok_or(Unread),
    }
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

/// Reads a value in a way.
///
/// # Errors
/// Those of the way.
pub fn by<T>(
    way: ReadWith<T>,
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<T, Invalid> {
    way(input, rules, reader)
}

/// Asks that an input is null.
///
/// # Errors
/// Kind `none_required`.
pub fn null(input: &Input<'_>, reader: &mut Reader<'_>) -> Result<(), Invalid> {
    match input {
        Input::Null => Ok(()),
        other => Err(reader.refuse(Kind::NoneRequired, other)),
    }
}

/// Reads what stands under a name beside the tag.
///
/// # Errors
/// Kind `missing`, and the issues of the reading.
pub fn content<T>(
    name: &'static str,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    read: impl FnOnce(&Input<'_>, &mut Reader<'_>) -> Result<T, Invalid>,
) -> Result<T, Invalid> {
    match input.get(name) {
        Some(content) => read(content, &mut reader.at(At::Known(name))),
        None => Err(reader.missing_at(At::Known(name), input)),
    }
}

/// What a union looks like: as its members do where they agree, else as an object.
#[must_use]
pub const fn shape_of(members: &[Shape]) -> Shape {
    let Some((first, mut rest)) = members.split_first() else {
        return Shape::Object;
    };
    while let Some((next, others)) = rest.split_first() {
        if !matches!(
            (first, next),
            (Shape::Scalar, Shape::Scalar) | (Shape::List, Shape::List)
        ) {
            return Shape::Object;
        }
        rest = others;
    }
    *first
}
