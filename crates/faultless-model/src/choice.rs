//! One of a few values, by name or by number.

use std::fmt::Write as _;

use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::scalar::{Whole, parse_whole, whole_of_float};

/// How a choice is told apart from others: pydantic's `Enum` or its `Literal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Kind `enum`.
    Enum,
    /// Kind `literal_error`; numbers in strings are not taken.
    Literal,
}

impl Form {
    fn kind(self) -> Kind {
        match self {
            Self::Enum => Kind::Enum,
            Self::Literal => Kind::LiteralError,
        }
    }
}

/// Reads one of the names; each comes with the index of its choice, the first of a choice is the one that is told.
///
/// # Errors
/// The kind of the form, with what was expected.
pub fn read_name(
    form: Form,
    names: &[(&str, usize)],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<usize, Invalid> {
    if let Input::Text(text) = input
        && let Some((_, choice)) = names.iter().find(|(name, _)| name == text)
    {
        return Ok(*choice);
    }
    // Listed only for an issue that is kept: a list of millions of wrong names would list its choices as often.
    let expected = std::iter::once_with(|| {
        let mut told = None;
        let firsts = names
            .iter()
            .filter(|(_, choice)| told.replace(*choice) != Some(*choice));
        let expected = one_of(firsts.map(|(name, _)| quoted(name)));
        ("expected", expected.into())
    });
    Err(reader.issue(form.kind(), input, expected))
}

/// Reads one of the numbers, as its index.
///
/// # Errors
/// The kind of the form, with what was expected.
pub fn read_number(
    form: Form,
    numbers: &[i128],
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<usize, Invalid> {
    let number = match input {
        Input::Int(digits) => Some(Whole::of(digits.as_ref().into())),
        Input::Bool(value) if !rules.strict() => Some(Whole::Small(i128::from(*value))),
        Input::Float(value) if !rules.strict() => whole_of_float(*value).ok().map(Whole::Small),
        Input::Text(text) if form == Form::Enum && !rules.strict() => parse_whole(text).ok(),
        _ => None,
    };
    let choice = match number {
        Some(Whole::Small(number)) => numbers.iter().position(|choice| *choice == number),
        _ => None,
    };
    choice.ok_or_else(|| {
        let expected = std::iter::once_with(|| {
            let expected = one_of(numbers.iter().map(i128::to_string));
            ("expected", expected.into())
        });
        reader.issue(form.kind(), input, expected)
    })
}

/// One value of a literal that mixes names, numbers, `null`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// A string.
    Name(&'static str),
    /// An integer.
    Number(i128),
    /// True or false.
    Bool(bool),
    /// Null.
    Null,
}

impl Literal {
    /// Whether an input is this value; numbers and truth values are the same where Python calls them equal.
    fn is(self, input: &Input<'_>) -> bool {
        let number = |number| match input {
            Input::Int(digits) => Whole::of(digits.as_ref().into()) == Whole::Small(number),
            Input::Bool(value) => i128::from(*value) == number,
            Input::Float(value) => whole_of_float(*value).is_ok_and(|value| value == number),
            _ => false,
        };
        match self {
            Self::Name(name) => matches!(input, Input::Text(text) if text == name),
            Self::Number(value) => number(value),
            Self::Bool(value) => number(i128::from(value)),
            Self::Null => matches!(input, Input::Null),
        }
    }

    fn told(self) -> String {
        match self {
            Self::Name(name) => quoted(name),
            Self::Number(number) => number.to_string(),
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Null => "None".to_owned(),
        }
    }
}

/// Reads one of the values of a literal, as the index of its choice.
///
/// # Errors
/// The kind of the form, with what was expected.
pub fn read_literal(
    form: Form,
    literals: &[(Literal, usize)],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<usize, Invalid> {
    if let Some((_, choice)) = literals.iter().find(|(literal, _)| literal.is(input)) {
        return Ok(*choice);
    }
    let expected = std::iter::once_with(|| {
        let expected = one_of(literals.iter().map(|(literal, _)| literal.told()));
        ("expected", expected.into())
    });
    Err(reader.issue(form.kind(), input, expected))
}

/// Lists choices as a sentence: `1, 2 or 3`.
fn one_of(choices: impl Iterator<Item = String>) -> String {
    let mut choices: Vec<String> = choices.collect();
    let last = choices.pop().unwrap_or_default();
    if choices.is_empty() {
        last
    } else {
        format!("{} or {last}", choices.join(", "))
    }
}

/// A string as Python's `repr` writes it: in single quotes unless only double ones spare an escape.
pub(crate) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if character == quote => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\x{:02x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push(quote);
    quoted
}
