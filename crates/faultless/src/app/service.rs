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
use crate::request::{ClientAddress, Request};
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
        self.accept(request, None).answer().await
    }

    /// Takes a request in, of a client that the server may know. Apart from the answering, so that the request has its
    /// place in memory before the first future is made, and is not moved from one to the next.
    pub(super) fn accept(
        &self,
        mut request: http::Request<Body>,
        client: Option<SocketAddr>,
    ) -> Accepted {
        let names = self.core.options().request_ids;
        let id = names.then(|| name(&mut request));
        let way = match &self.layered {
            Some(layered) => {
                if let Some(client) = client {
                    request.extensions_mut().insert(ClientAddress(client));
                }
                Way::Layered(Box::pin(layered.clone().answer(request)))
            }
            None => Way::Direct(Arc::clone(&self.core), entered(&self.core, request, client)),
        };
        Accepted { way, id }
    }
}

/// A request on its way through an application.
pub(super) struct Accepted {
    way: Way,
    /// The id that its response is to carry.
    id: Option<HeaderValue>,
}

enum Way {
    Layered(BoxFuture<'static, Response>),
    Direct(Arc<Core>, Box<Request>),
}

impl Accepted {
    /// Answers it.
    pub(super) async fn answer(self) -> Response {
        let mut response = match self.way {
            Way::Layered(layers) => layers.await,
            Way::Direct(core, request) => core.answer(request).await,
        };
        if let Some(id) = self.id {
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

/// The request as the core takes it.
fn entered(core: &Core, request: http::Request<Body>, client: Option<SocketAddr>) -> Box<Request> {
    let (mut parts, body) = request.into_parts();
    // Only a mounted application's requests have extensions to look among, most of the time.
    let own = if parts.extensions.is_empty() {
        None
    } else {
        parts.extensions.remove::<MountedAt>()
    };
    let mut request = Box::new(core.request(parts, body));
    if let Some(MountedAt(own)) = own {
        request.set_own(own);
    }
    if let Some(client) = client {
        request.set_client(client);
    }
    request
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
        let accepted = self.accept(request.map(Body::new), None);
        Box::pin(async move { Ok(accepted.answer().await) })
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
        let request = entered(&core, request, None);
        Box::pin(async move { Ok(core.answer(request).await) })
    }
}

impl Mountable for App {
    fn mounted(&self, tasks: &Tasks, path: &str) -> Result<(Mounted, Nature), BuildError> {
        let service = self.clone().build_within(tasks, path)?;
        #[cfg(feature = "contract")]
        let application = service.clone();
        let mounted = Mounted::new(move |request| {
            let accepted = service.accept(request, None);
            async move { Ok(accepted.answer().await) }
        });
        #[cfg(feature = "contract")]
        let mounted = mounted.application(application);
        Ok((mounted, Nature::Whole))
    }
}
