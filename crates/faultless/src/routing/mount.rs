//! Mounts: sub-applications and foreign services under a path.

use std::panic::Location;
use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::Uri;
use http::uri::PathAndQuery;
use percent_encoding::percent_decode_str;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, ServiceExt};

use crate::after::Tasks;

/// What is mounted, before the application is built.
#[derive(Clone)]
pub(crate) struct Mount {
    pub(crate) path: String,
    pub(crate) target: Arc<dyn Mountable>,
    pub(crate) location: &'static Location<'static>,
}

type Call =
    dyn Fn(http::Request<Body>) -> BoxFuture<'static, Result<Response, BoxError>> + Send + Sync;

/// A built application or service under a path.
#[doc(hidden)]
#[derive(Clone)]
pub struct Mounted {
    call: Arc<Call>,
    /// What it is, where it is an application of ours.
    #[cfg(feature = "contract")]
    application: Option<Arc<dyn super::Promises>>,
}

impl Mounted {
    pub(crate) fn new<F>(call: impl Fn(http::Request<Body>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Response, BoxError>> + Send + 'static,
    {
        Self {
            call: Arc::new(move |request| Box::pin(call(request))),
            #[cfg(feature = "contract")]
            application: None,
        }
    }

    #[cfg(feature = "contract")]
    pub(crate) fn application(mut self, application: impl super::Promises + 'static) -> Self {
        self.application = Some(Arc::new(application));
        self
    }

    /// What it promises; none for a foreign service.
    #[cfg(feature = "contract")]
    pub(crate) fn promises(&self) -> Option<&dyn super::Promises> {
        self.application.as_deref()
    }

    pub(crate) fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<Response, BoxError>> {
        (self.call)(request)
    }
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mounted")
    }
}

/// What can stand under a path: an [`App`](crate::App), or a service through
/// [`mount_service`](crate::App::mount_service).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be mounted",
    label = "not an `App`",
    note = "an axum `Router` or another tower service is mounted with `mount_service`"
)]
pub trait Mountable: Send + Sync + 'static {
    #[doc(hidden)]
    fn mounted(&self, tasks: &Tasks, path: &str) -> Result<(Mounted, Nature), crate::BuildError>;
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
    fn mounted(&self, _tasks: &Tasks, _path: &str) -> Result<(Mounted, Nature), crate::BuildError> {
        let service = self.0.clone();
        let mounted = Mounted::new(move |request| service.clone().oneshot(request));
        Ok((mounted, Nature::Stripped))
    }
}

/// The URI without the first `decoded` bytes of its decoded path, which end where a slash begins.
pub(crate) fn strip(uri: &Uri, decoded: usize) -> Option<Uri> {
    let rest = rest(uri.path(), decoded)?;
    let slash = if rest.starts_with('/') { "" } else { "/" };
    let target = match uri.query() {
        Some(query) => format!("{slash}{rest}?{query}"),
        None => format!("{slash}{rest}"),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(target).ok()?);
    Uri::from_parts(parts).ok()
}

/// What follows the first `decoded` bytes of a path's decoded form, as it was sent.
///
/// Segment by segment: a slash is ASCII, so what is not UTF-8 (one byte sent, three after decoding) never crosses one.
fn rest(path: &str, decoded: usize) -> Option<&str> {
    let (mut at, mut taken) = (0, 0);
    while taken < decoded {
        let here = path.get(at..)?;
        let slash = if here.starts_with('/') {
            1
        } else if here
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("%2f"))
        {
            3
        } else {
            0
        };
        let after = here.get(slash..)?;
        let length = after
            .find(['/', '%'])
            .map_or(after.len(), |start| segment_end(after, start));
        let segment = after.get(..length)?;
        if slash + length == 0 {
            return None;
        }
        taken += usize::from(slash > 0) + percent_decode_str(segment).decode_utf8_lossy().len();
        at += slash + length;
    }
    (taken == decoded).then(|| path.get(at..)).flatten()
}

/// Where a segment ends: at a slash, however it is written. `from` is the first place to look.
fn segment_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let is_end = |at: &usize| {
        matches!(
            bytes.get(*at..),
            Some([b'/', ..] | [b'%', b'2', b'f' | b'F', ..])
        )
    };
    (from..bytes.len()).find(is_end).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_mount_is_as_it_was_sent() {
        for (path, decoded, left) in [
            ("/old/here", "/old".len(), Some("/here")),
            ("/old/", "/old".len(), Some("/")),
            ("/%C3%B6%20x/a%2Fb", "/ö x".len(), Some("/a%2Fb")),
            ("/a%2fb/c", "/a".len(), Some("%2fb/c")),
            ("/%FF%FE/c", "/\u{fffd}\u{fffd}".len(), Some("/c")),
            ("/a/b/c", "/a/b".len(), Some("/c")),
            ("/%zz/c", "/%zz".len(), Some("/c")),
            ("/a/b", 0, Some("/a/b")),
            ("/abc", 2, None),
            ("/abc", 9, None),
        ] {
            assert_eq!(rest(path, decoded), left, "{path}");
        }
    }
}
