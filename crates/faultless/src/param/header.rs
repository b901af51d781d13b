//! Header parameters.

use std::borrow::Cow;

use faultless_model::Input;
use http::HeaderValue;

use super::wrapper::wrapper;
use crate::request::Request;

wrapper! {
    /// A header, named like the argument with dashes for underscores: `user_agent: Header<Option<String>>`;
    /// or headers as a model, named like its fields: `trace: Header<Trace>`.
    ///
    /// It rejects, as issues with a location that starts at `header`: a header that is missing (unless the type is an
    /// `Option`), and whatever the type refuses. Of a repeated header the first value counts, a list takes all. Bytes
    /// beyond ASCII are read as Latin-1.
    Header
}

/// The values of a header.
pub(super) fn find<'r>(request: &'r Request, name: &str, many: bool) -> Option<Input<'r>> {
    let headers = request.headers();
    if many {
        let values: Vec<Input<'r>> = headers
            .get_all(name)
            .iter()
            .map(|value| Input::Text(text(value)))
            .collect();
        return (!values.is_empty()).then_some(Input::List(values));
    }
    headers.get(name).map(|value| Input::Text(text(value)))
}

/// All headers, in order.
pub(super) fn all(request: &Request) -> impl Iterator<Item = (Cow<'_, str>, Input<'_>)> {
    let headers = request.headers().iter();
    headers.map(|(name, value)| (Cow::Borrowed(name.as_str()), Input::Text(text(value))))
}

fn text(value: &HeaderValue) -> Cow<'_, str> {
    latin(value.as_bytes())
}

/// Bytes as Latin-1, which ASCII is a part of.
pub(crate) fn latin(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}
