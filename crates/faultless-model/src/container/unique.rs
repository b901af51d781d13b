//! The rule `unique`: no two items of a list are the same.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::input::Input;
use crate::opaque::Opaque;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::violation::Violation;

/// A value in the one form that all values equal to it have: numbers by what they are worth, objects by name.
#[derive(PartialEq, Eq, Hash)]
enum Worth<'i> {
    Null,
    Bool(bool),
    /// An integer, whether it was written as one or as a float.
    Whole(Cow<'i, str>),
    /// The bits of any other float.
    Real(u64),
    Text(&'i str),
    List(Vec<Worth<'i>>),
    Object(Vec<(&'i str, Worth<'i>)>),
    /// The bytes of what is no JSON.
    Bytes(&'i [u8]),
    /// What is no JSON and has no bytes at hand: the same as itself alone.
    Opaque(&'i Opaque),
}

impl<'i> Worth<'i> {
    fn of(input: &'i Input<'_>) -> Self {
        match input {
            Input::Null => Self::Null,
            Input::Bool(value) => Self::Bool(*value),
            Input::Int(digits) if digits == "-0" => Self::Whole(Cow::Borrowed("0")),
            Input::Int(digits) => Self::Whole(Cow::Borrowed(digits)),
            Input::Float(0.0) => Self::Whole(Cow::Borrowed("0")),
            Input::Float(value) if value.fract() == 0.0 => {
                Self::Whole(format!("{value:.0}").into())
            }
            // All that is no number is the same.
            Input::Float(value) if value.is_nan() => Self::Real(f64::NAN.to_bits()),
            Input::Float(value) => Self::Real(value.to_bits()),
            Input::Text(text) => Self::Text(text),
            Input::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Input::Object(entries) => {
                let mut entries: Vec<(&str, Self)> = entries
                    .iter()
                    .map(|(name, value)| (name.as_ref(), Self::of(value)))
                    .collect();
                entries.sort_by_key(|(name, _)| *name);
                Self::Object(entries)
            }
            Input::Opaque(value) => value.bytes().map_or(Self::Opaque(value), Self::Bytes),
        }
    }
}

/// Tells the first item that was there before, where none may be.
///
/// By a hash that nobody can foresee: comparing every item with every other would cost a client little and us much.
pub(super) fn check_unique(
    items: &[Input<'_>],
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if !rules.unique {
        return Ok(());
    }
    let mut places = HashMap::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if let Some(first) = places.insert(Worth::of(item), index) {
            let violation = Violation::new("unique_items", "the list has duplicated items")
                .with_context("first", first)
                .with_context("second", index);
            return Err(reader.violation(violation, input));
        }
    }
    Ok(())
}
