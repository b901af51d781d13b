//! The exception handlers of WebSockets, in the registry of all handlers.

use std::error::Error;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::registry::{Entry, Registry};
use super::{Catch, Exception};
use crate::defect::Defect;
use crate::websocket::{Ending, WebSocket, WebSocketExceptionHandler};

pub(super) type Answering<'a> = BoxFuture<'a, Result<Option<Ending>, Exception>>;

/// A registered handler, its type forgotten.
pub(super) trait Erased: Send + Sync {
    /// How it answered; `None` when the error is not of its type, or when it declines.
    fn call<'a>(
        &'a self,
        socket: WebSocket,
        exception: &'a Exception,
        error: &'a (dyn Error + 'static),
    ) -> Answering<'a>;
}

struct Typed<H, E, M> {
    handler: H,
    of: PhantomData<fn() -> (E, M)>,
}

impl<E: Catch, M, H: WebSocketExceptionHandler<E, M>> Erased for Typed<H, E, M> {
    fn call<'a>(
        &'a self,
        socket: WebSocket,
        exception: &'a Exception,
        error: &'a (dyn Error + 'static),
    ) -> Answering<'a> {
        match E::view(exception, error) {
            Some(error) => self.handler.handle(socket, error),
            None => Box::pin(std::future::ready(Ok(None))),
        }
    }
}

impl Registry {
    /// Registers a handler of WebSockets for the type `E`, the catch-all when that is `Exception`.
    pub(crate) fn on_websocket<E: Catch, M: 'static>(
        &mut self,
        handler: impl WebSocketExceptionHandler<E, M>,
        location: &'static Location<'static>,
    ) -> Result<(), Defect> {
        let handler = Arc::new(Typed {
            handler,
            of: PhantomData::<fn() -> (E, M)>,
        });
        let entry = Entry::<dyn Erased>::of::<E>(handler, location);
        if E::CATCH_ALL {
            return self.websockets.set_catch_all(entry, |first| {
                format!("the catch-all of WebSockets is registered already, at {first}: keep one of them")
            });
        }
        self.websockets
            .insert::<E>(entry, "an exception handler of WebSockets")
    }
}
