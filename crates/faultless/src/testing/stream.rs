//! `TestStream`: a response whose body is received piece by piece.

use std::fmt;

use axum_core::body::Body;
use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;

use super::request::Left;
use crate::exception::Exception;

/// A response whose body is received piece by piece; made by [`TestRequest::stream`](crate::TestRequest::stream).
///
/// The application makes a piece when it is asked for: nothing runs ahead. Dropped, it is a client that went away.
pub struct TestStream {
    parts: Parts,
    /// Gone at its end.
    body: Option<Body>,
    failure: Option<String>,
    left: Left,
    exception: Option<Exception>,
    raises: bool,
    /// What was received, where it is looked at in the end.
    received: Option<Vec<u8>>,
}

impl TestStream {
    pub(super) fn new(parts: Parts, body: Body, left: Left, raises: bool) -> Self {
        left.check(&parts, None);
        let received = left.wants_body(&parts).then(Vec::new);
        Self {
            parts,
            received,
            body: Some(body),
            failure: None,
            left,
            exception: None,
            raises,
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

    /// The next piece of the body; `None` at its end, and where it breaks off: [`failure`](Self::failure) tells which.
    ///
    /// # Panics
    /// With [`raise_server_exceptions`](crate::TestClient::raise_server_exceptions), with the exception that ended it.
    pub async fn next(&mut self) -> Option<Bytes> {
        loop {
            match self.body.as_mut()?.frame().await {
                Some(Ok(frame)) => {
                    // Trailers are no piece of the body.
                    if let Ok(data) = frame.into_data() {
                        if let Some(received) = &mut self.received {
                            received.extend_from_slice(&data);
                        }
                        return Some(data);
                    }
                }
                Some(Err(error)) => self.end(Some(error.to_string())).await,
                None => {
                    if let Some(received) = self.received.take() {
                        self.left.check(&self.parts, Some(&received));
                    }
                    self.end(None).await;
                }
            }
        }
    }

    /// All that is still to come.
    ///
    /// # Panics
    /// As [`next`](Self::next).
    pub async fn rest(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        while let Some(piece) = self.next().await {
            rest.extend_from_slice(&piece);
        }
        rest
    }

    /// Goes away, as a client does that closes its connection, and waits until the application has done what it does
    /// then. What is only dropped goes away too, and waits for nothing.
    ///
    /// # Panics
    /// As [`next`](Self::next).
    pub async fn leave(mut self) {
        self.end(None).await;
    }

    async fn end(&mut self, failure: Option<String>) {
        self.body = None;
        self.failure = failure;
        self.exception = self.left.done().await;
        #[expect(clippy::panic, reason = "documented: the test asked for it")]
        if let Some(exception) = self.exception.as_ref().filter(|_| self.raises) {
            panic!("the application raised {exception:?}");
        }
    }

    /// What broke the body off, as a client sees it; `None` before its end, and when it was received whole.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// The exception that ended the body, as the application's log has it; no client ever sees it.
    #[must_use]
    pub fn exception(&self) -> Option<&Exception> {
        self.exception.as_ref()
    }
}

impl fmt::Debug for TestStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestStream")
            .field("status", &self.parts.status)
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}
