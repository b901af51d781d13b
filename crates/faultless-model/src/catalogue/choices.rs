//! A sentence of choices (`'a', 'b' or 3`), taken apart again.

use crate::input::Input;

/// A choice: as the sentence writes it, and what it is.
pub(super) struct Choice<'s> {
    pub(super) written: &'s str,
    pub(super) value: Input<'static>,
}

/// The choices of a sentence. What is not understood is one choice of its own.
pub(super) fn choices(sentence: &str) -> Vec<Choice<'_>> {
    let mut choices = Vec::new();
    let mut rest = sentence;
    while !rest.is_empty() {
        let end = match rest.chars().next() {
            Some(quote @ ('\'' | '"')) => end_of_quoted(rest, quote),
            _ => rest
                .find(", ")
                .or_else(|| rest.find(" or "))
                .unwrap_or(rest.len()),
        };
        let (written, after) = rest.split_at(end);
        choices.push(Choice {
            written,
            value: value(written),
        });
        let between = [", ", " or "]
            .iter()
            .find_map(|between| after.strip_prefix(between));
        rest = between.unwrap_or_default();
    }
    choices
}

/// Where a quoted text ends, its quotes included.
fn end_of_quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn value(written: &str) -> Input<'static> {
    let quoted = written
        .strip_prefix(['\'', '"'])
        .and_then(|text| text.strip_suffix(['\'', '"']));
    match quoted {
        Some(text) => Input::from(unescaped(text)),
        None if written.parse::<i128>().is_ok() => Input::Int(written.to_owned().into()),
        None => Input::from(written.to_owned()),
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('x') => {
                let digits: String = characters.by_ref().take(2).collect();
                let code = u32::from_str_radix(&digits, 16).ok();
                plain.extend(code.and_then(char::from_u32));
            }
            other => plain.extend(other),
        }
    }
    plain
}
