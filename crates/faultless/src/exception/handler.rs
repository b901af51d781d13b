//! What can be registered as an exception handler, and what it may return.

use std::error::Error;
use std::future::Future;

use axum_core::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;

use super::{Exception, HttpException};
use crate::exception_handlers;
use crate::request::Request;
use crate::response::{bare_error, planned};

/// A type that exception handlers are registered for: any error, or [`Exception`] for the catch-all.
#[diagnostic::on_unimplemented(
    message = "no exception handler can be registered for `{Self}`",
    label = "not an error",
    note = "a handler takes `&Request` and a reference to an error type; `&Exception` makes it the catch-all"
)]
pub trait Catch: Send + Sync + 'static {
    #[doc(hidden)]
    const CATCH_ALL: bool;

    #[doc(hidden)]
    fn view<'a>(exception: &'a Exception, error: &'a (dyn Error + 'static)) -> Option<&'a Self>;

    #[doc(hidden)]
    fn is_type_of(error: &(dyn Error + 'static)) -> bool;
}

impl<E: Error + Send + Sync + 'static> Catch for E {
    const CATCH_ALL: bool = false;

    fn view<'a>(_exception: &'a Exception, error: &'a (dyn Error + 'static)) -> Option<&'a Self> {
        error.downcast_ref()
    }

    fn is_type_of(error: &(dyn Error + 'static)) -> bool {
        error.is::<E>()
    }
}

impl Catch for Exception {
    const CATCH_ALL: bool = true;

    fn view<'a>(exception: &'a Exception, _error: &'a (dyn Error + 'static)) -> Option<&'a Self> {
        Some(exception)
    }

    fn is_type_of(_error: &(dyn Error + 'static)) -> bool {
        false
    }
}

/// A type that handlers by status take: [`HttpException`], or [`Exception`] for the status 500.
#[diagnostic::on_unimplemented(
    message = "a status handler does not take `{Self}`",
    label = "write `&HttpException`",
    note = "a handler for the type `{Self}` is registered with `exception_handler`"
)]
pub trait StatusCatch: Catch {}

impl StatusCatch for HttpException {}
impl StatusCatch for Exception {}

/// What an exception handler may return.
///
/// Any response answers; an error status without a body, and an [`HttpException`], are rendered in the application's
/// format. `Option` of either may decline with `None`: the next handler is asked. `Result` may fail: the error, an
/// `HttpException` too, goes to the catch-all.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what an exception handler returns",
    label = "not a response, nor an `Option` or `Result` of one",
    note = "return anything that implements `IntoResponse`, such as `(StatusCode, Json(...))`"
)]
pub trait Answer<M> {
    #[doc(hidden)]
    fn answer(self, request: &Request) -> Result<Option<Response>, Exception>;
}

impl<T: IntoResponse> Answer<marker::Plain> for T {
    fn answer(self, request: &Request) -> Result<Option<Response>, Exception> {
        let response = planned(self.into_response())?;
        // An error status alone says nothing: it is said in the application's format.
        Ok(Some(match bare_error(response) {
            Ok(response) => response,
            Err(bare) => exception_handlers::http_exception(request, &bare),
        }))
    }
}

impl Answer<marker::Http> for HttpException {
    fn answer(self, request: &Request) -> Result<Option<Response>, Exception> {
        self.check_detail()?;
        Ok(Some(exception_handlers::http_exception(request, &self)))
    }
}

impl<A: Answer<M>, M> Answer<marker::Declining<M>> for Option<A> {
    fn answer(self, request: &Request) -> Result<Option<Response>, Exception> {
        self.map_or(Ok(None), |answer| answer.answer(request))
    }
}

impl<A: Answer<M>, M, E: Into<Exception>> Answer<marker::Failing<M>> for Result<A, E> {
    fn answer(self, request: &Request) -> Result<Option<Response>, Exception> {
        self.map_err(Into::into)?.answer(request)
    }
}

/// A function that answers for exceptions of type `E`: `Fn(&Request, &E)`, sync or async.
///
/// Closures, closures with an async block, async closures and named functions of either kind all are one. `M` tells
/// them apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "this is not an exception handler",
    label = "not a function of `&Request` and a reference to an error that returns a response",
    note = "write `|request: &Request, error: &MyError| ...`, or an `async fn` of the same parameters",
    note = "`MyError` implements `std::error::Error`, or is `Exception`; what is returned implements `IntoResponse`, or is an `Option` or a `Result` of what does"
)]
pub trait ExceptionHandler<E, M>: Send + Sync + 'static {
    #[doc(hidden)]
    fn handle<'a>(
        &'a self,
        request: &'a Request,
        error: &'a E,
    ) -> BoxFuture<'a, Result<Option<Response>, Exception>>;
}

/// How a handler is called and what it returns; only ever inferred.
pub mod marker {
    /// Called at once, its answer marked by `M`.
    #[derive(Debug)]
    pub struct Sync<M>(std::marker::PhantomData<M>);
    /// Awaited, its answer marked by `M`.
    #[derive(Debug)]
    pub struct Async<M>(std::marker::PhantomData<M>);
    /// Always answers.
    #[derive(Debug)]
    pub struct Plain;
    /// Always answers, in the application's format.
    #[derive(Debug)]
    pub struct Http;
    /// May decline; else marked by `M`.
    #[derive(Debug)]
    pub struct Declining<M>(std::marker::PhantomData<M>);
    /// May fail; else marked by `M`.
    #[derive(Debug)]
    pub struct Failing<M>(std::marker::PhantomData<M>);
}

impl<E, F, R, M> ExceptionHandler<E, marker::Sync<M>> for F
where
    E: Catch,
    F: Fn(&Request, &E) -> R + Send + Sync + 'static,
    R: Answer<M>,
{
    fn handle<'a>(
        &'a self,
        request: &'a Request,
        error: &'a E,
    ) -> BoxFuture<'a, Result<Option<Response>, Exception>> {
        // Lazy, so that a handler which is not reached is not run, and a panic in it falls where panics are caught.
        Box::pin(async move { self(request, error).answer(request) })
    }
}

/// A function that returns a future which may borrow its arguments; every such function is one.
pub trait AsyncHandlerFn<'a, E: 'a>: Send + Sync {
    /// What the future gives.
    type Output;
    /// The future.
    type Future: Future<Output = Self::Output> + Send + 'a;

    #[doc(hidden)]
    fn call(&'a self, request: &'a Request, error: &'a E) -> Self::Future;
}

impl<'a, E: 'a, F, Fut> AsyncHandlerFn<'a, E> for F
where
    F: Fn(&'a Request, &'a E) -> Fut + Send + Sync,
    Fut: Future + Send + 'a,
{
    type Output = Fut::Output;
    type Future = Fut;

    fn call(&'a self, request: &'a Request, error: &'a E) -> Fut {
        self(request, error)
    }
}

impl<E, F, R, M> ExceptionHandler<E, marker::Async<M>> for F
where
    E: Catch,
    F: for<'a> AsyncHandlerFn<'a, E, Output = R> + 'static,
    R: Answer<M>,
{
    fn handle<'a>(
        &'a self,
        request: &'a Request,
        error: &'a E,
    ) -> BoxFuture<'a, Result<Option<Response>, Exception>> {
        Box::pin(async move { self.call(request, error).await.answer(request) })
    }
}
