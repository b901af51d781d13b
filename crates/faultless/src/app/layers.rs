//! Layers of tower around an application, each with a net outside it.

use std::convert::Infallible;
use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, ServiceExt};
use tower_layer::Layer;

use super::dispatch::Core;
use super::net::Net;

/// What a layer is put around. It never fails: an error inside is a response already.
pub type BoxedService = BoxCloneSyncService<http::Request<Body>, Response, Infallible>;

/// A layer with its net, its type forgotten.
pub(super) type BoxedLayer = Arc<dyn Fn(BoxedService, &Arc<Core>) -> BoxedService + Send + Sync>;

pub(super) fn boxed<L, B>(layer: L) -> BoxedLayer
where
    L: Layer<BoxedService> + Send + Sync + 'static,
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
        BoxCloneSyncService::new(Net::new(layered, Arc::clone(core)))
    })
}
