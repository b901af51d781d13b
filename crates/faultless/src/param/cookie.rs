//! Cookie parameters.

use faultless_model::Input;
use http::header::COOKIE;

use super::header::latin;
use super::wrapper::wrapper;
use crate::request::Request;

wrapper! {
    /// A cookie, named like the argument: `session: Cookie<Option<String>>`.
    ///
    /// It rejects, as issues with a location that starts at `cookie`: a cookie that is missing (unless the type is an
    /// `Option`), and whatever the type refuses. Of a repeated cookie the last value counts. Bytes beyond ASCII are read
    /// as Latin-1.
    Cookie
}

/// The values of a cookie; the last one unless all are wanted.
pub(super) fn find<'r>(request: &'r Request, name: &str, many: bool) -> Option<Input<'r>> {
    let headers = request.headers().get_all(COOKIE);
    let pairs = headers
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    let mut values = pairs.filter_map(|pair| {
        let end = pair.iter().position(|byte| *byte == b'=');
        let (key, value) = end.map_or((&[][..], pair), |end| {
            let (key, value) = pair.split_at(end);
            (key, value.get(1..).unwrap_or_default())
        });
        // Cut as bytes, so that one cookie beyond ASCII does not hide the others of its header.
        (key.trim_ascii() == name.as_bytes())
            .then(|| Input::Text(latin(unquoted(value.trim_ascii()))))
    });
    if many {
        let values: Vec<Input<'r>> = values.collect();
        return (!values.is_empty()).then_some(Input::List(values));
    }
    values.next_back()
}

fn unquoted(value: &[u8]) -> &[u8] {
    value
        .strip_prefix(b"\"")
        .and_then(|inner| inner.strip_suffix(b"\""))
        .unwrap_or(value)
}
