//! How much of an answer an issue takes.

use super::{Issue, Step};
use crate::input::Input;

/// What an issue takes beside its own words: braces, names, quotes.
const FRAME: usize = 64;

/// What is left of a room once an issue stands in it; `None` where it finds none.
///
/// No format writes more than this: words are counted as JSON escapes them, locations as a pointer in a URI does. The
/// message is not made for it, as its parts are known. The work is bounded by the room, not by the issue.
pub(super) fn weigh(issue: &Issue, room: usize) -> Option<usize> {
    let mut scale = Scale(room);
    scale.put(FRAME + issue.kind().code().len())?;
    for step in issue.location() {
        match step {
            Step::Name(name) | Step::Member(name) => scale.name(name)?,
            Step::Index(_) => scale.put(8)?,
        }
    }
    match &issue.message {
        Some(message) => scale.text(message)?,
        None => scale.put(issue.kind().said().map_or(0, str::len))?,
    }
    for (name, value) in issue.context() {
        scale.text(name)?;
        // In the context, and in the words made of it.
        scale.value(value)?;
        scale.value(value)?;
    }
    if let Some(input) = issue.input() {
        scale.value(input)?;
    }
    Some(scale.0)
}

struct Scale(usize);

impl Scale {
    fn put(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.checked_sub(bytes)?;
        Some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        self.sum(text, |byte| match byte {
            0..=0x1f => 6,
            b'"' | b'\\' => 2,
            _ => 1,
        })
    }

    /// What the bytes of a text take, of which each takes one at least: what is longer than the room is not looked at.
    fn sum(&mut self, text: &str, cost: impl Fn(u8) -> u8) -> Option<()> {
        self.put(4)?;
        if text.len() > self.0 {
            return None;
        }
        self.put(text.bytes().map(|byte| usize::from(cost(byte))).sum())
    }

    fn name(&mut self, name: &str) -> Option<()> {
        self.sum(name, |byte| match byte {
            0..=0x1f => 6,
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => 1,
            _ => 3,
        })
    }

    fn value(&mut self, value: &Input<'_>) -> Option<()> {
        match value {
            Input::Null | Input::Bool(_) => self.put(5),
            Input::Float(_) => self.put(24),
            Input::Int(digits) => self.put(digits.len()),
            Input::Text(text) => self.text(text),
            Input::List(items) => items.iter().try_for_each(|item| {
                self.put(2)?;
                self.value(item)
            }),
            Input::Object(entries) => entries.iter().try_for_each(|(name, value)| {
                self.text(name)?;
                self.value(value)
            }),
            Input::Opaque(value) => self.value(&value.shown()),
        }
    }
}
