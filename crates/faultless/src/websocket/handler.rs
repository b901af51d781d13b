//! What can be registered as an exception handler of WebSockets, and what it may return.

use futures_util::future::BoxFuture;

use super::WebSocket;
use crate::exception::{Catch, Exception, WebSocketException, handler_marker as marker};

/// What an exception handler of WebSockets may return.
///
/// Nothing says that it is answered; a [`WebSocketException`] ends the connection as it says. `Option` of either may
/// decline with `None`: the next handler is asked. `Result` may fail: the error goes to the catch-all.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what an exception handler of WebSockets returns",
    label = "not nothing, not a `WebSocketException`, nor an `Option` or `Result` of either",
    note = "answer through the socket, `socket.close(1008, \"...\").await`, and return nothing"
)]
pub trait WebSocketAnswer<M>: Send {
    #[doc(hidden)]
    fn answer(self) -> Result<Option<Ending>, Exception>;
}

/// How a handler answered.
#[doc(hidden)]
#[derive(Debug)]
pub enum Ending {
    /// By what it did.
    Done,
    /// With an end.
    End(WebSocketException),
}

impl WebSocketAnswer<marker::Plain> for () {
    fn answer(self) -> Result<Option<Ending>, Exception> {
        Ok(Some(Ending::Done))
    }
}

impl WebSocketAnswer<marker::Plain> for WebSocketException {
    fn answer(self) -> Result<Option<Ending>, Exception> {
        Ok(Some(Ending::End(self)))
    }
}

impl<A: WebSocketAnswer<M>, M> WebSocketAnswer<marker::Declining<M>> for Option<A> {
    fn answer(self) -> Result<Option<Ending>, Exception> {
        self.map_or(Ok(None), WebSocketAnswer::answer)
    }
}

impl<A: WebSocketAnswer<M>, M, E: Into<Exception> + Send> WebSocketAnswer<marker::Failing<M>>
    for Result<A, E>
{
    fn answer(self) -> Result<Option<Ending>, Exception> {
        self.map_err(Into::into)?.answer()
    }
}

/// A function that answers for exceptions of type `E` on WebSockets: `Fn(&mut WebSocket, &E)`, sync or async.
///
/// Closures, closures with an async block, async closures and named functions of either kind all are one. `M` tells
/// them apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "this is not an exception handler of WebSockets",
    label = "not a function of `&mut WebSocket` and a reference to an error",
    note = "write `async |socket: &mut WebSocket, error: &MyError| ...`, or an `async fn` of the same parameters",
    note = "`MyError` implements `std::error::Error`, or is `Exception`; what is returned is nothing, a `WebSocketException`, or an `Option` or a `Result` of either"
)]
pub trait WebSocketExceptionHandler<E, M>: Send + Sync + 'static {
    #[doc(hidden)]
    fn handle<'a>(
        &'a self,
        socket: WebSocket,
        error: &'a E,
    ) -> BoxFuture<'a, Result<Option<Ending>, Exception>>;
}

impl<E, F, R, M> WebSocketExceptionHandler<E, marker::Sync<M>> for F
where
    E: Catch,
    F: Fn(&mut WebSocket, &E) -> R + Send + Sync + 'static,
    R: WebSocketAnswer<M>,
{
    fn handle<'a>(
        &'a self,
        mut socket: WebSocket,
        error: &'a E,
    ) -> BoxFuture<'a, Result<Option<Ending>, Exception>> {
        // Lazy, so that a handler which is not reached is not run, and a panic in it falls where panics are caught.
        Box::pin(async move { self(&mut socket, error).answer() })
    }
}

/// A function that returns a future which may borrow its arguments; every such function is one.
pub trait AsyncWebSocketHandlerFn<'a, E: 'a>: Send + Sync {
    /// What the future gives.
    type Output;
    /// The future.
    type Future: Future<Output = Self::Output> + Send + 'a;

    #[doc(hidden)]
    fn call(&'a self, socket: &'a mut WebSocket, error: &'a E) -> Self::Future;
}

impl<'a, E: 'a, F, Fut> AsyncWebSocketHandlerFn<'a, E> for F
where
    F: Fn(&'a mut WebSocket, &'a E) -> Fut + Send + Sync,
    Fut: Future + Send + 'a,
{
    type Output = Fut::Output;
    type Future = Fut;

    fn call(&'a self, socket: &'a mut WebSocket, error: &'a E) -> Fut {
        self(socket, error)
    }
}

impl<E, F, R, M> WebSocketExceptionHandler<E, marker::Async<M>> for F
where
    E: Catch,
    F: for<'a> AsyncWebSocketHandlerFn<'a, E, Output = R> + 'static,
    R: WebSocketAnswer<M>,
{
    fn handle<'a>(
        &'a self,
        mut socket: WebSocket,
        error: &'a E,
    ) -> BoxFuture<'a, Result<Option<Ending>, Exception>> {
        Box::pin(async move { self.call(&mut socket, error).await.answer() })
    }
}
