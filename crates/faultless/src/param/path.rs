//! Path parameters.

use std::ops::{Deref, DerefMut};

use faultless_model::Field;

use super::{Description, Extraction, Param, Source, Spec};
use crate::exception::Result;

/// A path parameter whose name stands in the prefix of a router: one in the operation's own path needs no wrapper.
///
/// It rejects, as issues with a location that starts at `path`, whatever the type refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Path<T>(pub T);

impl<T> Deref for Path<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Path<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Field + Send> Param for Path<T> {
    async fn extract(
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(super::probe::wrapped(extraction, spec, Source::Path, Path))
    }

    fn describe(spec: &'static Spec<Self>, description: &mut Description) {
        super::value::describe::<T, _>(spec, Source::Path, description);
    }
}
