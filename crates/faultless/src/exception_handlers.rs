//! The framework's own exception handlers, for handlers of yours to call or to replace one by one.
//!
//! Each renders in the application's [format](crate::ErrorFormat).
//!
//! # Example
//! ```
//! use faultless::prelude::*;
//! use faultless::exception_handlers;
//!
//! let app = App::new().exception_handler(|request: &Request, error: &HttpException| {
//!     let mut response = exception_handlers::http_exception(request, error);
//!     response.headers_mut().insert("x-seen", HeaderValue::from_static("http"));
//!     response
//! });
//! ```

use axum_core::body::Body;
use axum_core::response::Response;
use http::StatusCode;

use crate::exception::{
    ErrorReport, Exception, HttpException, RequestValidationError, ResponseValidationError, headers,
};
use crate::observe::{self, Place};
use crate::request::Request;
use crate::response::with_content_type;
use crate::status;

/// Answers for an [`HttpException`]: its status, its headers, its detail in the application's format; no body for a
/// status that has none. A detail that JSON has no form for is the 500 of an unplanned error, and a line in the log.
#[must_use]
pub fn http_exception(request: &Request, error: &HttpException) -> Response {
    if let Err(mistake) = error.check_detail() {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        observe::log_exception(request, &mistake, status, Place::Response);
        return internal_error(request);
    }
    let mut response = if status::is_bodiless(error.status()) {
        Response::new(Body::empty())
    } else {
        rendered(request, &ErrorReport::http(request, error))
    };
    // 1xx has no meaning as the end of a request, and the server would refuse to write it.
    *response.status_mut() = if error.status().is_informational() {
        StatusCode::INTERNAL_SERVER_ERROR
    } else {
        error.status()
    };
    headers::apply(response.headers_mut(), error.headers());
    response
}

/// Answers for a [`RequestValidationError`]: 422 with every issue, in the application's format.
#[must_use]
pub fn request_validation(request: &Request, error: &RequestValidationError) -> Response {
    let mut response = rendered(request, &ErrorReport::validation(request, error.issues()));
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// Answers for a [`ResponseValidationError`]: the 500 of an unplanned error, without the issues.
#[must_use]
pub fn response_validation(request: &Request, _error: &ResponseValidationError) -> Response {
    internal_error(request)
}

/// Answers for what nobody planned: a 500 with a fixed text in the application's format.
///
/// With the application's debug mode on, and for a client on this machine, a page that tells the error instead.
#[must_use]
pub fn unplanned(request: &Request, exception: &Exception) -> Response {
    let page = if request.settings().debug {
        observe::debug_page(request, exception)
    } else {
        None
    };
    page.unwrap_or_else(|| internal_error(request))
}

/// Answers for a [`WebSocketException`](crate::WebSocketException) before the connection is accepted: a 403, in
/// `FastAPI`'s format without a body, in every other with the reason as its detail.
#[cfg(feature = "websocket")]
#[must_use]
pub fn websocket_refusal(request: &Request, error: &crate::WebSocketException) -> Response {
    refused(
        request,
        &ErrorReport::refusal(request, Some(error.reason()), None),
    )
}

/// Answers for a [`WebSocketRequestValidationError`](crate::WebSocketRequestValidationError): a 403, in `FastAPI`'s format
/// without a body, in every other with every issue.
#[cfg(feature = "websocket")]
#[must_use]
pub fn websocket_request_validation(
    request: &Request,
    error: &crate::WebSocketRequestValidationError,
) -> Response {
    refused(
        request,
        &ErrorReport::refusal(request, None, Some(error.issues())),
    )
}

/// Answers for a WebSocket's handshake that has no route.
#[cfg(feature = "websocket")]
pub(crate) fn websocket_nowhere(request: &Request) -> Response {
    refused(request, &ErrorReport::refusal(request, None, None))
}

#[cfg(feature = "websocket")]
fn refused(request: &Request, report: &ErrorReport<'_>) -> Response {
    let mut response = rendered(request, report);
    if http_body::Body::size_hint(response.body()).exact() == Some(0) {
        response.headers_mut().remove(http::header::CONTENT_TYPE);
    }
    *response.status_mut() = StatusCode::FORBIDDEN;
    crate::exception::finished(request, response)
}

pub(crate) fn internal_error(request: &Request) -> Response {
    let mut response = rendered(request, &ErrorReport::unplanned(request));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn rendered(request: &Request, report: &ErrorReport<'_>) -> Response {
    let rendered = request.settings().format.render(report);
    #[cfg_attr(
        not(feature = "contract"),
        expect(unused_mut, reason = "only tests are told more")
    )]
    let mut response = with_content_type(rendered.content_type, rendered.body);
    #[cfg(feature = "contract")]
    response
        .extensions_mut()
        .insert(crate::response::ErrorCode(report.code().into_owned()));
    response
}
