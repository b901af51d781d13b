//! Path operations: method, path, handler and what is said of them.

mod answer;
mod documentation;
mod filter;
mod modelled;
mod outcome;
mod place;
mod plan;
mod veil;
#[cfg(feature = "websocket")]
mod websocket;

use std::fmt;
use std::panic::Location;

use axum_core::response::Response;
use futures_util::future::BoxFuture;
use http::Method;

pub(crate) use answer::Content;
pub use answer::{
    Answer, Answering, ByBody, ByFixed, ByJson, ByModel, ByNoBody, Fixed, Sent, Success, Untold,
};
pub use documentation::{Documentation, ResponseDoc, ResponseKey};
pub(crate) use documentation::{Extra, add_response};
pub use filter::Filter;
pub use modelled::{Fitting, Modelled, modelled};
pub use outcome::{Failing, HandlerError, Neither, Outcome, Plain, Raising, Respond};
pub use plan::Plan;
#[cfg(feature = "websocket")]
pub use websocket::{WebSocketEnd, websocket_end};

use crate::depends::{Configured, Dependency, DependencyRef};
use crate::exception::Result;
use crate::form_limits::FormLimits;
use crate::param::Description;
use crate::request::Request;
#[cfg(feature = "websocket")]
use crate::websocket::WebSocketLimits;

/// A path operation; `#[get]` and its like make one of a function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a path operation",
    label = "not a function marked `#[get]`, `#[post]` and the like",
    note = "write `#[get(\"/path\")]` above the function, and name it in `routes![...]`"
)]
pub trait Operation: 'static {
    /// The route.
    fn route() -> Route;
}

/// What calls a handler: reads its arguments, runs it, and gives its response or what it raised.
pub type Call = for<'a> fn(&'a mut Request, &'a Plan) -> BoxFuture<'a, Result<Response>>;

/// A path operation as data: methods, path, the function that answers, and what the documentation says of it.
#[derive(Clone)]
pub struct Route {
    pub(crate) methods: Vec<Method>,
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) location: &'static Location<'static>,
    pub(crate) call: Call,
    pub(crate) describe: fn(&mut Description),
    pub(crate) status: Option<http::StatusCode>,
    pub(crate) body_limit: Option<u64>,
    pub(crate) form_limits: Option<fn(FormLimits) -> FormLimits>,
    /// Of a WebSocket: what it changes of the application's limits.
    #[cfg(feature = "websocket")]
    pub(crate) websocket: Option<fn(WebSocketLimits) -> WebSocketLimits>,
    pub(crate) dependencies: Vec<DependencyRef>,
    pub(crate) docs: Documentation,
    pub(crate) answer: fn() -> Answer,
    pub(crate) extra: Extra,
}

impl Route {
    /// A route of these methods and this path, of a function at the caller's place.
    #[must_use]
    #[track_caller]
    pub fn new(
        methods: &[&'static str],
        path: &'static str,
        name: &'static str,
        call: Call,
    ) -> Self {
        // The macros check the methods' characters: none is left out.
        let methods = methods
            .iter()
            .filter_map(|method| Method::from_bytes(method.as_bytes()).ok())
            .collect();
        Self {
            methods,
            path,
            name,
            location: Location::caller(),
            call,
            describe: |_| {},
            status: None,
            body_limit: None,
            form_limits: None,
            #[cfg(feature = "websocket")]
            websocket: None,
            dependencies: Vec::new(),
            docs: Documentation::default(),
            answer: Answer::default,
            extra: Extra::default(),
        }
    }

    /// Sets what says what the arguments take.
    #[must_use]
    pub fn describe(mut self, describe: fn(&mut Description)) -> Self {
        self.describe = describe;
        self
    }

    /// Sets the status of its success.
    #[must_use]
    pub fn status(mut self, status: impl crate::exception::IntoStatus) -> Self {
        self.status = Some(status.into_status());
        self
    }

    /// Sets the largest body it takes, in bytes.
    #[must_use]
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// Changes the application's limits of forms.
    #[must_use]
    pub fn form_limits(mut self, change: fn(FormLimits) -> FormLimits) -> Self {
        self.form_limits = Some(change);
        self
    }

    /// Makes it a WebSocket's, which has no method, and changes the application's limits of WebSockets.
    #[cfg(feature = "websocket")]
    #[must_use]
    pub fn websocket(mut self, change: fn(WebSocketLimits) -> WebSocketLimits) -> Self {
        self.methods.clear();
        self.websocket = Some(change);
        self
    }

    /// True for a WebSocket's.
    pub(crate) fn is_websocket(&self) -> bool {
        #[cfg(feature = "websocket")]
        return self.websocket.is_some();
        #[cfg(not(feature = "websocket"))]
        false
    }

    /// Adds a dependency whose value is not used.
    #[must_use]
    pub fn dependency<D: Dependency>(mut self) -> Self {
        self.dependencies.push(DependencyRef::of::<D>());
        self
    }

    /// Adds a dependency whose value is not used, with what it is configured with.
    #[must_use]
    pub fn dependency_with<D: Configured>(mut self, config: D::Config) -> Self {
        self.dependencies.push(DependencyRef::with::<D>(config));
        self
    }

    /// Sets what says what its success is.
    #[must_use]
    pub fn answers(mut self, answer: fn() -> Answer) -> Self {
        self.answer = answer;
        self
    }

    /// Sets what its success means; `Successful Response` unless set.
    #[must_use]
    pub fn response_description(mut self, description: &'static str) -> Self {
        self.extra.response_description = Some(description);
        self
    }

    /// Documents an answer beside its success: `.response(404, "Not here")`.
    #[must_use]
    pub fn response(
        mut self,
        key: impl Into<ResponseKey>,
        response: impl Into<ResponseDoc>,
    ) -> Self {
        add_response(&mut self.extra.responses, response.into().at(key));
        self
    }

    /// Documents an operation that it calls at its client's.
    #[must_use]
    pub fn callback<O: Operation>(mut self) -> Self {
        self.extra.callbacks.push(O::route);
        self
    }

    /// Sets what is merged into its object in the document.
    #[must_use]
    pub fn openapi_extra(mut self, extra: fn() -> serde_json::Value) -> Self {
        self.extra.merged = Some(extra);
        self
    }

    /// Sets what the documentation says of it.
    #[must_use]
    pub fn documented(mut self, docs: Documentation) -> Self {
        self.docs = docs;
        self
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Route")
            .field("methods", &self.methods)
            .field("path", &self.path)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
