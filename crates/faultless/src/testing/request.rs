//! `TestRequest`: a request being written.

use std::net::{Ipv4Addr, SocketAddr};
use std::panic::Location;

use axum_core::body::Body;
use http::header::{CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use http_body_util::BodyExt;
use serde::Serialize;

use super::{MultipartForm, Sent, TestClient, TestEvents, TestResponse, TestStream};
use crate::after::RequestTasks;
use crate::exception::{Caught, Exception};
use crate::request::ClientAddress;

/// A request being written; sent with [`send`](TestRequest::send).
#[must_use = "a request does nothing until it is sent"]
pub struct TestRequest {
    client: TestClient,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Body,
    client_address: SocketAddr,
    extensions: http::Extensions,
    caught: Caught,
    caller: &'static Location<'static>,
}

impl TestRequest {
    #[track_caller]
    pub(super) fn new(client: TestClient, method: Method, path: &str) -> Self {
        let client_address = SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000));
        Self {
            client,
            method,
            path: path.to_owned(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            client_address,
            extensions: http::Extensions::new(),
            caught: Caught::default(),
            caller: Location::caller(),
        }
    }

    /// Where the exception will be that nobody planned.
    #[cfg(feature = "websocket")]
    pub(super) fn caught(&self) -> &Caught {
        &self.caught
    }

    #[cfg(feature = "websocket")]
    pub(super) fn extension<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.extensions.insert(value);
        self
    }

    /// Adds a header.
    ///
    /// # Panics
    /// When name or value cannot stand in a header.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        #[expect(clippy::expect_used, reason = "documented: a mistake in a test")]
        let (name, value) = (
            HeaderName::from_bytes(name.as_bytes()).expect("a header's name"),
            HeaderValue::from_bytes(value.as_bytes()).expect("a header's value"),
        );
        self.headers.append(name, value);
        self
    }

    /// Adds query parameters, encoded.
    pub fn query(mut self, pairs: &[(&str, &str)]) -> Self {
        let encoded = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.path
            .push(if self.path.contains('?') { '&' } else { '?' });
        self.path.push_str(&encoded);
        self
    }

    /// Sets a JSON body, with its content type.
    ///
    /// # Panics
    /// When the value has no form in JSON.
    #[track_caller]
    pub fn json(mut self, value: &impl Serialize) -> Self {
        #[expect(clippy::expect_used, reason = "documented: a mistake in a test")]
        let json = serde_json::to_vec(value).expect("a value that JSON has a form for");
        self.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.body = Body::from(json);
        self
    }

    /// Sets a form as body, with its content type.
    pub fn form(mut self, pairs: &[(&str, &str)]) -> Self {
        let encoded = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        self.body = Body::from(encoded);
        self
    }

    /// Sets a form with files as body, with its content type.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a form is built in the call, as the other bodies are"
    )]
    pub fn multipart(mut self, form: MultipartForm) -> Self {
        let (content_type, body) = form.encoded();
        self.headers.insert(CONTENT_TYPE, content_type);
        self.body = Body::from(body);
        self
    }

    /// Sets the body, as it is.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    /// Sets the address that the request comes from, 127.0.0.1 unless set.
    pub fn from_address(mut self, address: SocketAddr) -> Self {
        self.client_address = address;
        self
    }

    /// Sends the request.
    ///
    /// # Panics
    /// When the path is none; with [`raise_server_exceptions`](TestClient::raise_server_exceptions), with the
    /// exception that nobody planned.
    pub async fn send(self) -> TestResponse {
        match self.try_send().await {
            Ok(response) => response,
            #[expect(clippy::panic, reason = "documented: the test asked for it")]
            Err(exception) => panic!("the application raised {exception:?}"),
        }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// With [`raise_server_exceptions`](TestClient::raise_server_exceptions), the exception that nobody planned, also one
    /// of the response's body and of what is done after it.
    ///
    /// # Panics
    /// When the path is none.
    pub async fn try_send(self) -> Result<TestResponse, Exception> {
        let raises = self.client.raise_server_exceptions;
        let (parts, body, left) = self.begin().await?;
        received(parts, body, &left, raises).await
    }

    /// Sends a WebSocket's handshake.
    ///
    /// # Errors
    /// The response that refuses it.
    ///
    /// # Panics
    /// As [`send`](Self::send).
    #[cfg(feature = "websocket")]
    pub(super) async fn upgrade(self) -> Result<HeaderMap, TestResponse> {
        let raises = self.client.raise_server_exceptions;
        let answer = match self.begin().await {
            // What it leaves is there while it lasts: nobody waits for it, or takes its exception.
            Ok((parts, ..)) if parts.status == http::StatusCode::SWITCHING_PROTOCOLS => {
                return Ok(parts.headers);
            }
            Ok((parts, body, left)) => received(parts, body, &left, raises).await,
            Err(exception) => Err(exception),
        };
        match answer {
            Ok(response) => Err(response),
            #[expect(clippy::panic, reason = "documented: the test asked for it")]
            Err(exception) => panic!("the application raised {exception:?}"),
        }
    }

    /// Sends the request, and receives the response's body piece by piece.
    ///
    /// # Panics
    /// As [`send`](Self::send).
    pub async fn stream(self) -> TestStream {
        let raises = self.client.raise_server_exceptions;
        match self.begin().await {
            Ok((parts, body, left)) => TestStream::new(parts, body, left, raises),
            #[expect(clippy::panic, reason = "documented: the test asked for it")]
            Err(exception) => panic!("the application raised {exception:?}"),
        }
    }

    /// Sends the request, and receives the events of the response one by one.
    ///
    /// # Panics
    /// As [`send`](Self::send).
    pub async fn events(self) -> TestEvents {
        TestEvents::new(self.stream().await)
    }

    /// Sends the request, and gives the response before its body.
    ///
    /// # Errors
    /// With [`raise_server_exceptions`](TestClient::raise_server_exceptions), the exception that nobody planned.
    async fn begin(self) -> Result<(Parts, Body, Left), Exception> {
        let Self {
            client,
            method,
            path,
            mut headers,
            body,
            client_address,
            extensions,
            caught,
            caller,
        } = self;
        headers
            .entry(HOST)
            .or_insert(HeaderValue::from_static("testserver"));
        let cookies: Vec<String> = client
            .jar()
            .iter()
            .map(|cookie| cookie.stripped().to_string())
            .collect();
        if !cookies.is_empty()
            && let Ok(value) = HeaderValue::from_str(&cookies.join("; "))
        {
            headers.append(COOKIE, value);
        }
        let mut request = http::Request::new(body);
        let head = method == Method::HEAD;
        *request.method_mut() = method;
        #[expect(clippy::expect_used, reason = "documented: a mistake in a test")]
        let uri = path.parse().expect("a path");
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        *request.extensions_mut() = extensions;
        let left = Left {
            caught,
            tasks: RequestTasks::default(),
            sent: Sent::of(&client, &request, caller),
        };
        request
            .extensions_mut()
            .insert(ClientAddress(client_address));
        request.extensions_mut().insert(left.caught.clone());
        request.extensions_mut().insert(left.tasks.clone());
        let response = client.service.answer(request).await;
        if client.raise_server_exceptions
            && let Some(exception) = left.caught.take()
        {
            return Err(exception);
        }
        let (parts, body) = response.into_parts();
        for value in parts.headers.get_all(SET_COOKIE) {
            keep(&client, value);
        }
        // A server sends no body for HEAD, and does not ask for it.
        let body = if head { Body::empty() } else { body };
        Ok((parts, body, left))
    }
}

/// The response, received whole, when all that it left is done.
///
/// # Errors
/// Where they are asked for, the exception that nobody planned.
async fn received(
    parts: Parts,
    body: Body,
    left: &Left,
    raises: bool,
) -> Result<TestResponse, Exception> {
    let (body, failure) = match body.collect().await {
        Ok(body) => (body.to_bytes(), None),
        Err(error) => (bytes::Bytes::new(), Some(error.to_string())),
    };
    // First what is left to do, so that a test that fails here leaves nothing running.
    left.tasks_done().await;
    if raises && let Some(exception) = left.done().await {
        return Err(exception);
    }
    left.check(&parts, failure.is_none().then_some(&*body));
    Ok(TestResponse::new(parts, body, failure))
}

/// What a request leaves: tasks that run on, and the exception that nobody planned.
pub(super) struct Left {
    caught: Caught,
    tasks: RequestTasks,
    sent: Sent,
}

impl Left {
    /// Holds the response against the document, where the test asked for that.
    pub(super) fn check(&self, parts: &Parts, body: Option<&[u8]>) {
        self.sent.check(parts, body, &self.caught);
    }

    /// Whether the body of a stream is looked at.
    pub(super) fn wants_body(&self, parts: &Parts) -> bool {
        self.sent.wants_body(parts)
    }

    /// Waits for the tasks, so that what the request left to do is done when the test looks on.
    pub(super) async fn done(&self) -> Option<Exception> {
        self.tasks_done().await;
        self.caught.take()
    }

    async fn tasks_done(&self) {
        self.tasks.0.close();
        self.tasks.0.wait().await;
    }
}

/// Keeps a cookie as a browser would: one that has ended is dropped.
fn keep(client: &TestClient, value: &HeaderValue) {
    let Some(cookie) = value
        .to_str()
        .ok()
        .and_then(|text| cookie::Cookie::parse(text.to_owned()).ok())
    else {
        return;
    };
    let over = cookie
        .max_age()
        .is_some_and(|age| age <= cookie::time::Duration::ZERO)
        || cookie
            .expires_datetime()
            .is_some_and(|end| end <= cookie::time::OffsetDateTime::UNIX_EPOCH);
    if over {
        client.jar().force_remove(cookie.name());
    } else {
        client.jar().add(cookie);
    }
}

impl std::fmt::Debug for TestRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
