//! `StreamingResponse`: a body that is made while it is sent.

use std::fmt;
use std::panic::Location;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt};
use http::HeaderValue;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

use super::watched::InBody;
use super::{StreamSender, Yielded};
use crate::exception::Exception;

#[doc = include_str!("../docs/streams.md")]
#[doc(alias = "StreamResponse")]
#[must_use = "a response does nothing until it is returned"]
pub struct StreamingResponse {
    stream: BoxStream<'static, Result<Bytes, Exception>>,
    content_type: Option<HeaderValue>,
    length: Option<u64>,
}

impl StreamingResponse {
    /// A response of the pieces of a stream, each a `Result`. The error is any `std::error::Error`, or an [`Exception`].
    #[track_caller]
    pub fn new<S, T, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        T: Into<Bytes>,
        E: Into<Exception> + 'static,
    {
        let here = Location::caller();
        let stream = stream.map(move |piece| {
            piece
                .map(Into::into)
                .map_err(|error| Exception::returned(error, here))
        });
        Self {
            stream: stream.boxed(),
            content_type: None,
            length: None,
        }
    }

    /// A response of the pieces that an async function sends.
    pub fn from_fn<F, T>(write: impl FnOnce(StreamSender<T>) -> F) -> Self
    where
        F: Future<Output = Result<(), Exception>> + Send + 'static,
        T: Into<Bytes> + Send + 'static,
    {
        Self::new(Yielded::new(write))
    }

    /// Sets the content type; none is sent unless it is set.
    pub fn content_type(mut self, content_type: &'static str) -> Self {
        // A text with a control character in it is none.
        self.content_type = HeaderValue::from_str(content_type).ok();
        self
    }

    /// Declares the length of the whole, which clients show their progress by. A stream that ends before, or goes on
    /// beyond it, has failed.
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }
}

impl IntoResponse for StreamingResponse {
    fn into_response(self) -> Response {
        let stream = self.stream.map(|piece| piece.map_err(InBody));
        let mut response = Response::new(Body::from_stream(stream));
        let headers = response.headers_mut();
        if let Some(content_type) = self.content_type {
            headers.insert(CONTENT_TYPE, content_type);
        }
        if let Some(length) = self.length {
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        response
    }
}

impl fmt::Debug for StreamingResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamingResponse")
            .field("content_type", &self.content_type)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
