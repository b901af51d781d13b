//! The reader: JSON text to a [`Value`].

use std::error::Error;
use std::fmt;

use super::Value;

/// How deep lists and objects may nest before the text counts as no JSON.
///
/// The recordings stay far below; the bound keeps a server under test from overflowing
/// the stack of the thread that judges it.
const MAX_DEPTH: usize = 400;

/// Why a text is no JSON, and where.
#[derive(Debug)]
pub(crate) struct Malformed {
    what: &'static str,
    at: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.what, self.at)
    }
}

impl Error for Malformed {}

/// Reads one JSON text as the reference's client does.
///
/// It takes `NaN` and the infinities, and keeps the last of two equal keys. A lone surrogate
/// makes the text malformed, since it is no character that an answer could be held to.
pub(crate) fn read(text: &str) -> Result<Value, Malformed> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at == text.len() {
        Ok(value)
    } else {
        Err(reader.fail("extra data"))
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn fail(&self, what: &'static str) -> Malformed {
        Malformed { what, at: self.at }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The text from here on; empty also where `at` is no character boundary, which it never is.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn value(&mut self, depth: usize) -> Result<Value, Malformed> {
        if depth > MAX_DEPTH {
            return Err(self.fail("nested too deeply"));
        }
        self.space();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Value::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => self.word(),
            None => Err(self.fail("a value is missing")),
        }
    }

    fn word(&mut self) -> Result<Value, Malformed> {
        let words = [
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("NaN", Value::Float(f64::NAN)),
            ("Infinity", Value::Float(f64::INFINITY)),
        ];
        for (word, value) in words {
            if self.take(word) {
                return Ok(value);
            }
        }
        Err(self.fail("no JSON value"))
    }

    fn list(&mut self, depth: usize) -> Result<Value, Malformed> {
        self.take("[");
        let mut items = Vec::new();
        self.space();
        if self.take("]") {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take("]") {
                return Ok(Value::List(items));
            }
            if !self.take(",") {
                return Err(self.fail("a list goes on without a comma"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Malformed> {
        self.take("{");
        let mut members: Vec<(String, Value)> = Vec::new();
        self.space();
        if self.take("}") {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            if !self.take(":") {
                return Err(self.fail("a key has no colon"));
            }
            let value = self.value(depth + 1)?;
            match members.iter_mut().find(|(name, _)| *name == key) {
                Some(member) => member.1 = value,
                None => members.push((key, value)),
            }
            self.space();
            if self.take("}") {
                return Ok(Value::Object(members));
            }
            if !self.take(",") {
                return Err(self.fail("an object goes on without a comma"));
            }
        }
    }

    fn number(&mut self) -> Result<Value, Malformed> {
        if self.take("-Infinity") {
            return Ok(Value::Float(f64::NEG_INFINITY));
        }
        let start = self.at;
        self.take("-");
        if !self.take("0") && self.digits() == 0 {
            return Err(self.fail("a number has no digits"));
        }
        let mut float = false;
        if self.take(".") {
            float = true;
            if self.digits() == 0 {
                return Err(self.fail("a point has no digits after it"));
            }
        }
        if self.take("e") || self.take("E") {
            float = true;
            let _ = self.take("+") || self.take("-");
            if self.digits() == 0 {
                return Err(self.fail("an exponent has no digits"));
            }
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        if float {
            digits
                .parse()
                .map(Value::Float)
                .map_err(|_| self.fail("no number"))
        } else {
            Ok(Value::Integer(
                if digits == "-0" { "0" } else { digits }.to_owned(),
            ))
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn string(&mut self) -> Result<String, Malformed> {
        if !self.take("\"") {
            return Err(self.fail("a string is missing"));
        }
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .find(|c: char| c == '"' || c == '\\' || c < ' ')
                .unwrap_or(rest.len());
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                Some(_) => return Err(self.fail("a control character in a string")),
                None => return Err(self.fail("a string has no end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Malformed> {
        let Some(code) = self.peek().filter(u8::is_ascii) else {
            return Err(self.fail("no escape"));
        };
        self.at += 1;
        match code {
            b'"' | b'\\' | b'/' => Ok(char::from(code)),
            b'b' => Ok('\u{8}'),
            b'f' => Ok('\u{c}'),
            b'n' => Ok('\n'),
            b'r' => Ok('\r'),
            b't' => Ok('\t'),
            b'u' => self.unicode(),
            _ => Err(self.fail("no escape")),
        }
    }

    fn unicode(&mut self) -> Result<char, Malformed> {
        let first = self.unit()?;
        if let Some(character) = char::from_u32(u32::from(first)) {
            return Ok(character);
        }
        if !self.take("\\u") {
            return Err(self.fail("a lone surrogate"));
        }
        let second = self.unit()?;
        match char::decode_utf16([first, second]).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(self.fail("a lone surrogate")),
        }
    }

    fn unit(&mut self) -> Result<u16, Malformed> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.fail("an escape is not four hexadecimal digits"))?;
        self.at += 4;
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::show;
    use super::{MAX_DEPTH, read};

    fn round(text: &str) -> String {
        show(&read(text).unwrap())
    }

    #[test]
    fn reads_every_shape() {
        assert_eq!(
            round(" {\"b\" : [1, -0, 1.50, true, null], \"a\":{}} "),
            r#"{"a": {}, "b": [1, 0, 1.5, true, null]}"#
        );
        assert_eq!(
            round("[NaN, Infinity, -Infinity, 1e400]"),
            "[NaN, Infinity, -Infinity, Infinity]"
        );
        assert_eq!(round(r#""\u00e9\ud83d\ude00\n\/""#), "\"é😀\\n/\"");
        assert_eq!(round(r#"{"a": 1, "b": 2, "a": 3}"#), r#"{"a": 3, "b": 2}"#);
    }

    #[test]
    fn refuses_what_is_no_json() {
        let bad = [
            "",
            "[1,]",
            "[1 2]",
            "{\"a\" 1}",
            "{\"a\": 1,}",
            "{a: 1}",
            "01",
            "1.",
            ".5",
            "1e",
            "-",
            "+1",
            "nul",
            "1 2",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\u12g4\"",
            "\"\\u+123\"",
            "\"\n\"",
            "\"a",
            "\u{feff}1",
        ];
        for text in bad {
            assert!(read(text).is_err(), "{text:?} was read");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(read(&nested(MAX_DEPTH)).is_ok());
        assert!(read(&nested(MAX_DEPTH * 1000)).is_err());
    }
}
