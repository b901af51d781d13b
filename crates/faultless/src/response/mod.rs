//! Responses: `Json`, `Html`, `Redirect`, and exceptions that travel inside one.

mod cookie;
mod finite;
mod html;
mod json;
mod redirect;

use std::sync::{Arc, Mutex};

use axum_core::body::Body;
pub use axum_core::response::{IntoResponse, Response};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use http::{HeaderValue, StatusCode};
use http_body::Body as _;

pub use self::cookie::{SameSite, SetCookie};
pub(crate) use self::finite::assert_finite;
pub use self::html::Html;
pub use self::json::Json;
pub(crate) use self::json::to_json;
pub use self::redirect::Redirect;
use crate::exception::{Exception, HttpException};

pub(crate) fn with_content_type(content_type: HeaderValue, body: Body) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

/// An exception as a response of axum's: the error type of handlers in a mounted axum `Router`, and of axum's own
/// middleware functions.
///
/// Under an [`App`](crate::App) it takes the same road as any other exception. Outside of one it is a bare response of
/// its status.
///
/// # Example
/// ```
/// use faultless::Raised;
/// use faultless::prelude::*;
///
/// async fn old_handler() -> Result<&'static str, Raised> {
///     raise!(GONE, "moved to /v2");
/// }
/// ```
#[derive(Debug)]
pub struct Raised(Exception);

impl<E: Into<Exception>> From<E> for Raised {
    #[track_caller]
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// The exception inside a response. Extensions must be `Clone`: the first to ask takes it.
#[derive(Clone)]
struct Carried(Arc<Mutex<Option<Exception>>>);

impl IntoResponse for Raised {
    fn into_response(self) -> Response {
        let status = self
            .0
            .downcast_ref::<HttpException>()
            .map_or(StatusCode::INTERNAL_SERVER_ERROR, HttpException::status);
        let mut response = status.into_response();
        response
            .extensions_mut()
            .insert(Carried(Arc::new(Mutex::new(Some(self.0)))));
        response
    }
}

/// The response, or the exception that it carries.
///
/// # Errors
/// The exception that [`Raised`] put into it.
pub(crate) fn planned(mut response: Response) -> Result<Response, Exception> {
    if response.extensions().is_empty() {
        return Ok(response);
    }
    match response.extensions_mut().remove::<Carried>() {
        None => Ok(response),
        Some(Carried(slot)) => {
            let taken = slot
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .take();
            taken.map_or(Ok(response), Err)
        }
    }
}

/// Marks a response to an error that went through the handlers: it is answered, whatever it looks like.
#[derive(Clone, Copy)]
struct Resolved;

/// Marks an error's response, so that the net outside a layer does not take it for an answer of the layer's own, also
/// where the layer takes its body. What goes to the server as it is needs a mark only where it says nothing: the core
/// itself may see it once more, as it does the refusal of a WebSocket.
pub(crate) fn mark_resolved(response: &mut Response, outermost: bool) {
    if !outermost || is_bare(response) {
        response.extensions_mut().insert(Resolved);
    }
}

/// The machine code of an error's response, for tests that hold it against the document.
#[cfg(feature = "contract")]
#[derive(Debug, Clone)]
pub(crate) struct ErrorCode(pub(crate) String);

/// The response when everything else failed, a format that panics included.
pub(crate) fn last_resort() -> Response {
    let mut response = with_content_type(
        HeaderValue::from_static("text/plain; charset=utf-8"),
        Body::from("Internal Server Error"),
    );
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// The response, or the exception that an error status without words is.
///
/// # Errors
/// The exception, with the response's headers.
pub(crate) fn bare_error(response: Response) -> Result<Response, HttpException> {
    let status = response.status();
    let error = status.is_client_error() || status.is_server_error();
    if !error || response.extensions().get::<Resolved>().is_some() || !is_bare(&response) {
        return Ok(response);
    }
    let (mut parts, _) = response.into_parts();
    for framing in [CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING] {
        parts.headers.remove(framing);
    }
    Err(HttpException::bare(status).with_headers(parts.headers))
}

/// True for an error response that says nothing: no body, or the words that tower-http's body limit puts into its 413.
fn is_bare(response: &Response) -> bool {
    let is_text = || {
        let kind = response.headers().get(CONTENT_TYPE);
        kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
    };
    match response.body().size_hint().exact() {
        Some(0) => true,
        Some(length) => {
            response.status() == StatusCode::PAYLOAD_TOO_LARGE
                && length == "length limit exceeded".len() as u64
                && is_text()
        }
        None => false,
    }
}
