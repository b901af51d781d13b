//! `Html`: a page.

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use http::HeaderValue;

use super::with_content_type;

/// An HTML response, `text/html; charset=utf-8`.
///
/// The text is sent as it stands: what comes from a client must be escaped before it gets into a page.
///
/// # Example
/// ```
/// use faultless::response::{Html, IntoResponse};
///
/// let response = Html("<p>hi</p>").into_response();
/// assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Html<T>(pub T);

impl<T: Into<Body>> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        with_content_type(
            HeaderValue::from_static("text/html; charset=utf-8"),
            self.0.into(),
        )
    }
}

impl<T> From<T> for Html<T> {
    fn from(page: T) -> Self {
        Self(page)
    }
}
