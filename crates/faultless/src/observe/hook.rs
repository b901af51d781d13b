//! Hooks: the application's own functions that are told of every exception that is logged as an error.

use std::fmt;
use std::sync::Arc;

use http::{Method, StatusCode};

use super::log::{Causes, OneLine};
use crate::exception::{Exception, caught_now};
use crate::request_id::RequestId;

/// Where an exception was raised that is logged as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// Before the response: by a handler, a dependency, a layer, the framework itself.
    Response,
    /// In the body, after the response began.
    Stream,
    /// In a background task, after the response.
    BackgroundTask,
    /// In the teardown of a dependency, after the response.
    Teardown,
    /// In a WebSocket operation, after the handshake was accepted.
    WebSocket,
}

/// An exception that is logged as an error, and the request it ended: what a hook of
/// [`App::on_exception`](crate::App::on_exception) is told.
///
/// It holds what the log holds. The request's headers, its query, its body and the state are not among it: secrets are
/// there.
pub struct Reported<'a> {
    pub(super) exception: &'a Exception,
    pub(super) request_id: &'a RequestId,
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    pub(super) route: Option<&'a str>,
    pub(super) status: Option<StatusCode>,
    pub(super) place: Place,
}

impl<'a> Reported<'a> {
    /// The exception: its type, its causes, where it was raised, its backtrace.
    #[must_use]
    pub fn exception(&self) -> &'a Exception {
        self.exception
    }

    /// The request's id, as the client got it.
    #[must_use]
    pub fn request_id(&self) -> &'a str {
        self.request_id.as_str()
    }

    /// The request's method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The request's path, decoded. The client chose it: it may hold any character.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The path of the matched route as declared, to group by; `None` where no route matched.
    #[must_use]
    pub fn route(&self) -> Option<&'a str> {
        self.route
    }

    /// The status that the exception was answered with, also where the answer became an event of an
    /// [`EventStream`](crate::EventStream); `None` where nothing was left to answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Where it was raised.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }
}

impl fmt::Debug for Reported<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reported")
            .field("place", &self.place)
            .field("status", &self.status)
            .field("method", self.method)
            .field("path", &self.path)
            .field("request_id", &self.request_id())
            .field("exception", self.exception)
            .finish_non_exhaustive()
    }
}

type Hook = dyn Fn(&Reported<'_>) + Send + Sync;

/// The hooks of an application, in the order they were registered.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<Hook>>);

impl Hooks {
    pub(crate) fn add(&mut self, hook: impl Fn(&Reported<'_>) + Send + Sync + 'static) {
        self.0.push(Arc::new(hook));
    }

    /// Tells every hook. One that panics harms neither the answer nor the hooks after it.
    pub(super) fn tell(&self, reported: &Reported<'_>) {
        for hook in &self.0 {
            if let Err(panic) = caught_now(|| hook(reported)) {
                // Not told to the hooks in turn: one that always panics would be told for ever.
                tracing::error!(
                    request_id = reported.request_id(),
                    "a hook of `on_exception` failed: {}",
                    OneLine(Causes(panic.error()))
                );
            }
        }
    }
}
