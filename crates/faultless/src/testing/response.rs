//! `TestResponse`: a response, received whole.

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

/// A response, received whole.
pub struct TestResponse {
    /// Apart: of a WebSocket's handshake this is the error.
    parts: Box<Parts>,
    body: Bytes,
    failure: Option<String>,
}

impl TestResponse {
    pub(super) fn new(parts: Parts, body: Bytes, failure: Option<String>) -> Self {
        Self {
            parts: Box::new(parts),
            body,
            failure,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.parts.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The first value of a header; `None` when it is not there or no text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    }

    /// The body's bytes.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, read as JSON.
    ///
    /// # Panics
    /// When it is not JSON of this type; the words show the body.
    #[track_caller]
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            #[expect(clippy::panic, reason = "documented: the test expected otherwise")]
            Err(error) => panic!(
                "the body is not the JSON expected ({error}): {}",
                self.text()
            ),
        }
    }

    /// What broke the body off, when it was not received whole.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }
}

impl std::fmt::Debug for TestResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.parts.status, self.text())
    }
}
