//! The parameters of a header's value: `form-data; name="a"; filename="b"`.

use std::borrow::Cow;

/// A value and its parameters, read as `FastAPI` reads them: names in any case, quotes with `\"` and `\\` in them.
///
/// `multer` tells name and filename of a part too, but only where they are written in small letters; `mime` refuses what
/// browsers of old send.
pub(super) struct Options<'h> {
    /// What stands before the first semicolon.
    pub(super) value: &'h [u8],
    rest: &'h [u8],
}

impl<'h> Options<'h> {
    pub(super) fn of(header: &'h [u8]) -> Self {
        let (value, rest) = until_semicolon(header);
        Self { value, rest }
    }

    /// A parameter; the last one of its name. Those with an asterisk are none in a form (RFC 7578, 4.2).
    pub(super) fn get(&self, name: &str) -> Option<Cow<'h, [u8]>> {
        let (mut found, mut rest) = (None, self.rest);
        while !rest.is_empty() {
            let (parameter, after) = until_semicolon(rest);
            rest = after;
            let at = parameter.iter().position(|byte| *byte == b'=');
            let (key, value) = parameter.split_at(at.unwrap_or(parameter.len()));
            if key.trim_ascii().eq_ignore_ascii_case(name.as_bytes()) {
                found = Some(value.get(1..).unwrap_or_default().trim_ascii());
            }
        }
        found.map(unquoted)
    }
}

/// A header up to a semicolon that stands in no quotes, and what comes after it.
fn until_semicolon(header: &[u8]) -> (&[u8], &[u8]) {
    let (mut quoted, mut escaped) = (false, false);
    let end = header.iter().position(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => return true,
            _ => {}
        }
        false
    });
    let (before, after) = header.split_at(end.unwrap_or(header.len()));
    (before.trim_ascii(), after.get(1..).unwrap_or_default())
}

fn unquoted(value: &[u8]) -> Cow<'_, [u8]> {
    let inner = value
        .strip_prefix(b"\"")
        .and_then(|inner| inner.strip_suffix(b"\""));
    let Some(inner) = inner else {
        return Cow::Borrowed(value);
    };
    if !inner.contains(&b'\\') {
        return Cow::Borrowed(inner);
    }
    let (mut plain, mut rest) = (Vec::with_capacity(inner.len()), inner);
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'\\', [escaped @ (b'"' | b'\\'), after @ ..]) => (escaped, after),
            plain => plain,
        };
        plain.push(*byte);
        rest = after;
    }
    Cow::Owned(plain)
}
