//! Cookie parameters.

use std::borrow::Cow;

use faultless_model::Input;
use http::header::COOKIE;

use super::wrapper::wrapper;
use crate::request::Request;

wrapper! {
    /// A cookie, named like the argument: `session: Cookie<Option<String>>`.
    ///
    /// It rejects, as issues with a location that starts at `cookie`: a cookie that is missing (unless the type is an
    /// `Option`), and whatever the type refuses. Of a repeated cookie the last value counts.
    Cookie
}

/// The values of a cookie; the last one unless all are wanted.
pub(super) fn find<'r>(request: &'r Request, name: &str, many: bool) -> Option<Input<'r>> {
    let headers = request.headers().get_all(COOKIE);
    let pairs = headers
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut values = pairs.filter_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or(("", pair));
        (key.trim() == name).then(|| Input::Text(Cow::Borrowed(unquoted(value.trim()))))
    });
    if many {
        let values: Vec<Input<'r>> = values.collect();
        return (!values.is_empty()).then_some(Input::List(values));
    }
    values.next_back()
}

fn unquoted(value: &str) -> &str {
    value
        .strip_prefix('"')
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(value)
}
