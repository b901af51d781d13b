//! Cookie parameters.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use faultless_model::{Field, Input};
use http::header::COOKIE;

use super::{Description, Extraction, Param, Source, Spec};
use crate::exception::Result;
use crate::request::Request;

/// A cookie, named like the argument: `session: Cookie<Option<String>>`.
///
/// It rejects, as issues with a location that starts at `cookie`: a cookie that is missing (unless the type is an
/// `Option`), and whatever the type refuses. Of a repeated cookie the last value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cookie<T>(pub T);

impl<T> Deref for Cookie<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Cookie<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Field + Send> Param for Cookie<T> {
    async fn extract(
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(super::probe::wrapped(
            extraction,
            spec,
            Source::Cookie,
            Cookie,
        ))
    }

    fn describe(spec: &'static Spec<Self>, description: &mut Description) {
        super::value::describe::<T, _>(spec, Source::Cookie, description);
    }
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
