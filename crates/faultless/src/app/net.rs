//! `Net`: what a layer lets fall is caught outside it, and answered by the same handlers.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use futures_util::future::BoxFuture;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri, Version};
use tower::{BoxError, ServiceExt};

use super::dispatch::{Core, formatted};
use crate::exception::{Exception, HttpException, caught};
use crate::observe::Place;
use crate::request::{Request, Scope};

/// A service whose errors, panics and bare error responses are answered as exceptions.
#[derive(Clone)]
pub(super) struct Net<S> {
    inner: S,
    core: Arc<Core>,
}

impl<S> Net<S> {
    pub(super) fn new(inner: S, core: Arc<Core>) -> Self {
        Self { inner, core }
    }
}

impl<S> tower_service::Service<http::Request<Body>> for Net<S>
where
    S: tower_service::Service<http::Request<Body>, Response = Response, Error = BoxError>
        + Clone
        + Send
        + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // Readiness is awaited in the call, on a clone, so that a failure of it is answered too.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let inner = self.inner.clone();
        let core = Arc::clone(&self.core);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let remembered = Remembered::of(&parts);
            let call =
                Box::pin(
                    async move { inner.oneshot(http::Request::from_parts(parts, body)).await },
                );
            let exception = match caught(call).await {
                Ok(Ok(response)) => match formatted(response) {
                    Ok(response) => return Ok(core.let_go_again(response, remembered)),
                    Err(exception) => exception,
                },
                Ok(Err(error)) => from_boxed(error),
                Err(panic) => panic,
            };
            let request = Box::new(remembered.request(core.scope()));
            let response = core
                .resolve(&request, exception, &[], Place::Response)
                .await;
            Ok(core.let_go(response, request, &[]))
        })
    }
}

/// The head of a request, kept for handlers while a layer or a foreign service has the request itself.
pub(super) struct Remembered {
    method: Method,
    uri: Uri,
    version: Version,
    headers: HeaderMap,
    extensions: Extensions,
}

impl Remembered {
    pub(super) fn of(parts: &Parts) -> Self {
        Self {
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            version: parts.version,
            headers: parts.headers.clone(),
            extensions: parts.extensions.clone(),
        }
    }

    /// The request again, without its body.
    pub(super) fn request(self, scope: &Arc<Scope>) -> Request {
        let (mut parts, ()) = http::Request::new(()).into_parts();
        parts.method = self.method;
        parts.uri = self.uri;
        parts.version = self.version;
        parts.headers = self.headers;
        parts.extensions = self.extensions;
        let decoded = super::dispatch::decoded(parts.uri.path());
        Request::new(parts, Body::empty(), decoded, Arc::clone(scope), 0)
    }
}

/// The exception that a service's error is. Tower's own words for a time-out and for overload have a status.
pub(super) fn from_boxed(error: BoxError) -> Exception {
    if error.is::<tower::timeout::error::Elapsed>() {
        return Exception::new(HttpException::bare(408).caused_by(error));
    }
    if error.is::<tower::load_shed::error::Overloaded>() {
        return Exception::new(HttpException::bare(503).caused_by(error));
    }
    Exception::boxed(error)
}
