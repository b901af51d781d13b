//! Middleware: a function around an application.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;
use tower_layer::Layer;

use super::layers::Inner;
use crate::exception::Exception;
use crate::response::Raised;

/// The rest of an application, from the view of a middleware function.
#[derive(Clone)]
pub struct Next(Inner);

impl Next {
    /// Goes on with the request. An error inside is a response already.
    pub async fn run(self, request: http::Request<Body>) -> Response {
        self.0.answer(request).await
    }
}

impl std::fmt::Debug for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Next")
    }
}

/// A function that stands around an application: `async fn(http::Request<Body>, Next)`, returning a response or a
/// `Result` of one.
#[diagnostic::on_unimplemented(
    message = "this is not a middleware",
    label = "not an async function of a request and `Next`",
    note = "write `async |request: http::Request<Body>, next: Next| next.run(request).await`, returning a response or a `Result` of one"
)]
pub trait Middleware<M>: Send + Sync + 'static {
    #[doc(hidden)]
    fn run(
        &self,
        request: http::Request<Body>,
        next: Next,
    ) -> BoxFuture<'static, Result<Response, Exception>>;
}

/// What a middleware returns; only ever inferred.
#[doc(hidden)]
#[derive(Debug)]
pub struct Answers;

/// What a middleware returns; only ever inferred.
#[doc(hidden)]
#[derive(Debug)]
pub struct Raises;

impl<F, Fut, T> Middleware<Answers> for F
where
    F: Fn(http::Request<Body>, Next) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: IntoResponse,
{
    fn run(
        &self,
        request: http::Request<Body>,
        next: Next,
    ) -> BoxFuture<'static, Result<Response, Exception>> {
        let answer = self(request, next);
        Box::pin(async move { Ok(answer.await.into_response()) })
    }
}

impl<F, Fut, T, E> Middleware<(Raises, T, E)> for F
where
    F: Fn(http::Request<Body>, Next) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
    T: IntoResponse,
    E: Into<Exception>,
{
    fn run(
        &self,
        request: http::Request<Body>,
        next: Next,
    ) -> BoxFuture<'static, Result<Response, Exception>> {
        let answer = self(request, next);
        Box::pin(async move {
            answer
                .await
                .map(IntoResponse::into_response)
                .map_err(Into::into)
        })
    }
}

pub(super) fn layer<M, F: Middleware<M>>(middleware: F) -> Around<M, F> {
    Around {
        middleware: Arc::new(middleware),
        marker: PhantomData,
    }
}

/// A middleware as a layer.
pub(super) struct Around<M, F> {
    middleware: Arc<F>,
    marker: PhantomData<fn() -> M>,
}

/// An application with a middleware around it.
pub(super) struct Surrounded<M, F> {
    middleware: Arc<F>,
    inner: Inner,
    marker: PhantomData<fn() -> M>,
}

impl<M, F> Layer<Inner> for Around<M, F> {
    type Service = Surrounded<M, F>;

    fn layer(&self, inner: Inner) -> Self::Service {
        Surrounded {
            middleware: Arc::clone(&self.middleware),
            inner,
            marker: PhantomData,
        }
    }
}

impl<M, F> Clone for Surrounded<M, F> {
    fn clone(&self) -> Self {
        Self {
            middleware: Arc::clone(&self.middleware),
            inner: self.inner.clone(),
            marker: PhantomData,
        }
    }
}

impl<M: 'static, F: Middleware<M>> tower_service::Service<http::Request<Body>>
    for Surrounded<M, F>
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let answer = self.middleware.run(request, Next(self.inner.clone()));
        // What it raises travels inside a response to the net outside, which answers it.
        Box::pin(async move {
            Ok(answer
                .await
                .unwrap_or_else(|exception| Raised::from(exception).into_response()))
        })
    }
}
