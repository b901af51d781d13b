//! `Slot`: how a body that is made before its application is known finds out how that answers an exception.

use std::sync::{Arc, Mutex, PoisonError};

use axum_core::response::Response;
use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use crate::after::Pending;
use crate::exception::Exception;

/// What answers for an exception as the application would have before the response began, and tells of it.
pub(crate) type Renderer = Box<dyn FnOnce(Exception) -> BoxFuture<'static, Response> + Send>;

/// Between a body and the extensions of its response, where the application finds it.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Connection>>);

/// What the application put into the slot.
#[derive(Default)]
pub(super) struct Connection {
    pub(super) renderer: Option<Renderer>,
    /// What is left to do after the response, to be done before an exception is answered.
    pub(super) after: Option<Pending>,
    /// Cancelled when the server is told to stop.
    pub(super) stopping: Option<CancellationToken>,
}

impl Slot {
    pub(super) fn take(&self) -> Connection {
        self.with(std::mem::take)
    }

    pub(super) fn stopping(&self) -> Option<CancellationToken> {
        self.with(|connection| connection.stopping.take())
    }

    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Connects a response of events with its application; others are left as they are.
pub(crate) fn connect(
    response: &mut Response,
    stopping: &CancellationToken,
    renderer: impl FnOnce() -> Renderer,
) {
    // Taken out, so that the application of a mount is not overruled by the one around it.
    if let Some(slot) = response.extensions_mut().remove::<Slot>() {
        let renderer = renderer();
        slot.with(|connection| {
            connection.renderer = Some(renderer);
            connection.stopping = Some(stopping.clone());
        });
    }
}

/// Lets a response of events know what is left to do after it.
pub(crate) fn attach(response: &mut Response, after: &Pending) {
    if let Some(slot) = response.extensions().get::<Slot>() {
        slot.with(|connection| connection.after = Some(after.clone()));
    }
}
