//! `Router`: routes that belong together.

use std::panic::Location;
use std::sync::Arc;

use axum_core::body::Body;
use bytes::Bytes;
use tower::BoxError;

use super::mount::{Foreign, Mount, Mountable};
use crate::defect::Defect;
use crate::depends::{Configured, Dependency, DependencyRef};
use crate::exception::{Catch, ExceptionHandler, IntoStatus, Mapped, Registry, StatusCatch};
use crate::operation::{ResponseDoc, Route};
#[cfg(feature = "websocket")]
use crate::websocket::WebSocketExceptionHandler;

/// Routes that belong together: a prefix, tags, dependencies and exception handlers for all of them.
///
/// It is included in an application or another router, as often as wanted. Its exception handlers are asked before
/// those of what it is included in; its dependencies run after theirs.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[get("/{item_id}")]
/// async fn read_item(item_id: u64) -> Json<u64> {
///     Json(item_id)
/// }
///
/// let items = Router::new().prefix("/items").tag("items").routes(routes![read_item]);
/// let app = App::new().include(items);
/// ```
#[derive(Clone)]
#[must_use = "a router answers nothing until it is included"]
pub struct Router {
    pub(super) prefix: String,
    pub(super) tags: Vec<&'static str>,
    pub(super) responses: Vec<ResponseDoc>,
    pub(super) hidden: bool,
    pub(super) deprecated: bool,
    pub(super) items: Vec<Item>,
    pub(super) registry: Registry,
    pub(super) dependencies: Vec<DependencyRef>,
    pub(super) defects: Vec<Defect>,
    pub(super) location: &'static Location<'static>,
}

/// What a router holds, in the order it was added.
#[derive(Clone)]
pub(super) enum Item {
    Route(Arc<Route>, &'static Location<'static>),
    Router(Box<Router>),
    Mount(Mount),
}

impl Default for Router {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl Router {
    /// A router without routes.
    #[track_caller]
    pub fn new() -> Self {
        Self {
            prefix: String::new(),
            tags: Vec::new(),
            responses: Vec::new(),
            hidden: false,
            deprecated: false,
            items: Vec::new(),
            registry: Registry::default(),
            dependencies: Vec::new(),
            defects: Vec::new(),
            location: Location::caller(),
        }
    }

    /// Sets what stands before the path of everything in it, such as `/items`; it may have parameters.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Adds a group that its operations belong to in the documentation.
    pub fn tag(mut self, tag: &'static str) -> Self {
        self.tags.push(tag);
        self
    }

    /// Adds path operations: `routes![read_item, create_item]`.
    #[track_caller]
    pub fn routes(mut self, routes: impl IntoIterator<Item = Route>) -> Self {
        let location = Location::caller();
        self.items.extend(
            routes
                .into_iter()
                .map(|route| Item::Route(Arc::new(route), location)),
        );
        self
    }

    /// Includes another router.
    pub fn include(mut self, router: Router) -> Self {
        self.items.push(Item::Router(Box::new(router)));
        self
    }

    /// Mounts an application under a path: it has its own handlers, answers its own 404 and 405, and sees whole paths.
    #[track_caller]
    pub fn mount(mut self, path: impl Into<String>, app: impl Mountable) -> Self {
        self.items.push(Item::Mount(Mount {
            path: path.into(),
            target: Arc::new(app),
            location: Location::caller(),
        }));
        self
    }

    /// Mounts an axum `Router` or any other tower service under a path, which is taken off the URI it sees.
    ///
    /// An error response of it without a body takes the road of all errors, as does its error type.
    #[track_caller]
    pub fn mount_service<S, B>(self, path: impl Into<String>, service: S) -> Self
    where
        S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.mount(path, Foreign::new(service))
    }

    /// Adds a dependency that everything in it needs, without using its value: `.dependency::<current_user>()`.
    pub fn dependency<D: Dependency>(mut self) -> Self {
        self.dependencies.push(DependencyRef::of::<D>());
        self
    }

    /// Adds a dependency that everything in it needs, with what it is configured with:
    /// `.dependency_with::<has_role>(Role::Admin)`.
    pub fn dependency_with<D: Configured>(mut self, config: D::Config) -> Self {
        self.dependencies.push(DependencyRef::with::<D>(config));
        self
    }

    /// Registers an exception handler for the error type of its second parameter; `&Exception` makes it the catch-all.
    ///
    /// A second one for the same type keeps the application from being built.
    #[track_caller]
    pub fn exception_handler<E: Catch, M: 'static>(
        mut self,
        handler: impl ExceptionHandler<E, M>,
    ) -> Self {
        let added = self.registry.on_type(handler, Location::caller());
        self.defects.extend(added.err());
        self
    }

    /// Says how errors of a type are answered, see [`App::map_error`](crate::App::map_error).
    #[track_caller]
    pub fn map_error<E, T>(mut self, map: impl Fn(&E) -> T + Send + Sync + 'static) -> Self
    where
        E: std::error::Error + 'static,
        T: Mapped,
    {
        let added = self.registry.map(map, Location::caller());
        self.defects.extend(added.err());
        self
    }

    /// Registers an exception handler for a status; 500 is the catch-all's slot.
    #[track_caller]
    pub fn status_handler<E: StatusCatch, M: 'static>(
        mut self,
        status: impl IntoStatus,
        handler: impl ExceptionHandler<E, M>,
    ) -> Self {
        let added = self
            .registry
            .on_status(status.into_status(), handler, Location::caller());
        self.defects.extend(added.err());
        self
    }

    /// Registers an exception handler of WebSockets, see
    /// [`App::websocket_exception_handler`](crate::App::websocket_exception_handler).
    #[cfg(feature = "websocket")]
    #[track_caller]
    pub fn websocket_exception_handler<E: Catch, M: 'static>(
        mut self,
        handler: impl WebSocketExceptionHandler<E, M>,
    ) -> Self {
        let added = self.registry.on_websocket(handler, Location::caller());
        self.defects.extend(added.err());
        self
    }

    pub(crate) fn take_registry(&mut self) -> Registry {
        std::mem::take(&mut self.registry)
    }
}

impl std::fmt::Debug for Router {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Router")
            .field("prefix", &self.prefix)
            .field("items", &self.items.len())
            .finish_non_exhaustive()
    }
}
