//! `Redirect`: the way to another URL.

use axum_core::response::{IntoResponse, Response};
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use percent_encoding::utf8_percent_encode;

use super::Raised;
use crate::url::QUERY;

/// A redirect: a status and a `Location`, without a body.
///
/// What a URL cannot hold (spaces, line breaks, letters beyond ASCII) is percent-encoded, and escapes that are there
/// stay, so that no text can end the header and begin another. Where the URL leads is not looked at: one that comes
/// from a client may lead anywhere.
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// use faultless::response::Redirect;
///
/// #[get("/old/{name}")]
/// async fn old(name: String) -> Redirect {
///     Redirect::permanent(format!("/new/{name}"))
/// }
///
/// let client = TestClient::new(App::new().routes(routes![old])).blocking();
/// let response = client.get("/old/two%20words").send();
/// assert_eq!(response.status(), 308);
/// assert_eq!(response.header("location"), Some("/new/two%20words"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    status: StatusCode,
    location: String,
}

impl Redirect {
    fn new(status: StatusCode, url: impl AsRef<str>) -> Self {
        Self {
            status,
            location: utf8_percent_encode(url.as_ref(), QUERY).collect(),
        }
    }

    /// 307: for now, by the same method and body. FastAPI's `RedirectResponse` unless told otherwise.
    #[must_use]
    pub fn temporary(url: impl AsRef<str>) -> Self {
        Self::new(StatusCode::TEMPORARY_REDIRECT, url)
    }

    /// 308: for good, by the same method and body.
    #[must_use]
    pub fn permanent(url: impl AsRef<str>) -> Self {
        Self::new(StatusCode::PERMANENT_REDIRECT, url)
    }

    /// 303: to be read with `GET`, after a form was taken for instance.
    #[must_use]
    pub fn see_other(url: impl AsRef<str>) -> Self {
        Self::new(StatusCode::SEE_OTHER, url)
    }

    /// 302: for now; browsers turn a `POST` into a `GET`. [`temporary`](Self::temporary) and
    /// [`see_other`](Self::see_other) say which is meant.
    #[must_use]
    pub fn found(url: impl AsRef<str>) -> Self {
        Self::new(StatusCode::FOUND, url)
    }

    /// 301: for good; browsers turn a `POST` into a `GET`. [`permanent`](Self::permanent) leaves it.
    #[must_use]
    pub fn moved_permanently(url: impl AsRef<str>) -> Self {
        Self::new(StatusCode::MOVED_PERMANENTLY, url)
    }

    /// The `Location`, as it is sent.
    #[must_use]
    pub fn location(&self) -> &str {
        &self.location
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        match HeaderValue::try_from(self.location) {
            Ok(location) => (self.status, [(LOCATION, location)]).into_response(),
            // Encoded, every text is one; should it not be, that is a fault like any other.
            Err(error) => Raised::from(error).into_response(),
        }
    }
}
