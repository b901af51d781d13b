//! `ResponseHead`: what a handler or a dependency sets of the answer beside what the handler returns.

use std::sync::{Arc, Mutex, PoisonError};

use axum_core::response::{IntoResponse, IntoResponseParts, Response};
use http::{HeaderMap, StatusCode};

use crate::exception::{IntoHeader, IntoStatus, Result, headers};
use crate::response::planned;

/// The status and the headers of the answer, as an argument: for a dependency that sets a header of every answer it
/// stands before, and for a handler that returns plain data.
///
/// What is set is dropped when anything is raised, as in `FastAPI`. The status gives way to one that the handler chose
/// itself; the headers are added to the handler's own.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[dependency]
/// async fn counted(head: ResponseHead) {
///     head.header("x-remaining", 41);
/// }
///
/// #[get("/", dependencies = [counted])]
/// async fn index() -> &'static str {
///     "hello"
/// }
///
/// let client = TestClient::new(App::new().routes(routes![index])).blocking();
/// assert_eq!(client.get("/").send().header("x-remaining"), Some("41"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct ResponseHead(Arc<Mutex<Set>>);

#[derive(Debug, Default)]
struct Set {
    status: Option<StatusCode>,
    headers: HeaderMap,
}

impl ResponseHead {
    /// A head of its own, for a unit test that calls a handler directly.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the status.
    pub fn status(&self, status: impl IntoStatus) {
        self.set(|set| set.status = Some(status.into_status()));
    }

    /// Sets a header; one of this name that was set here before is replaced. A name or a value that has no place in a
    /// header is left out, and the log says so.
    pub fn header(&self, name: impl AsRef<str>, value: impl IntoHeader) {
        let mut one = HeaderMap::new();
        headers::insert(&mut one, name, value);
        self.set(|set| set.headers.extend(one));
    }

    /// Adds what can stand before a body in a response, such as a [`SetCookie`](crate::SetCookie): its headers.
    ///
    /// # Errors
    /// What it raises, such as a cookie whose name is none.
    pub fn add(&self, parts: impl IntoResponseParts) -> Result<()> {
        let made = planned((parts, ()).into_response())?;
        self.set(|set| append(&mut set.headers, made.headers()));
        Ok(())
    }

    /// Puts what was set on a response that the handler made; `usual` is the status it has when it chose none.
    pub(super) fn apply(&self, response: &mut Response, usual: Option<StatusCode>) {
        self.set(|set| {
            let unchosen = [Some(StatusCode::OK), usual].contains(&Some(response.status()));
            if let Some(status) = set.status.filter(|_| unchosen) {
                *response.status_mut() = status;
            }
            append(response.headers_mut(), &set.headers);
        });
    }

    fn set<T>(&self, change: impl FnOnce(&mut Set) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Adds headers to others; a map that is full to its limit takes no more.
fn append(to: &mut HeaderMap, from: &HeaderMap) {
    for (name, value) in from {
        let _ = to.try_append(name.clone(), value.clone());
    }
}
