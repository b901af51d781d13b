//! Templates filled from a context.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Entry;
use crate::input::Input;

/// Fills the braces of a template; a name the context lacks stays as it is written.
pub(super) fn fill(template: &'static str, context: &[Entry]) -> Cow<'static, str> {
    if !template.contains('{') {
        return Cow::Borrowed(template);
    }
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match context.iter().find(|(key, _)| key == name) {
            Some((_, value)) => write_value(&mut filled, value),
            // The count that decides is the first number of the context: `min_length`, never `actual_length`.
            None if name == "expected_plural" => {
                let count = context.iter().find_map(|(_, value)| match value {
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
        rest = after;
    }
    filled.push_str(rest);
    Cow::Owned(filled)
}

/// Writes a value as the words have it: numbers without exponents or trailing zeros, text bare.
fn write_value(into: &mut String, value: &Input<'_>) {
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
