//! Streamed bodies: what fails after the response began is logged once, and ends the stream.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use http::{HeaderValue, Method};
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::exception::{Exception, Panic, caught_now};
use crate::observe;
use crate::request::Request;
use crate::request_id::{self, RequestId};

/// How long a body of a known length may be and not be watched: one this short is most likely there as a whole, and a
/// long one is worth the watch.
const WHOLE: u64 = 64 << 10;

/// Puts a watch on a body that is long, or of unknown length: an error or a panic in it is logged with its request, and ends
/// the connection's stream before its proper end, so that the client knows.
///
/// A body that is there as a whole cannot fail any more, and is left as it is.
pub(crate) fn watched(response: Response, request: &Request) -> Response {
    let length = response.body().size_hint().exact();
    let response = if length.is_some() && request.method() != Method::HEAD {
        without_length(response)
    } else {
        response
    };
    if length.is_some_and(|length| length <= WHOLE) {
        return response;
    }
    let about = About::of(request);
    response.map(|body| {
        Body::new(Watched {
            body: Some(body),
            about,
        })
    })
}

/// The response without a `Content-Length` of the handler's own: the server writes the body's, and a wrong one would
/// break the connection.
fn without_length(mut response: Response) -> Response {
    if !response.headers().is_empty() {
        response.headers_mut().remove(http::header::CONTENT_LENGTH);
    }
    response
}

/// What the log is told of the request, should the body fail.
#[derive(Clone)]
pub(crate) struct About {
    method: Method,
    path: String,
    /// The id, where it was asked for already; else the header it would be taken from.
    id: Result<RequestId, Option<HeaderValue>>,
}

impl About {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            method: request.method().clone(),
            path: request.path().to_owned(),
            id: request
                .id_if_any()
                .ok_or_else(|| request.headers().get(request_id::HEADER).cloned()),
        }
    }

    pub(crate) fn log(&self, failure: &Exception) {
        let id = match &self.id {
            Ok(id) => id.clone(),
            Err(header) => {
                RequestId::from_header(header.as_ref()).unwrap_or_else(RequestId::random)
            }
        };
        observe::log_stream_failure(&self.method, &self.path, id.as_str(), failure.error());
    }
}

struct Watched {
    /// Gone after a failure: a body that panicked is not polled again.
    body: Option<Body>,
    about: About,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = StreamFailed;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamFailed>>> {
        let Some(body) = self.body.as_mut() else {
            return Poll::Ready(None);
        };
        let failure: Exception = match caught_now(|| Pin::new(body).poll_frame(context)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Ok(Poll::Ready(Some(Ok(frame)))) => return Poll::Ready(Some(Ok(frame))),
            Ok(Poll::Ready(Some(Err(error)))) => Exception::boxed(error.into_inner()),
            Err(panic) => panic,
        };
        self.body = None;
        self.about.log(&failure);
        let panicked = failure.is::<Panic>();
        Poll::Ready(Some(Err(StreamFailed { panicked })))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map_or_else(SizeHint::default, HttpBody::size_hint)
    }
}

/// What the server is told of a stream that failed; the whole story is in the log already.
#[derive(Debug)]
struct StreamFailed {
    panicked: bool,
}

impl fmt::Display for StreamFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.panicked {
            "the response's body panicked"
        } else {
            "the response's body failed"
        })
    }
}

impl std::error::Error for StreamFailed {}
