//! Mounts: sub-applications and foreign services under a path.

use std::panic::Location;
use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::Uri;
use http::uri::PathAndQuery;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, ServiceExt};

/// What is mounted, before the application is built.
#[derive(Clone)]
pub(crate) struct Mount {
    pub(crate) path: String,
    pub(crate) target: Arc<dyn Mountable>,
    pub(crate) location: &'static Location<'static>,
}

/// A built application or service under a path.
pub(crate) type Mounted = Arc<
    dyn Fn(http::Request<Body>) -> BoxFuture<'static, Result<Response, BoxError>> + Send + Sync,
>;

/// What can stand under a path: an [`App`](crate::App), or a service through
/// [`mount_service`](crate::App::mount_service).
pub trait Mountable: Send + Sync + 'static {
    #[doc(hidden)]
    fn mounted(&self) -> Result<(Mounted, Nature), crate::BuildError>;
}

/// How a mount wants its path.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Whole, with a note of how much of it is the mount's.
    Whole,
    /// Without the mount's part, as axum's `nest` gives it.
    Stripped,
}

/// How many bytes of the decoded path belong to the mounts above; among the extensions of a request on its way through
/// a mounted application's layers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MountedAt(pub(crate) usize);

/// A foreign service.
pub(crate) struct Foreign(pub(crate) BoxCloneSyncService<http::Request<Body>, Response, BoxError>);

impl Foreign {
    pub(crate) fn new<S, B>(service: S) -> Self
    where
        S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(BoxCloneSyncService::new(
            service
                .map_response(|response| response.map(Body::new))
                .map_err(Into::into),
        ))
    }
}

impl Mountable for Foreign {
    fn mounted(&self) -> Result<(Mounted, Nature), crate::BuildError> {
        let service = self.0.clone();
        let call: Mounted = Arc::new(move |request| {
            let service = service.clone();
            Box::pin(service.oneshot(request))
        });
        Ok((call, Nature::Stripped))
    }
}

/// The URI without the first `decoded` bytes of its decoded path.
pub(crate) fn strip(uri: &Uri, decoded: usize) -> Option<Uri> {
    let path = uri.path();
    let mut taken = 0;
    let mut at = 0;
    let bytes = path.as_bytes();
    while taken < decoded {
        // A percent sign that two hexadecimal digits follow is one byte of the decoded path.
        let escape = bytes.get(at) == Some(&b'%')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        at += if escape { 3 } else { 1 };
        taken += 1;
    }
    let rest = path.get(at..)?;
    let target = match uri.query() {
        Some(query) => format!("{rest}?{query}"),
        None => rest.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(
        PathAndQuery::try_from(if target.starts_with('/') {
            target
        } else {
            format!("/{target}")
        })
        .ok()?,
    );
    Uri::from_parts(parts).ok()
}
