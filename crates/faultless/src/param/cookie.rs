//! Cookie parameters.

use std::borrow::Cow;

use faultless_model::Input;
use http::header::COOKIE;

use super::header::latin;
use super::wrapper::wrapper;
use crate::request::Request;

wrapper! {
    /// A cookie, named like the argument: `session: Cookie<Option<String>>`; or all cookies as a
    /// model: `Cookie<Session>`.
    ///
    /// It rejects, as issues with a location that starts at `cookie`: a cookie that is missing (unless the type is an
    /// `Option`), and whatever the type refuses. Of a repeated cookie the last value counts. Bytes beyond ASCII are read
    /// as Latin-1.
    Cookie
}

/// The values of a cookie; the last one unless all are wanted.
pub(super) fn find<'r>(request: &'r Request, name: &str, many: bool) -> Option<Input<'r>> {
    if many {
        let values: Vec<Input<'r>> = pairs(request)
            .filter(|(key, _)| *key == name.as_bytes())
            .map(|(_, value)| Input::Text(unquoted(value)))
            .collect();
        return (!values.is_empty()).then_some(Input::List(values));
    }
    last(request, name).map(Input::Text)
}

/// The last value of a cookie.
pub(crate) fn last<'r>(request: &'r Request, name: &str) -> Option<Cow<'r, str>> {
    let mut named = pairs(request).filter(|(key, _)| *key == name.as_bytes());
    named.next_back().map(|(_, value)| unquoted(value))
}

/// All cookies, in order. One that is neither a name nor a value is none.
pub(super) fn all(request: &Request) -> impl Iterator<Item = (Cow<'_, str>, Input<'_>)> {
    pairs(request)
        .filter(|(key, value)| !key.is_empty() || !value.is_empty())
        .map(|(key, value)| (latin(key), Input::Text(unquoted(value))))
}

/// Names and values as they stand in the headers. Cut as bytes, so that one cookie beyond ASCII does not hide the others
/// of its header; what has no `=` is a value without a name.
fn pairs(request: &Request) -> impl DoubleEndedIterator<Item = (&[u8], &[u8])> {
    let headers = request.headers().get_all(COOKIE);
    headers
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
        .map(|pair| {
            let end = pair.iter().position(|byte| *byte == b'=');
            let (key, value) = end.map_or((&[][..], pair), |end| {
                let (key, value) = pair.split_at(end);
                (key, value.get(1..).unwrap_or_default())
            });
            (key.trim_ascii(), value.trim_ascii())
        })
}

/// A value without the quotes around it. Inside them `\"` is a quote, and `\101` the character of an octal number.
fn unquoted(value: &[u8]) -> Cow<'_, str> {
    let quoted = value
        .strip_prefix(b"\"")
        .and_then(|inner| inner.strip_suffix(b"\""));
    let Some(inner) = quoted else {
        return latin(value);
    };
    if !inner.contains(&b'\\') {
        return latin(inner);
    }
    let (mut text, mut rest) = (String::with_capacity(inner.len()), inner);
    while let Some((first, after)) = rest.split_first() {
        (text, rest) = match (first, after) {
            (
                b'\\',
                [
                    a @ b'0'..=b'3',
                    b @ b'0'..=b'7',
                    c @ b'0'..=b'7',
                    after @ ..,
                ],
            ) => {
                let octal = (a - b'0') * 64 + (b - b'0') * 8 + (c - b'0');
                (text + &*latin(&[octal]), after)
            }
            (b'\\', [escaped, after @ ..]) => (text + &*latin(&[*escaped]), after),
            (plain, after) => (text + &*latin(&[*plain]), after),
        };
    }
    Cow::Owned(text)
}
