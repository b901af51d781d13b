//! The scanner: one value after another, each mistake where Python sees it.

use std::borrow::Cow;

use super::string::scan_string;
use super::{JsonError, MAX_DIGITS};
use crate::input::Input;

/// For how many entries an object has room from the start.
const ROOM: usize = 6;

const VALUE: &str = "Expecting value";
const NAME: &str = "Expecting property name enclosed in double quotes";
const COLON: &str = "Expecting ':' delimiter";
const COMMA: &str = "Expecting ',' delimiter";

/// Reads a whole text as one value.
pub(super) fn scan(text: &str, depth: usize) -> Result<Input<'_>, JsonError> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.skip_space();
    let value = scanner.value(depth)?;
    scanner.skip_space();
    if scanner.at == text.len() {
        Ok(value)
    } else {
        Err(scanner.wrong("Extra data"))
    }
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    /// The next byte; always at the start of a character.
    pub(super) at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What is still ahead; empty at the end.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// A mistake at the next byte.
    pub(super) fn wrong(&self, message: &str) -> JsonError {
        self.wrong_at(message, self.at)
    }

    /// A mistake at a byte, told in characters.
    pub(super) fn wrong_at(&self, message: &str, at: usize) -> JsonError {
        let position = self.text.get(..at).unwrap_or(self.text).chars().count();
        JsonError::Syntax {
            message: message.to_owned(),
            position,
        }
    }

    fn value(&mut self, depth: usize) -> Result<Input<'a>, JsonError> {
        match self.peek() {
            Some(b'"') => scan_string(self).map(Input::Text),
            Some(b'{') => self.object(deeper(depth)?),
            Some(b'[') => self.list(deeper(depth)?),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => self.word(),
            None => Err(self.wrong(VALUE)),
        }
    }

    fn word(&mut self) -> Result<Input<'a>, JsonError> {
        let words = [
            ("null", Input::Null),
            ("true", Input::Bool(true)),
            ("false", Input::Bool(false)),
            ("NaN", Input::Float(f64::NAN)),
            ("Infinity", Input::Float(f64::INFINITY)),
            ("-Infinity", Input::Float(f64::NEG_INFINITY)),
        ];
        let rest = self.rest();
        for (word, value) in words {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.wrong(VALUE))
    }

    fn list(&mut self, depth: usize) -> Result<Input<'a>, JsonError> {
        self.at += 1;
        self.skip_space();
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Input::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.wrong(COMMA)),
            }
            self.skip_space();
        }
        self.at += 1;
        Ok(Input::List(items))
    }

    fn object(&mut self, depth: usize) -> Result<Input<'a>, JsonError> {
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Input::Object(Vec::new()));
        }
        let mut entries = Vec::with_capacity(ROOM);
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.wrong(NAME));
            }
            let name = scan_string(self)?;
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(self.wrong(COLON));
            }
            self.at += 1;
            self.skip_space();
            entries.push((name, self.value(depth)?));
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err(self.wrong(COMMA)),
            }
            self.skip_space();
        }
        self.at += 1;
        Ok(Input::object(entries))
    }

    /// The longest number from here: what follows a half one (`1.`, `1e`) is left for the caller to stumble over.
    fn number(&mut self) -> Result<Input<'a>, JsonError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let digits_from = |from: usize| {
            from + bytes
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count()
        };
        let first = start + usize::from(bytes.get(start) == Some(&b'-'));
        let mut end = match bytes.get(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => digits_from(first),
            _ => return self.word(),
        };
        let whole = end;
        if bytes.get(end) == Some(&b'.') && digits_from(end + 1) > end + 1 {
            end = digits_from(end + 1);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let power = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            if digits_from(power) > power {
                end = digits_from(power);
            }
        }
        self.at = end;
        let text = self.text.get(start..end).unwrap_or_default();
        if end > whole {
            // The grammar was just checked: the fallback cannot be reached.
            return Ok(Input::Float(text.parse().unwrap_or(f64::NAN)));
        }
        if whole - first > MAX_DIGITS {
            return Err(JsonError::Unreadable {
                reason: "an integer has over 4300 digits",
            });
        }
        Ok(Input::Int(Cow::Borrowed(if text == "-0" {
            "0"
        } else {
            text
        })))
    }
}

fn deeper(depth: usize) -> Result<usize, JsonError> {
    depth.checked_sub(1).ok_or(JsonError::Unreadable {
        reason: "lists and objects nest too deep",
    })
}
