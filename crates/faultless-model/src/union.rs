//! Unions: one of several types, by a tag or by what fits best.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::input::Input;
use crate::issue::Fit;
use crate::kind::Kind;
use crate::reader::{At, Invalid, Reader};

/// Reads the member that fits best, as pydantic's smart mode does: the first that fits exactly, else the one with the
/// most fields, else the one whose reading had to bend least. Where none fits, all of them tell their issues, each under
/// its label.
///
/// A union within itself doubles the work at every level: how often members are tried is bounded by the size of the
/// outermost one's input.
///
/// # Errors
/// The issues of all members, or kind `recursion_depth_exceeded` where too many were tried.
pub fn read_smart<T>(
    labels: &[&'static str],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    read: impl Fn(usize, &mut Reader<'_>) -> Result<T, Invalid>,
) -> Result<T, Invalid> {
    let outermost = reader.attempts().is_none();
    if outermost {
        let most = FEW_ATTEMPTS + ATTEMPTS * size(input);
        *reader.attempts() = Some(u32::try_from(most).unwrap_or(u32::MAX));
    }
    let read = read_members(labels, input, reader, read);
    if outermost {
        *reader.attempts() = None;
    }
    read
}

/// How often members are tried for each value of an input, and how often whatever its size.
const ATTEMPTS: usize = 32;
const FEW_ATTEMPTS: usize = 1000;

/// How many values an input holds, itself included.
fn size(input: &Input<'_>) -> usize {
    match input {
        Input::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Input::Object(entries) => 1 + entries.iter().map(|(_, value)| size(value)).sum::<usize>(),
        _ => 1,
    }
}

fn read_members<T>(
    labels: &[&'static str],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    read: impl Fn(usize, &mut Reader<'_>) -> Result<T, Invalid>,
) -> Result<T, Invalid> {
    let (start, outer) = (reader.mark(), *reader.fit());
    let mut best: Option<(T, Fit)> = None;
    let mut invalid = None;
    for (index, label) in labels.iter().enumerate() {
        let attempts = reader.attempts().unwrap_or_default();
        let Some(left) = attempts.checked_sub(1) else {
            *reader.fit() = outer;
            return Err(reader.refuse(Kind::RecursionDepthExceeded, input));
        };
        *reader.attempts() = Some(left);
        *reader.fit() = Fit::default();
        match read(index, &mut reader.at(At::Member(label))) {
            Ok(value) => {
                let fit = *reader.fit();
                if fit == Fit::default() {
                    best = Some((value, fit));
                    break;
                }
                if best
                    .as_ref()
                    .is_none_or(|(_, known)| is_better(fit, *known))
                {
                    best = Some((value, fit));
                }
            }
            Err(proof) => invalid = Some(proof),
        }
    }
    let Some((value, fit)) = best else {
        *reader.fit() = outer;
        return Err(invalid.unwrap_or_else(|| reader.refuse(Kind::NoneRequired, &Input::Null)));
    };
    reader.rewind(start);
    *reader.fit() = Fit {
        fields: match (outer.fields, fit.fields) {
            (Some(outer), Some(fields)) => Some(outer.saturating_add(fields)),
            (outer, fields) => outer.or(fields),
        },
        exactness: outer.exactness.min(fit.exactness),
    };
    Ok(value)
}

fn is_better(fit: Fit, known: Fit) -> bool {
    match (fit.fields, known.fields) {
        (Some(fields), Some(others)) if fields != others => fields > others,
        _ => fit.exactness > known.exactness,
    }
}

/// Reads the member that the value under a name tells: an object's tag, which stands in the location too.
///
/// # Errors
/// Kinds `model_attributes_type`, `union_tag_not_found` and `union_tag_invalid`, and the issues of the member.
pub fn read_tagged<T>(
    discriminator: &'static str,
    tags: &[(&'static str, usize)],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    read: impl FnOnce(usize, &mut Reader<'_>) -> Result<T, Invalid>,
) -> Result<T, Invalid> {
    let Input::Object(_) = input else {
        return Err(reader.refuse(Kind::ModelAttributesType, input));
    };
    let Some(tag) = input.get(discriminator) else {
        let named = [("discriminator", quoted(discriminator))];
        return Err(reader.issue(Kind::UnionTagNotFound, input, named));
    };
    let (name, member) = find(tags, Some(discriminator), tag, input, reader)?;
    read(
        member,
        &mut reader.at(At::Member(name)).tagged(discriminator),
    )
}

/// Reads the member whose name is the one of an object's only entry, or a text.
///
/// # Errors
/// Kinds `union_tag_not_found` and `union_tag_invalid`, and the issues of the member.
pub fn read_named<T>(
    tags: &[(&'static str, usize)],
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    read: impl FnOnce(usize, &Input<'_>, &mut Reader<'_>) -> Result<T, Invalid>,
) -> Result<T, Invalid> {
    let (tag, content) = match input {
        Input::Text(tag) => (Input::Text(Cow::Borrowed(tag)), &Input::Null),
        Input::Object(entries) => {
            let [(tag, content)] = entries.as_slice() else {
                let named = [("discriminator", "the only name".into())];
                return Err(reader.issue(Kind::UnionTagNotFound, input, named));
            };
            (Input::Text(Cow::Borrowed(tag)), content)
        }
        _ => return Err(reader.refuse(Kind::ModelAttributesType, input)),
    };
    let (name, member) = find(tags, None, &tag, input, reader)?;
    read(member, content, &mut reader.at(At::Known(name)))
}

/// The member of a tag.
fn find(
    tags: &[(&'static str, usize)],
    discriminator: Option<&'static str>,
    tag: &Input<'_>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(&'static str, usize), Invalid> {
    if let Input::Text(text) = tag
        && let Some(found) = tags.iter().find(|(name, _)| name == text)
    {
        return Ok(*found);
    }
    let limit = reader.limits().echo;
    let context = std::iter::once_with(|| {
        let named = discriminator.map_or_else(|| "the only name".into(), quoted);
        let mut said = String::new();
        say(tag, limit, &mut said);
        let expected: Vec<String> = tags.iter().map(|(name, _)| format!("'{name}'")).collect();
        [
            ("discriminator", named),
            ("tag", said.into()),
            ("expected_tags", expected.join(", ").into()),
        ]
    });
    Err(reader.issue(Kind::UnionTagInvalid, input, context.flatten()))
}

fn quoted(name: &str) -> Input<'static> {
    format!("'{name}'").into()
}

/// Says a value as Python's `str` does, cut at a limit.
fn say(value: &Input<'_>, limit: usize, into: &mut String) {
    match value {
        Input::Text(text) => {
            let end = text.floor_char_boundary(limit);
            into.push_str(text.get(..end).unwrap_or_default());
            if end < text.len() {
                into.push('…');
            }
        }
        other => represent(other, limit, into),
    }
}

/// Writes a value as Python's `repr` does, cut at a limit.
fn represent(value: &Input<'_>, limit: usize, into: &mut String) {
    if into.len() >= limit {
        into.push('…');
        return;
    }
    match value {
        Input::Null => into.push_str("None"),
        Input::Opaque(value) => represent(&value.shown(), limit, into),
        Input::Bool(true) => into.push_str("True"),
        Input::Bool(false) => into.push_str("False"),
        Input::Int(digits) => say(&Input::Text(Cow::Borrowed(digits)), limit, into),
        Input::Float(value) => {
            // Writing to a String cannot fail.
            let _ = write!(into, "{value:?}");
        }
        Input::Text(text) => {
            let end = text.floor_char_boundary(limit);
            into.push_str(&crate::choice::quoted(text.get(..end).unwrap_or_default()));
        }
        Input::List(items) => {
            into.push('[');
            join(items, into, limit, |item, into| {
                represent(item, limit, into);
            });
            into.push(']');
        }
        Input::Object(entries) => {
            into.push('{');
            join(entries, into, limit, |(name, value), into| {
                represent(&Input::Text(Cow::Borrowed(name)), limit, into);
                into.push_str(": ");
                represent(value, limit, into);
            });
            into.push('}');
        }
    }
}

fn join<T>(items: &[T], into: &mut String, limit: usize, write: impl Fn(&T, &mut String)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            into.push_str(", ");
        }
        write(item, into);
        if into.len() >= limit {
            return;
        }
    }
}
