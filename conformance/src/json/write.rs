//! The writer: a [`Value`] to JSON text, spaced and worded as Python's `json.dumps` does.
//!
//! Differences are printed through it, so that both replayers print the same lines.

use std::fmt::Write as _;

use super::Value;

/// The value on one line for a person: keys sorted, characters beyond ASCII as they are.
pub(crate) fn show(value: &Value) -> String {
    let mut out = String::new();
    write(
        value,
        Style {
            sorted: true,
            ascii: false,
        },
        &mut out,
    );
    out
}

/// The value on one line for a server: keys in their order, all else than ASCII escaped.
pub(crate) fn compact(value: &Value) -> String {
    let mut out = String::new();
    write(
        value,
        Style {
            sorted: false,
            ascii: true,
        },
        &mut out,
    );
    out
}

#[derive(Clone, Copy)]
struct Style {
    sorted: bool,
    ascii: bool,
}

fn write(value: &Value, style: Style, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Integer(digits) => out.push_str(digits),
        Value::Float(float) => out.push_str(&float_text(*float)),
        Value::Text(text) => string(text, style, out),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                write(item, style, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if style.sorted {
                members.sort_by(|(a, _), (b, _)| a.cmp(b));
            }
            out.push('{');
            for (index, (key, item)) in members.into_iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                string(key, style, out);
                out.push_str(": ");
                write(item, style, out);
            }
            out.push('}');
        }
    }
}

/// The shortest digits that read back as the same float, with an exponent of a sign and two digits.
fn float_text(float: f64) -> String {
    if float.is_nan() {
        return "NaN".to_owned();
    }
    if float.is_infinite() {
        return if float > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    // `{:?}` switches to an exponent at the same magnitudes as Python does, but words it differently.
    let text = format!("{float:?}");
    match text.split_once('e') {
        None => text,
        Some((digits, exponent)) => {
            let digits = digits.strip_suffix(".0").unwrap_or(digits);
            match exponent.strip_prefix('-') {
                Some(exponent) => format!("{digits}e-{exponent:0>2}"),
                None => format!("{digits}e+{exponent:0>2}"),
            }
        }
    }
}

fn string(text: &str, style: Style, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character < ' ' || (style.ascii && !(' '..='~').contains(&character)) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a `String` cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::{compact, show};

    #[test]
    fn floats_read_as_in_python() {
        let pairs = [
            ("1.0", "1.0"),
            ("1E2", "100.0"),
            ("1e15", "1000000000000000.0"),
            ("1e16", "1e+16"),
            ("12345678901234567890.0", "1.2345678901234567e+19"),
            ("1e300", "1e+300"),
            ("0.0001", "0.0001"),
            ("0.00001", "1e-05"),
            ("-2.5e-120", "-2.5e-120"),
            ("-0.0", "-0.0"),
        ];
        for (text, shown) in pairs {
            assert_eq!(show(&read(text).unwrap()), shown);
        }
    }

    #[test]
    fn the_two_styles_differ_in_order_and_escapes() {
        let value = read(r#"{"b": "é😀\u007f\u0001\"", "a": [1, {}]}"#).unwrap();
        assert_eq!(
            show(&value),
            "{\"a\": [1, {}], \"b\": \"é😀\u{7f}\\u0001\\\"\"}"
        );
        assert_eq!(
            compact(&value),
            r#"{"b": "\u00e9\ud83d\ude00\u007f\u0001\"", "a": [1, {}]}"#
        );
    }
}
