//! Header parameters.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use faultless_model::{Field, Input};
use http::HeaderValue;

use super::{Description, Extraction, Param, Source, Spec};
use crate::exception::Result;
use crate::request::Request;

/// A header, named like the argument with dashes for underscores: `user_agent: Header<Option<String>>`.
///
/// It rejects, as issues with a location that starts at `header`: a header that is missing (unless the type is an
/// `Option`), and whatever the type refuses. Of a repeated header the first value counts, a list takes all. Bytes
/// beyond ASCII are read as Latin-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Header<T>(pub T);

impl<T> Deref for Header<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Header<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Field + Send> Param for Header<T> {
    async fn extract(
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(super::probe::wrapped(
            extraction,
            spec,
            Source::Header,
            Header,
        ))
    }

    fn describe(spec: &'static Spec<Self>, description: &mut Description) {
        super::value::describe::<T, _>(spec, Source::Header, description);
    }
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

fn text(value: &HeaderValue) -> Cow<'_, str> {
    match value.to_str() {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(
            value
                .as_bytes()
                .iter()
                .map(|byte| char::from(*byte))
                .collect(),
        ),
    }
}
