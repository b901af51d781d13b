//! Values that hold values.

mod frozen;
mod json_text;
mod list;
mod map;
mod patch;
mod row;
mod secret;
mod set;
mod tuple;
mod unique;
mod wrapper;

pub use self::frozen::FrozenSet;
pub use self::json_text::JsonText;
pub(crate) use self::map::{read_entries, redact_entries};
pub use self::patch::Patch;
pub use self::secret::Secret;
pub(crate) use self::set::read_items;
#[cfg(feature = "indexmap")]
pub(crate) use self::{map::map_field, set::set_field};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;

/// What a container is called in its issues.
pub(crate) struct Called {
    /// What is told where the input is none.
    kind: Kind,
    /// Its name, where there are too many items or too few.
    name: &'static str,
}

const LIST: Called = Called {
    kind: Kind::ListType,
    name: "List",
};
const DEQUE: Called = Called {
    kind: Kind::DequeType,
    name: "Deque",
};
const TUPLE: Called = Called {
    kind: Kind::TupleType,
    name: "Tuple",
};
pub(crate) const SET: Called = Called {
    kind: Kind::SetType,
    name: "Set",
};
const FROZEN_SET: Called = Called {
    kind: Kind::FrozenSetType,
    name: "Frozenset",
};

/// Tells that there are too few items.
pub(crate) fn too_short(
    what: &'static str,
    min: usize,
    actual: usize,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Invalid {
    let context = [
        ("field_type", what.into()),
        ("min_length", min.into()),
        ("actual_length", actual.into()),
    ];
    reader.issue(Kind::TooShort, input, context)
}

/// Tells that there are too many items; how many, only where they were all counted.
pub(crate) fn too_long(
    what: &'static str,
    max: usize,
    actual: Option<usize>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Invalid {
    let context = [
        ("field_type", what.into()),
        ("max_length", max.into()),
        ("actual_length", actual.into()),
    ];
    reader.issue(Kind::TooLong, input, context)
}

/// Checks the least number of items, once all of them are read.
fn check_min(
    what: &'static str,
    actual: usize,
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    match rules.min_length {
        Some(min) if actual < min => Err(too_short(what, min, actual, input, reader)),
        _ => Ok(()),
    }
}

/// Checks the length of what is no container, once it is read.
pub(crate) fn check_length(
    length: usize,
    rules: &Rules,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if let Some(max) = rules.max_length.filter(|max| length > *max) {
        return Err(too_long("Value", max, Some(length), input, reader));
    }
    check_min("Value", length, input, rules, reader)
}

/// A value, or the proof of an issue kept in `invalid` while the next ones are read.
fn keep<T>(read: Result<T, Invalid>, invalid: &mut Option<Invalid>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(proof) => {
            *invalid = Some(proof);
            None
        }
    }
}

/// The end of a container: all of it, or the last proof.
fn settle<T>(all: T, invalid: Option<Invalid>) -> Result<T, Invalid> {
    match invalid {
        None => Ok(all),
        Some(proof) => Err(proof),
    }
}

/// Masks each item; what is no list is masked as an item, as it may be one that was sent bare.
pub(crate) fn redact_items(input: &mut Input<'_>, redact: impl Fn(&mut Input<'_>)) {
    match input {
        Input::List(items) => items.iter_mut().for_each(redact),
        other => redact(other),
    }
}
