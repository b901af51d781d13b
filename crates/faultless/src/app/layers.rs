//! Layers of tower around an application, each with a net outside it.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, ServiceExt};
use tower_layer::Layer;

use super::dispatch::Core;
use super::net::Net;

/// What a layer is put around: the application and the layers inside, for requests of any body.
///
/// It never fails: an error inside is a response already.
#[derive(Clone)]
pub struct Inner(BoxCloneSyncService<http::Request<Body>, Response, Infallible>);

impl Inner {
    pub(super) fn new<S>(service: S) -> Self
    where
        S: tower_service::Service<http::Request<Body>, Response = Response, Error = Infallible>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        Self(BoxCloneSyncService::new(service))
    }

    pub(super) async fn answer(self, request: http::Request<Body>) -> Response {
        match self.0.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inner")
    }
}

impl<B> tower_service::Service<http::Request<B>> for Inner
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        // A body that is axum's already is not boxed again.
        self.0.call(request.map(Body::new))
    }
}

/// A layer with its net, its type forgotten.
pub(super) type BoxedLayer = Arc<dyn Fn(Inner, &Arc<Core>) -> Inner + Send + Sync>;

pub(super) fn boxed<L, B>(layer: L) -> BoxedLayer
where
    L: Layer<Inner> + Send + Sync + 'static,
    L::Service: tower_service::Service<http::Request<Body>, Response = http::Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    <L::Service as tower_service::Service<http::Request<Body>>>::Error: Into<BoxError>,
    <L::Service as tower_service::Service<http::Request<Body>>>::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    Arc::new(move |inner, core| {
        let layered = layer
            .layer(inner)
            .map_response(|response| response.map(Body::new))
            .map_err(Into::into);
        Inner::new(Net::new(layered, Arc::clone(core)))
    })
}
