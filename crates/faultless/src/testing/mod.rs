//! `TestClient`: requests to an application in the same process.

mod blocking;
mod blocking_stream;
#[cfg(feature = "websocket")]
mod blocking_websocket;
#[cfg(feature = "contract")]
mod contract;
mod events;
mod multipart;
mod request;
mod response;
mod stream;
#[cfg(not(feature = "contract"))]
mod unchecked;
#[cfg(feature = "websocket")]
mod websocket;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cookie::CookieJar;
use http::Method;

pub use blocking::{BlockingTestClient, BlockingTestRequest};
pub use blocking_stream::{BlockingTestEvents, BlockingTestStream};
#[cfg(feature = "websocket")]
pub use blocking_websocket::{BlockingTestWebSocket, BlockingTestWebSocketRequest};
#[cfg(feature = "contract")]
use contract::Sent;
#[cfg(feature = "contract")]
pub use contract::{Contract, Promised};
pub use events::{TestEvent, TestEvents};
pub use multipart::MultipartForm;
pub use request::TestRequest;
pub use response::TestResponse;
pub use stream::TestStream;
#[cfg(feature = "websocket")]
pub use websocket::{TestWebSocket, TestWebSocketRequest};

use crate::app::{App, Service};
#[cfg(not(feature = "contract"))]
use unchecked::Sent;

/// A client of an application in the same process: no port, no server.
///
/// It keeps cookies from one request to the next. Its requests come from 127.0.0.1 and go to `http://testserver`.
/// Clones share application and cookies.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[get("/stock/{part}")]
/// async fn stock(part: String) -> Result<Json<u32>> {
///     raise!(NOT_FOUND, "no {part} here");
/// }
///
/// let client = TestClient::new(App::new().routes(routes![stock])).blocking();
/// let response = client.get("/stock/nut").send();
/// assert_eq!(response.status(), 404);
/// assert_eq!(response.json::<serde_json::Value>(), serde_json::json!({"detail": "no nut here"}));
/// ```
#[derive(Clone)]
pub struct TestClient {
    service: Service,
    cookies: Arc<Mutex<CookieJar>>,
    raise_server_exceptions: bool,
    #[cfg(feature = "contract")]
    contract: Option<Arc<contract::Documents>>,
}

impl TestClient {
    /// A client of an application.
    ///
    /// # Panics
    /// When the application has mistakes; [`App::build`] returns them instead.
    #[track_caller]
    #[must_use]
    pub fn new(app: App) -> Self {
        Self::of(app.into_service())
    }

    /// A client of a built application.
    #[must_use]
    pub fn of(service: Service) -> Self {
        Self {
            service,
            cookies: Arc::default(),
            raise_server_exceptions: false,
            #[cfg(feature = "contract")]
            contract: None,
        }
    }

    /// Gives the exception itself, from [`TestRequest::try_send`], instead of the 500 that hides it: for exceptions
    /// that nobody planned, also where a catch-all answers them.
    #[must_use]
    pub fn raise_server_exceptions(mut self, on: bool) -> Self {
        self.raise_server_exceptions = on;
        self
    }

    /// The same client for tests that are not async.
    ///
    /// It has a runtime of its own. Sending from async code panics: there the async client serves.
    #[must_use]
    pub fn blocking(self) -> BlockingTestClient {
        BlockingTestClient::new(self)
    }

    /// A request of any method. The path may have a query.
    #[track_caller]
    pub fn request(&self, method: Method, path: &str) -> TestRequest {
        TestRequest::new(self.clone(), method, path)
    }

    /// A GET request.
    #[track_caller]
    pub fn get(&self, path: &str) -> TestRequest {
        self.request(Method::GET, path)
    }

    /// A POST request.
    #[track_caller]
    pub fn post(&self, path: &str) -> TestRequest {
        self.request(Method::POST, path)
    }

    /// A PUT request.
    #[track_caller]
    pub fn put(&self, path: &str) -> TestRequest {
        self.request(Method::PUT, path)
    }

    /// A PATCH request.
    #[track_caller]
    pub fn patch(&self, path: &str) -> TestRequest {
        self.request(Method::PATCH, path)
    }

    /// A DELETE request.
    #[track_caller]
    pub fn delete(&self, path: &str) -> TestRequest {
        self.request(Method::DELETE, path)
    }

    /// A HEAD request.
    #[track_caller]
    pub fn head(&self, path: &str) -> TestRequest {
        self.request(Method::HEAD, path)
    }

    /// An OPTIONS request.
    #[track_caller]
    pub fn options(&self, path: &str) -> TestRequest {
        self.request(Method::OPTIONS, path)
    }

    /// A WebSocket's handshake. The path may have a query.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[websocket("/echo")]
    /// async fn echo(mut socket: WebSocket) -> Result<()> {
    ///     socket.accept().await?;
    ///     while let Some(text) = socket.receive_text().await? {
    ///         socket.send_text(text).await?;
    ///     }
    ///     Ok(())
    /// }
    ///
    /// let client = TestClient::new(App::new().routes(routes![echo])).blocking();
    /// let mut socket = client.websocket("/echo").connect().unwrap();
    /// socket.send_text("hello");
    /// assert_eq!(socket.receive_text(), "hello");
    /// socket.close(1000, "");
    /// ```
    #[cfg(feature = "websocket")]
    #[track_caller]
    pub fn websocket(&self, path: &str) -> TestWebSocketRequest {
        TestWebSocketRequest::new(self, path)
    }

    /// The value of a cookie that the application has set.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).map(|cookie| cookie.value().to_owned())
    }

    /// Sets a cookie, as if the application had.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar()
            .add(cookie::Cookie::new(name.to_owned(), value.to_owned()));
    }

    fn jar(&self) -> MutexGuard<'_, CookieJar> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for TestClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestClient")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}
