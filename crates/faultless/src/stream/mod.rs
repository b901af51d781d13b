//! Streamed bodies: what fails after the response began is told of once, and ends the stream before its proper end.

mod from_fn;
mod response;
mod watched;

use axum_core::body::Body;
use axum_core::response::Response;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
use http_body::Body as _;

pub use from_fn::StreamSender;
pub(crate) use from_fn::Yielded;
pub use response::StreamingResponse;

use self::watched::Watched;
use crate::request::Request;

/// How long a body of a known length may be and not be watched: one this short is most likely there as a whole, and a
/// long one is worth the watch.
const WHOLE: u64 = 64 << 10;

/// True for a body that cannot fail any more, since it is there as a whole.
pub(crate) fn is_whole(response: &Response) -> bool {
    is_short(response.body().size_hint().exact())
}

fn is_short(length: Option<u64>) -> bool {
    length.is_some_and(|length| length <= WHOLE)
}

/// Puts a watch on a body that is long, or of unknown length: an error or a panic in it is told of with its request, and
/// ends the connection's stream before its proper end, so that the client knows. So does a body that is not as long as
/// was declared.
///
/// A body that is there as a whole cannot fail any more, and is left as it is.
pub(crate) fn watched(mut response: Response, request: &Request) -> Response {
    let length = response.body().size_hint().exact();
    let head = request.method() == Method::HEAD;
    if length.is_some() && !head {
        without_length(&mut response);
    }
    if is_short(length) {
        return response;
    }
    // What is answered to HEAD has a length and no body.
    let length = length.or_else(|| declared(&mut response)).filter(|_| !head);
    response.map(|body| Body::new(Watched::new(body, length, request)))
}

/// Takes a `Content-Length` of the handler's own away: the server writes the body's, and a wrong one would break the
/// connection.
fn without_length(response: &mut Response) {
    // A few names are compared faster than one is hashed.
    if response
        .headers()
        .keys()
        .any(|name| *name == CONTENT_LENGTH)
    {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
}

/// The length that the handler declared for a body whose length nobody else knows. What is no number is taken away.
fn declared(response: &mut Response) -> Option<u64> {
    let number = |value: &HeaderValue| value.to_str().ok()?.parse().ok();
    let length = response.headers().get(CONTENT_LENGTH).map(number)?;
    if length.is_none() {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    length
}
