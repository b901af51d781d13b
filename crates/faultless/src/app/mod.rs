//! `App`: an application, from its parts to a service.

#[cfg(feature = "contract")]
mod contract;
mod dispatch;
mod docs;
mod document;
mod documentation;
mod documented;
mod errors;
mod layers;
mod middleware;
mod net;
#[cfg(feature = "server")]
mod serve;
mod service;
#[cfg(feature = "websocket")]
mod websocket;

use std::borrow::Cow;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use axum_core::body::Body;
use bytes::Bytes;
use tower::BoxError;
use tower_layer::Layer;

pub use layers::Inner;
pub use middleware::{Answers, Middleware, Next, Raises};
pub use service::Service;

use self::layers::BoxedLayer;
use crate::after::Tasks;
use crate::defect::{BuildError, Defect};
use crate::depends::{Configured, Dependency, stand_in};
use crate::exception::{
    Catch, ExceptionHandler, IntoStatus, Mapped, Settings, StatusCatch, install_hook,
};
use crate::form_limits::FormLimits;
use crate::openapi::Info;
use crate::operation::Route;
use crate::param::Overrides;
use crate::request::{Scope, StateMap};
use crate::routing::{Mountable, Router, Routes};

/// An application: routes, state, exception handlers, layers.
///
/// It is put together by chaining, and built when it is served, turned into a [`Service`], or tested. Whatever is
/// wrong with it (two routes for one method and path, a state that is missing) is told then, all at once, with file
/// and line.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[get("/hello/{name}")]
/// async fn hello(name: String) -> Json<String> {
///     Json(format!("hello {name}"))
/// }
///
/// # tokio_test(async {
/// let client = TestClient::new(App::new().routes(routes![hello]));
/// let response = client.get("/hello/ann").send().await;
/// assert_eq!(response.json::<String>(), "hello ann");
/// # });
/// # fn tokio_test(f: impl Future<Output = ()>) { tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(f) }
/// ```
#[derive(Clone)]
#[must_use = "an application answers nothing until it is served"]
pub struct App {
    router: Router,
    settings: Settings,
    state: StateMap,
    layers: Vec<BoxedLayer>,
    defects: Vec<Defect>,
    overrides: Overrides,
    options: Options,
    info: Box<Info>,
    location: &'static Location<'static>,
}

/// What an application decides about itself.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) redirect_slashes: bool,
    pub(crate) body_limit: u64,
    pub(crate) body_timeout: Option<Duration>,
    pub(crate) form_limits: FormLimits,
    pub(crate) strict_content_type: bool,
    pub(crate) uri_limit: usize,
    pub(crate) header_limit: usize,
    pub(crate) request_ids: bool,
    #[cfg(feature = "websocket")]
    pub(crate) websocket_limits: crate::websocket::WebSocketLimits,
    #[cfg(feature = "server")]
    pub(crate) drain_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            redirect_slashes: true,
            body_limit: 2 << 20,
            body_timeout: Some(Duration::from_secs(30)),
            form_limits: FormLimits::default(),
            strict_content_type: true,
            uri_limit: 32 << 10,
            header_limit: 64 << 10,
            request_ids: false,
            #[cfg(feature = "websocket")]
            websocket_limits: crate::websocket::WebSocketLimits::default(),
            #[cfg(feature = "server")]
            drain_timeout: serve::DRAIN,
        }
    }
}

impl Default for App {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl App {
    /// An application without routes, with `FastAPI`'s defaults: redirects between paths with and without a slash at
    /// their end, errors as `{"detail": ...}`, the document at `/openapi.json`, its pages at `/docs` and `/redoc`.
    #[track_caller]
    pub fn new() -> Self {
        Self {
            router: Router::new(),
            settings: Settings::default(),
            state: StateMap::default(),
            layers: Vec::new(),
            defects: Vec::new(),
            overrides: Overrides::default(),
            options: Options::default(),
            info: Box::default(),
            location: Location::caller(),
        }
    }

    /// Sets the title of its documentation.
    pub fn title(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.info.title = title.into();
        self
    }

    /// Sets the version of its documentation.
    pub fn version(mut self, version: impl Into<Cow<'static, str>>) -> Self {
        self.info.version = version.into();
        self
    }

    /// Gives it a value that operations take as `State<T>`. Two of one type keep it from being built.
    #[track_caller]
    pub fn state<T: Send + Sync + 'static>(mut self, state: T) -> Self {
        if !self.state.insert(state) {
            self.defects.push(Defect::new(
                Location::caller(),
                format!(
                    "there is a state of type `{}` already: wrap one of them in a type of its own",
                    std::any::type_name::<T>()
                ),
            ));
        }
        self
    }

    /// Adds path operations: `routes![read_item, create_item]`.
    #[track_caller]
    pub fn routes(mut self, routes: impl IntoIterator<Item = Route>) -> Self {
        self.router = self.router.routes(routes);
        self
    }

    /// Includes a router.
    pub fn include(mut self, router: Router) -> Self {
        self.router = self.router.include(router);
        self
    }

    /// Mounts another application under a path: it has its own handlers, format and state, answers its own 404 and
    /// 405, and sees whole paths.
    #[track_caller]
    pub fn mount(mut self, path: impl Into<String>, app: impl Mountable) -> Self {
        self.router = self.router.mount(path, app);
        self
    }

    /// Mounts an axum `Router` or any other tower service under a path, which is taken off the URI it sees.
    ///
    /// An error response of it without a body takes the road of all errors, as does its error type; its functions raise
    /// through [`Raised`](crate::Raised).
    #[track_caller]
    pub fn mount_service<S, B>(mut self, path: impl Into<String>, service: S) -> Self
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
        self.router = self.router.mount_service(path, service);
        self
    }

    /// Adds a dependency that every operation needs, without using its value.
    pub fn dependency<D: Dependency>(mut self) -> Self {
        self.router = self.router.dependency::<D>();
        self
    }

    /// Adds a dependency that every operation needs, with what it is configured with:
    /// `.dependency_with::<has_role>(Role::Admin)`.
    pub fn dependency_with<D: Configured>(mut self, config: D::Config) -> Self {
        self.router = self.router.dependency_with::<D>(config);
        self
    }

    /// Lets the dependency `F` stand in for `D`, of the same output, wherever `D` is asked for: for tests. What `D`
    /// takes is not read then, and `F` may take arguments and dependencies of its own.
    ///
    /// It holds for this application and not for those mounted in it. A second override of the same dependency takes
    /// the place of the first.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[dependency]
    /// async fn current_user(authorization: Header<String>) -> Result<String> {
    ///     raise!(UNAUTHORIZED, "nobody knows {}", *authorization);
    /// }
    ///
    /// #[get("/me")]
    /// async fn me(user: Depends<current_user>) -> String {
    ///     user.to_string()
    /// }
    ///
    /// #[dependency]
    /// async fn ann() -> String {
    ///     "ann".to_owned()
    /// }
    ///
    /// let app = App::new().routes(routes![me]).override_dependency::<current_user, ann>();
    /// assert_eq!(TestClient::new(app).blocking().get("/me").send().text(), "ann");
    /// ```
    pub fn override_dependency<D, F>(mut self) -> Self
    where
        D: Dependency,
        F: Dependency<Output = D::Output>,
    {
        self.overrides
            .insert(std::any::TypeId::of::<D>(), stand_in::<F>());
        self
    }

    /// Registers an exception handler for the error type of its second parameter; `&Exception` makes it the catch-all.
    ///
    /// The handler is a function of `&Request` and a reference to the error, sync or async, and returns a response; an
    /// [`HttpException`](crate::HttpException), to answer in the application's format; `None` to decline; or a `Result`
    /// of these, whose error goes to the catch-all, also when it is an `HttpException`. A second one for the same type keeps the application from being built.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Debug, thiserror::Error)]
    /// #[error("{name} boiled over")]
    /// struct Kettle { name: String }
    ///
    /// let app = App::new().exception_handler(|_: &Request, error: &Kettle| {
    ///     (StatusCode::IM_A_TEAPOT, Json(error.to_string()))
    /// });
    ///
    /// // In the application's format, and only for some: the rest is left to others.
    /// let app = App::new().exception_handler(|_: &Request, error: &Kettle| {
    ///     (error.name == "old").then(|| HttpException::new(418, "it leaks").code("old_kettle"))
    /// });
    /// ```
    #[track_caller]
    pub fn exception_handler<E: Catch, M: 'static>(
        mut self,
        handler: impl ExceptionHandler<E, M>,
    ) -> Self {
        self.router = self.router.exception_handler(handler);
        self
    }

    /// Says how errors of a type are answered, at the web's edge: the table from a domain's errors to status and code.
    ///
    /// The domain needs no import of the framework. What the function gives takes the road of an
    /// [`HttpException`](crate::HttpException): handlers by status and for `HttpException` see it, the format renders it.
    /// A second mapping of the same type keeps the application from being built.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Debug, thiserror::Error)]
    /// enum StockError {
    ///     #[error("there is no {0}")]
    ///     Unknown(String),
    ///     #[error("only {0} left")]
    ///     Short(u32),
    /// }
    ///
    /// let app = App::new().map_error(|error: &StockError| match error {
    ///     StockError::Unknown(_) => (NOT_FOUND, "part_unknown"),
    ///     StockError::Short(_) => (CONFLICT, "out_of_stock"),
    /// });
    /// # use faultless::status::{HTTP_404_NOT_FOUND as NOT_FOUND, HTTP_409_CONFLICT as CONFLICT};
    /// ```
    #[track_caller]
    pub fn map_error<E, T>(mut self, map: impl Fn(&E) -> T + Send + Sync + 'static) -> Self
    where
        E: std::error::Error + 'static,
        T: Mapped,
    {
        self.router = self.router.map_error(map);
        self
    }

    /// Registers an exception handler for a status, unknown routes (404) and wrong methods (405) included; 500 is the
    /// catch-all's slot. It takes `&HttpException`, for 500 also `&Exception`.
    ///
    /// # Example
    /// ```
    /// use faultless::{exception_handlers, prelude::*};
    ///
    /// let app = App::new().status_handler(404, |request: &Request, error: &HttpException| {
    ///     let mut response = exception_handlers::http_exception(request, error);
    ///     response.headers_mut().insert("x-hint", HeaderValue::from_static("see /docs"));
    ///     response
    /// });
    /// ```
    #[track_caller]
    pub fn status_handler<E: StatusCatch, M: 'static>(
        mut self,
        status: impl IntoStatus,
        handler: impl ExceptionHandler<E, M>,
    ) -> Self {
        self.router = self.router.status_handler(status, handler);
        self
    }

    /// Puts the request's id on every response, not only on errors.
    pub fn request_ids(mut self, on: bool) -> Self {
        self.options.request_ids = on;
        self
    }

    /// Redirects between a path with a slash at its end and without, where only the other form is there; on unless
    /// switched off.
    pub fn redirect_slashes(mut self, on: bool) -> Self {
        self.options.redirect_slashes = on;
        self
    }

    /// Sets the largest body that is read, in bytes; 2 MiB unless set, as axum has it. A route's own limit overrides it.
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.options.body_limit = bytes;
        self
    }

    /// Sets how long a body may take to arrive, as a whole; 30 seconds unless set, `None` for no limit. A slower one is
    /// a 408. It holds for bodies that the framework reads, not for those that an extractor or a mount reads itself.
    pub fn body_timeout(mut self, limit: Option<Duration>) -> Self {
        self.options.body_timeout = limit;
        self
    }

    /// Sets how many fields and files a form may have, and how large they may be. A route changes some of it with
    /// `form_limits(max_files = 1)`.
    pub fn form_limits(mut self, limits: FormLimits) -> Self {
        self.options.form_limits = limits;
        self
    }

    /// Says whether a JSON body must be sent as `application/json` or `application/*+json`, on unless switched off. Off, a
    /// body without any content type is read as JSON too: browsers let other sites send such requests without asking.
    pub fn strict_content_type(mut self, on: bool) -> Self {
        self.options.strict_content_type = on;
        self
    }

    /// Sets the longest URI, in bytes; 32 KiB unless set. A longer one is a 414.
    pub fn uri_limit(mut self, bytes: usize) -> Self {
        self.options.uri_limit = bytes;
        self
    }

    /// Sets the largest head of a request, in bytes of header names and values; 64 KiB unless set. A larger one is
    /// a 431. Over HTTP/1 the server takes 100 headers, and refuses more with a 431 of its own, without a body.
    pub fn header_limit(mut self, bytes: usize) -> Self {
        self.options.header_limit = bytes;
        self
    }

    /// Adds a tower layer around all that was added before; the last one is outermost.
    ///
    /// Errors are answered inside the layers, so a CORS layer's headers stand on them too. What a layer itself lets
    /// fall (an error, a panic, a bare status such as a timeout's 408) is answered just outside it.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// let app = App::new().layer(tower_http::cors::CorsLayer::permissive());
    /// let answer = TestClient::new(app).blocking().get("/nowhere").send();
    /// assert_eq!((answer.status().as_u16(), answer.header("access-control-allow-origin")), (404, Some("*")));
    /// ```
    #[track_caller]
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: Layer<Inner> + Send + Sync + 'static,
        L::Service: tower_service::Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        <L::Service as tower_service::Service<http::Request<Body>>>::Error: Into<BoxError>,
        <L::Service as tower_service::Service<http::Request<Body>>>::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.layers.push(layers::boxed(layer));
        self
    }

    /// Adds a function around all that was added before: `async |request, next: Next| { next.run(request).await }`.
    ///
    /// It may raise: that takes the same road as an exception of a handler.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// async fn within_hours(request: HttpRequest, next: Next) -> Result<Response> {
    ///     ensure!(!request.headers().contains_key("x-night"), SERVICE_UNAVAILABLE, "closed");
    ///     Ok(next.run(request).await)
    /// }
    ///
    /// let client = TestClient::new(App::new().middleware(within_hours)).blocking();
    /// assert_eq!(client.get("/").header("x-night", "1").send().text(), r#"{"detail":"closed"}"#);
    /// ```
    #[track_caller]
    pub fn middleware<M: 'static>(self, middleware: impl Middleware<M>) -> Self {
        self.layer(middleware::layer(middleware))
    }

    /// Checks the application and makes a [`Service`] of it.
    ///
    /// # Errors
    /// [`BuildError`] with every mistake in it.
    pub fn build(self) -> Result<Service, BuildError> {
        self.build_within(&Tasks::default(), "")
    }

    /// Builds the application as a part of one that runs `tasks`, mounted under the path `root`.
    fn build_within(mut self, tasks: &Tasks, root: &str) -> Result<Service, BuildError> {
        install_hook();
        let mut defects = self.defects;
        let registry = self.router.take_registry();
        let overrides = Arc::new(self.overrides);
        root.clone_into(&mut self.info.about.root);
        let routes = Routes::new(
            &self.router,
            &self.state,
            &overrides,
            tasks,
            root,
            &mut defects,
        );
        crate::openapi::check(&self.info, self.location, routes.operations(), &mut defects);
        if !defects.is_empty() {
            return Err(BuildError::new(defects));
        }
        // One application that is built twice is two.
        self.settings.catalogued = Arc::default();
        let scope = Arc::new(Scope {
            settings: self.settings,
            state: self.state,
            tasks: tasks.clone(),
            body_timeout: self.options.body_timeout,
            form_limits: self.options.form_limits,
            loose_content_type: !self.options.strict_content_type,
        });
        let document = crate::openapi::Documents::new(&self.info, &routes, &registry, &scope);
        let core = dispatch::Core::new(routes, registry, scope, self.options, document);
        Ok(Service::new(core, &self.layers))
    }

    /// The application as a service, for servers and routers of others: axum's `fallback_service`, hyper, lambdas.
    ///
    /// # Panics
    /// When the application has mistakes; [`App::build`] returns them instead.
    #[track_caller]
    #[must_use]
    pub fn into_service(self) -> Service {
        match self.build() {
            Ok(service) => service,
            #[expect(
                clippy::panic,
                reason = "documented: a mistake in the application, at start"
            )]
            Err(mistakes) => panic!("{mistakes}"),
        }
    }
}

#[cfg(feature = "axum")]
impl From<App> for axum::Router {
    /// An axum router that answers everything with the application.
    ///
    /// # Panics
    /// When the application has mistakes, see [`App::into_service`].
    fn from(app: App) -> Self {
        axum::Router::new().fallback_service(app.into_service())
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("title", &self.info.title)
            .field("router", &self.router)
            .finish_non_exhaustive()
    }
}
