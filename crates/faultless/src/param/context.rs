//! What an argument takes from the application or the request as a whole.

use std::any::TypeId;
use std::ops::Deref;
use std::sync::Arc;

use super::{Description, Extraction, Need, Param, Spec};
use crate::after::{BackgroundTasks, ResponseHead};
use crate::exception::{Exception, Result};
use crate::request_id::RequestId;

/// A value that the application holds, given to it with [`App::state`](crate::App::state).
///
/// An application that lacks it is not built. It is shared, not cloned: `State<T>` derefs to `T`.
#[derive(Debug)]
pub struct State<T>(pub Arc<T>);

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> State<T> {
    /// The shared value.
    #[must_use]
    pub fn into_inner(self) -> Arc<T> {
        self.0
    }

    /// A state for a unit test that calls a handler directly.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Send + Sync + 'static> Param for State<T> {
    async fn extract(
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        match extraction.seen().scope().state.shared::<T>() {
            Some(state) => Ok(Some(Self(state))),
            // Only an operation that no application was built with comes here: building checks every need.
            None => Err(Exception::msg(format!(
                "no state of type `{}`",
                std::any::type_name::<T>()
            ))),
        }
    }

    fn describe(_spec: &'static Spec<Self>, description: &mut Description) {
        description.needs.push(Need {
            type_id: TypeId::of::<T>(),
            type_name: std::any::type_name::<T>(),
        });
    }
}

impl Param for RequestId {
    async fn extract(
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(Some(extraction.seen().id().clone()))
    }

    fn describe(_spec: &'static Spec<Self>, _description: &mut Description) {}
}

impl Param for ResponseHead {
    async fn extract(
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(Some(extraction.request().after().head()))
    }

    fn describe(_spec: &'static Spec<Self>, _description: &mut Description) {}
}

impl Param for BackgroundTasks {
    async fn extract(
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(Some(extraction.request().after().background()))
    }

    fn describe(_spec: &'static Spec<Self>, _description: &mut Description) {}
}
