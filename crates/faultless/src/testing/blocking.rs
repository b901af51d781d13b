//! The test client for tests that are not async.

use std::sync::Arc;

use axum_core::body::Body;
use http::Method;
use serde::Serialize;
use tokio::runtime::{Builder, Runtime};

use super::{MultipartForm, TestClient, TestRequest, TestResponse};
use crate::exception::Exception;

/// A [`TestClient`] for tests that are not async; made by [`TestClient::blocking`].
#[derive(Clone, Debug)]
pub struct BlockingTestClient {
    client: TestClient,
    runtime: Arc<Runtime>,
}

/// A request being written.
#[must_use = "a request does nothing until it is sent"]
#[derive(Debug)]
pub struct BlockingTestRequest {
    request: TestRequest,
    runtime: Arc<Runtime>,
}

impl BlockingTestClient {
    pub(super) fn new(client: TestClient) -> Self {
        #[expect(
            clippy::expect_used,
            reason = "documented at `TestClient::blocking`: the system has nothing left for a runtime"
        )]
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        Self {
            client,
            runtime: Arc::new(runtime),
        }
    }

    /// A request of any method. The path may have a query.
    #[track_caller]
    pub fn request(&self, method: Method, path: &str) -> BlockingTestRequest {
        BlockingTestRequest {
            request: self.client.request(method, path),
            runtime: Arc::clone(&self.runtime),
        }
    }

    /// A GET request.
    #[track_caller]
    pub fn get(&self, path: &str) -> BlockingTestRequest {
        self.request(Method::GET, path)
    }

    /// A POST request.
    #[track_caller]
    pub fn post(&self, path: &str) -> BlockingTestRequest {
        self.request(Method::POST, path)
    }

    /// A PUT request.
    #[track_caller]
    pub fn put(&self, path: &str) -> BlockingTestRequest {
        self.request(Method::PUT, path)
    }

    /// A PATCH request.
    #[track_caller]
    pub fn patch(&self, path: &str) -> BlockingTestRequest {
        self.request(Method::PATCH, path)
    }

    /// A DELETE request.
    #[track_caller]
    pub fn delete(&self, path: &str) -> BlockingTestRequest {
        self.request(Method::DELETE, path)
    }

    /// A WebSocket's handshake, see [`TestClient::websocket`].
    #[cfg(feature = "websocket")]
    #[track_caller]
    pub fn websocket(&self, path: &str) -> super::BlockingTestWebSocketRequest {
        super::BlockingTestWebSocketRequest {
            request: self.client.websocket(path),
            runtime: Arc::clone(&self.runtime),
        }
    }

    /// The async client, with the same cookies.
    #[must_use]
    pub fn inner(&self) -> &TestClient {
        &self.client
    }
}

impl BlockingTestRequest {
    fn map(mut self, change: impl FnOnce(TestRequest) -> TestRequest) -> Self {
        self.request = change(self.request);
        self
    }

    pub(super) fn into_parts(self) -> (TestRequest, Arc<Runtime>) {
        (self.request, self.runtime)
    }

    /// Adds a header, see [`TestRequest::header`].
    ///
    /// # Panics
    /// When name or value cannot stand in a header.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.map(|request| request.header(name, value))
    }

    /// Adds query parameters, encoded.
    pub fn query(self, pairs: &[(&str, &str)]) -> Self {
        self.map(|request| request.query(pairs))
    }

    /// Sets a JSON body, with its content type.
    ///
    /// # Panics
    /// When the value has no form in JSON.
    #[track_caller]
    pub fn json(self, value: &impl Serialize) -> Self {
        self.map(|request| request.json(value))
    }

    /// Sets a form as body, with its content type.
    pub fn form(self, pairs: &[(&str, &str)]) -> Self {
        self.map(|request| request.form(pairs))
    }

    /// Sets a form with files as body, with its content type.
    pub fn multipart(self, form: MultipartForm) -> Self {
        self.map(|request| request.multipart(form))
    }

    /// Sets the body, as it is.
    pub fn body(self, body: impl Into<Body>) -> Self {
        self.map(|request| request.body(body))
    }

    /// Sends the request.
    ///
    /// # Panics
    /// As [`TestRequest::send`], and in async code: a `#[tokio::test]` wants the [`TestClient`] itself.
    #[must_use]
    pub fn send(self) -> TestResponse {
        self.runtime.block_on(self.request.send())
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`TestRequest::try_send`].
    pub fn try_send(self) -> Result<TestResponse, Exception> {
        self.runtime.block_on(self.request.try_send())
    }
}
