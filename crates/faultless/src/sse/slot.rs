//! `Slot`: how a body that is made before its application is known finds out how that answers an exception.

use std::sync::{Arc, Mutex, PoisonError};

use axum_core::response::Response;
use futures_util::future::BoxFuture;

use crate::exception::Exception;

/// What answers for an exception as the application would have before the response began, and tells of it.
pub(crate) type Renderer = Box<dyn FnOnce(Exception) -> BoxFuture<'static, Response> + Send>;

/// Between a body and the extensions of its response, where the application finds it.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Option<Renderer>>>);

impl Slot {
    pub(super) fn take(&self) -> Option<Renderer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Connects a response of events with its application; others are left as they are.
pub(crate) fn connect(response: &mut Response, renderer: impl FnOnce() -> Renderer) {
    if response.extensions().is_empty() {
        return;
    }
    // Taken out, so that the application of a mount is not overruled by the one around it.
    if let Some(Slot(slot)) = response.extensions_mut().remove::<Slot>() {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(renderer());
    }
}
