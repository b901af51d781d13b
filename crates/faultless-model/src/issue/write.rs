//! An issue's JSON, straight into bytes.

use serde_json::Error;

use super::{Issue, Step};
use crate::catalogue::Catalogue;
use crate::input::Input;

impl Issue {
    /// Writes its JSON after what stands in `out`: what serialising it gives, and faster, since most texts have nothing
    /// in them to escape and are copied.
    ///
    /// # Errors
    /// What serialising it would fail with: an [`Input::Int`] that holds something else than digits.
    ///
    /// # Example
    /// ```
    /// use faultless_model::{Issue, Kind, Location};
    ///
    /// let issue = Issue::new(Kind::Missing, Location::from(["body", "name"]));
    /// let mut out = Vec::new();
    /// issue.write_json(&mut out)?;
    /// assert_eq!(out, serde_json::to_vec(&issue)?);
    /// # Ok::<_, serde_json::Error>(())
    /// ```
    pub fn write_json(&self, out: &mut Vec<u8>) -> Result<(), Error> {
        let told = self.catalogue.as_ref();
        let shows_input = told.is_none_or(Catalogue::shows_input);
        if shows_input {
            out.extend_from_slice(br#"{"type":"#);
            text(out, self.code())?;
            out.extend_from_slice(br#","loc":["#);
        } else {
            out.extend_from_slice(br#"{"loc":["#);
        }
        separated(out, self.place().iter(), step)?;
        out.extend_from_slice(br#"],"msg":"#);
        text(out, &self.message())?;
        if shows_input {
            out.extend_from_slice(br#","input":"#);
            value(out, self.input.as_ref().unwrap_or(&Input::Null))?;
        } else {
            out.extend_from_slice(br#","type":"#);
            text(out, self.code())?;
        }
        let context = self.told_context();
        if !context.is_empty() {
            out.extend_from_slice(br#","ctx":{"#);
            separated(out, context.iter(), |out, (name, value)| {
                member(out, name, value)
            })?;
            out.push(b'}');
        }
        out.push(b'}');
        Ok(())
    }
}

fn separated<T>(
    out: &mut Vec<u8>,
    parts: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Vec<u8>, T) -> Result<(), Error>,
) -> Result<(), Error> {
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, part)?;
    }
    Ok(())
}

fn step(out: &mut Vec<u8>, step: &Step) -> Result<(), Error> {
    match step {
        Step::Name(name) | Step::Member(name) => text(out, name),
        Step::Index(index) => serde_json::to_writer(out, index),
    }
}

fn member(out: &mut Vec<u8>, name: &str, of: &Input<'_>) -> Result<(), Error> {
    text(out, name)?;
    out.push(b':');
    value(out, of)
}

fn value(out: &mut Vec<u8>, of: &Input<'_>) -> Result<(), Error> {
    match of {
        Input::Null => out.extend_from_slice(b"null"),
        Input::Int(digits) if is_canonical(digits.as_bytes()) => {
            out.extend_from_slice(digits.as_bytes());
        }
        Input::Text(words) => text(out, words)?,
        Input::List(items) => {
            out.push(b'[');
            separated(out, items, value)?;
            out.push(b']');
        }
        Input::Object(entries) => {
            out.push(b'{');
            separated(out, entries, |out, (name, of)| member(out, name, of))?;
            out.push(b'}');
        }
        Input::Opaque(of) => value(out, &of.shown())?,
        Input::Bool(_) | Input::Int(_) | Input::Float(_) => serde_json::to_writer(out, of)?,
    }
    Ok(())
}

/// Digits that are written as they are; the others are left to serde, which knows what becomes of them.
fn is_canonical(digits: &[u8]) -> bool {
    let digits = digits.strip_prefix(b"-").unwrap_or(digits);
    matches!(digits, [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
}

fn text(out: &mut Vec<u8>, text: &str) -> Result<(), Error> {
    if text
        .bytes()
        .any(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\'))
    {
        return serde_json::to_writer(out, text);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Catalogue, Input, Issue, Kind, Location};

    fn object(entries: Vec<(&'static str, Input<'static>)>) -> Input<'static> {
        let entries = entries.into_iter();
        Input::Object(entries.map(|(name, value)| (name.into(), value)).collect())
    }

    #[test]
    fn it_writes_what_serialising_gives() {
        let texts = [
            "",
            "plain",
            "quo\"te",
            "back\\slash",
            "line\nbreak",
            "\u{1}",
            "\u{7f}",
            "Ayşe 😀",
            "</script>",
        ];
        let numbers = [
            "0",
            "-0",
            "7",
            "-7",
            "007",
            "18446744073709551615",
            "-18446744073709551616",
            "1e5",
        ];
        let mut inputs = vec![
            Input::Null,
            Input::Bool(true),
            Input::Float(1.5),
            Input::Float(1e300),
            Input::Float(f64::NAN),
            Input::Float(f64::NEG_INFINITY),
            Input::List(Vec::new()),
            object(Vec::new()),
            Input::List(vec![
                Input::Null,
                Input::from("x"),
                object(vec![("a\"b", Input::from(3)), ("", Input::Null)]),
            ]),
        ];
        inputs.extend(texts.map(Input::from));
        inputs.extend(numbers.map(|digits| Input::Int(digits.into())));
        for input in inputs {
            for text in texts {
                let location = Location::from(["body", text]);
                let issue = Issue::new(Kind::GreaterThan, location)
                    .with_input(input.clone())
                    .with_context("gt", input.clone())
                    .with_context(text, 1);
                let bare = Issue::new(Kind::Custom(text.into()), Location::new());
                for issue in [issue.clone(), issue.told_in(&Catalogue::v1()), bare] {
                    let mut out = Vec::new();
                    match (issue.write_json(&mut out), serde_json::to_string(&issue)) {
                        (Ok(()), Ok(json)) => assert_eq!(String::from_utf8(out).unwrap(), json),
                        (written, serialised) => {
                            assert_eq!(written.is_ok(), serialised.is_ok(), "{issue:?}");
                        }
                    }
                }
            }
        }
    }
}
