//! A rejection of an axum extractor as an exception.

use axum_core::response::Response;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt, Limited};

use crate::exception::{Exception, HttpException};
use crate::request::too_large;
use crate::response::planned;

/// How much of a rejection's text is told.
const LONGEST: usize = 4096;

/// The exception that a rejection is: its status, its headers, and its words where it is the client's mistake.
pub(super) async fn exception(rejection: Response) -> Exception {
    let rejection = match planned(rejection) {
        Ok(rejection) => rejection,
        Err(exception) => return exception,
    };
    let status = rejection.status();
    let (mut parts, body) = rejection.into_parts();
    let json = parts
        .headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    let words = match Limited::new(body, LONGEST).collect().await {
        Ok(body) => String::from_utf8_lossy(&body.to_bytes()).into_owned(),
        Err(_) => String::new(),
    };
    parts.headers.remove(CONTENT_TYPE);
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        // In our words, whichever extractor met the limit.
        let told = too_large().with_headers(parts.headers);
        return Exception::new(told.caused_by(words));
    }
    if status.is_server_error() {
        // Words about the server's own failure are for the log.
        return Exception::new(
            HttpException::bare(status)
                .with_headers(parts.headers)
                .caused_by(words),
        );
    }
    let told = match json
        .then(|| serde_json::from_str::<serde_json::Value>(&words).ok())
        .flatten()
    {
        Some(value) => HttpException::new(status, value),
        None if words.is_empty() => HttpException::bare(status),
        None => HttpException::new(status, words),
    };
    Exception::new(told.with_headers(parts.headers))
}
