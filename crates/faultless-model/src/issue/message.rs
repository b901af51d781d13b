//! Templates filled from a context.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Entry;
use crate::input::Input;

/// What a template says in place of the plural of the count beside it: nothing, or an `s`.
pub(crate) const PLURAL: &str = "expected_plural";

/// A part of a template.
pub(crate) enum Part<'t> {
    Words(&'t str),
    Name(&'t str),
}

/// Takes a template apart. `{{` and `}}` are braces; a brace that is never closed stands for itself.
pub(crate) fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (part, after) = match rest.find(['{', '}']) {
            _ if rest.is_empty() => return None,
            None => (Part::Words(rest), ""),
            Some(0) if rest.starts_with("{{") || rest.starts_with("}}") => {
                let (brace, after) = rest.split_at(1);
                (Part::Words(brace), after.get(1..).unwrap_or_default())
            }
            Some(0) => {
                let named = rest.strip_prefix('{').and_then(|name| name.split_once('}'));
                let brace = || {
                    (
                        Part::Words(rest.get(..1).unwrap_or_default()),
                        rest.get(1..).unwrap_or_default(),
                    )
                };
                named.map_or_else(brace, |(name, after)| (Part::Name(name), after))
            }
            Some(at) => {
                let (words, after) = rest.split_at(at);
                (Part::Words(words), after)
            }
        };
        rest = after;
        Some(part)
    })
}

/// Fills the names of a template from contexts, the first that has one; a name that all lack stays as it is written.
pub(crate) fn fill<'t>(template: &'t str, contexts: &[&[Entry]]) -> Cow<'t, str> {
    if !template.bytes().any(|byte| matches!(byte, b'{' | b'}')) {
        return Cow::Borrowed(template);
    }
    let entries = || contexts.iter().copied().flatten();
    let mut filled = String::with_capacity(template.len() + 16);
    for part in parts(template) {
        let name = match part {
            Part::Words(words) => {
                filled.push_str(words);
                continue;
            }
            Part::Name(name) => name,
        };
        match entries().find(|(key, _)| key == name) {
            Some((_, value)) => write_value(&mut filled, value),
            // The count that decides is the first number of the context: `min_length`, never `actual_length`.
            None if name == PLURAL => {
                let count = entries().find_map(|(_, value)| match value {
                    Input::Int(digits) => Some(digits.as_ref()),
                    _ => None,
                });
                filled.push_str(if count == Some("1") { "" } else { "s" });
            }
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
    }
    Cow::Owned(filled)
}

/// Writes a value as the words have it: numbers without exponents or trailing zeros, text bare.
pub(crate) fn write_value(into: &mut String, value: &Input<'_>) {
    match value {
        // Only `actual_length` is ever unknown, and it reads on as "not more".
        Input::Null => into.push_str("more"),
        Input::Bool(value) => into.push_str(if *value { "true" } else { "false" }),
        Input::Int(text) | Input::Text(text) => into.push_str(text),
        Input::Float(value) => {
            // Writing to a String cannot fail.
            let _ = write!(into, "{value}");
        }
        Input::List(_) | Input::Object(_) | Input::Opaque(_) => {
            into.push_str(&serde_json::to_string(value).unwrap_or_default());
        }
    }
}
