//! `Service`: a built application.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::HeaderValue;
use tower::BoxError;

use super::App;
use super::dispatch::Core;
use super::layers::{BoxedLayer, Inner};
use crate::after::Tasks;
use crate::defect::BuildError;
use crate::request::ClientAddress;
use crate::request_id::{self, RequestId};
use crate::routing::{Mountable, Mounted, MountedAt, Nature};

/// A built application: a tower service of HTTP requests that never fails.
///
/// It can be cloned and shared; axum, hyper and the like take it as they take any service.
#[derive(Clone)]
pub struct Service {
    core: Arc<Core>,
    /// The layers with the core inside; `None` where there are none, which spares them their cost.
    layered: Option<Inner>,
}

impl Service {
    pub(super) fn new(core: Core, layers: &[BoxedLayer]) -> Self {
        let core = Arc::new(core);
        let layered = (!layers.is_empty()).then(|| {
            let innermost = Inner::new(Innermost(Arc::clone(&core)));
            layers
                .iter()
                .fold(innermost, |inner, layer| layer(inner, &core))
        });
        Self { core, layered }
    }

    #[cfg(feature = "server")]
    pub(super) fn docs_path(&self) -> Option<&str> {
        self.core.docs_path()
    }

    #[cfg(feature = "server")]
    pub(super) fn drain_timeout(&self) -> std::time::Duration {
        self.core.options().drain_timeout
    }

    #[cfg(feature = "server")]
    pub(super) fn tasks(&self) -> &Tasks {
        &self.core.scope().tasks
    }

    pub(super) fn core(&self) -> &Core {
        &self.core
    }

    /// Answers a request.
    pub async fn answer(&self, request: http::Request<Body>) -> Response {
        self.answer_from(request, None).await
    }

    /// Answers a request of a client that the server knows.
    pub(super) async fn answer_from(
        &self,
        mut request: http::Request<Body>,
        client: Option<SocketAddr>,
    ) -> Response {
        let id = self.core.options().request_ids.then(|| name(&mut request));
        let mut response = match &self.layered {
            Some(layered) => {
                if let Some(client) = client {
                    request.extensions_mut().insert(ClientAddress(client));
                }
                layered.clone().answer(request).await
            }
            None => enter(&self.core, request, client).await,
        };
        if let Some(id) = id {
            response
                .headers_mut()
                .entry(request_id::HEADER)
                .or_insert(id);
        }
        response
    }
}

/// Gives a request without a well-formed id one, in the header where everything inside finds it.
fn name(request: &mut http::Request<Body>) -> HeaderValue {
    let value = RequestId::of(request.headers()).header_value();
    // A map that is full to its limit takes no more, and would panic: the head is refused inside anyway.
    let _ = request
        .headers_mut()
        .try_insert(request_id::HEADER, value.clone());
    value
}

async fn enter(
    core: &Arc<Core>,
    request: http::Request<Body>,
    client: Option<SocketAddr>,
) -> Response {
    let (mut parts, body) = request.into_parts();
    // Only a mounted application's requests have extensions to look among, most of the time.
    let own = if parts.extensions.is_empty() {
        None
    } else {
        parts.extensions.remove::<MountedAt>()
    };
    core.answer(parts, body, own.map_or(0, |at| at.0), client)
        .await
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}

impl<B> tower_service::Service<http::Request<B>> for Service
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let service = self.clone();
        Box::pin(async move { Ok(service.answer(request.map(Body::new)).await) })
    }
}

/// The core as the innermost service of the layers.
#[derive(Clone)]
struct Innermost(Arc<Core>);

impl tower_service::Service<http::Request<Body>> for Innermost {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let core = Arc::clone(&self.0);
        Box::pin(async move { Ok(enter(&core, request, None).await) })
    }
}

impl Mountable for App {
    fn mounted(&self, tasks: &Tasks, path: &str) -> Result<(Mounted, Nature), BuildError> {
        let service = self.clone().build_within(tasks, path)?;
        #[cfg(feature = "contract")]
        let application = service.clone();
        let mounted = Mounted::new(move |request| {
            let service = service.clone();
            async move { Ok(service.answer(request).await) }
        });
        #[cfg(feature = "contract")]
        let mounted = mounted.application(application);
        Ok((mounted, Nature::Whole))
    }
}
