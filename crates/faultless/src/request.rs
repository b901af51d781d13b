//! `Request`: what a handler, a dependency or an exception handler sees of a request.

mod by_type_id;
mod receive;
mod span;

use std::any::{Any, TypeId};
use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use axum_core::body::{Body, BodyDataStream};
use bytes::Bytes;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};
use http_body_util::{LengthLimitError, Limited};
use smallvec::SmallVec;

pub(crate) use self::by_type_id::ByTypeId;
use self::receive::Receiving;
pub(crate) use self::receive::in_time;
pub(crate) use self::span::Span;
use crate::after::{After, Tasks};
use crate::exception::{Exception, HttpException, Result, Settings};
use crate::form_limits::FormLimits;
use crate::request_id::RequestId;

/// What a handler, a dependency or an exception handler sees of a request.
///
/// A path operation or dependency takes it as `request: &Request`.
pub struct Request {
    parts: Parts,
    /// The decoded path, where it differs from the one in the URI.
    decoded: Option<Box<str>>,
    route: Option<Route>,
    /// How many bytes of the path belong to the mounts above.
    own: usize,
    /// Behind a mutex that nobody contends for: a body is not `Sync`, and a request is shared with handlers.
    body: Mutex<BodyState>,
    /// What is left to do when the handler is done; behind a mutex for the same reason.
    after: Mutex<Option<Box<After>>>,
    body_limit: u64,
    scope: Arc<Scope>,
    id: OnceLock<RequestId>,
    client: Option<SocketAddr>,
    /// The connection that a WebSocket's handshake asks for.
    #[cfg(feature = "websocket")]
    websocket: Option<crate::websocket::WebSocket>,
}

enum BodyState {
    Unread(Body),
    Read(Bytes),
    Taken,
}

/// What all requests of an application share.
#[derive(Default)]
pub(crate) struct Scope {
    pub(crate) settings: Settings,
    pub(crate) state: StateMap,
    /// What runs on after responses.
    pub(crate) tasks: Tasks,
    /// How long a body may take to arrive.
    pub(crate) body_timeout: Option<Duration>,
    /// How large a form may be, for routes that do not say otherwise.
    pub(crate) form_limits: FormLimits,
    /// Whether a body without a content type is JSON.
    pub(crate) loose_content_type: bool,
}

/// The route that a request was matched to.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) template: Arc<Template>,
    pub(crate) values: SmallVec<[Span; 4]>,
}

/// A route's path as declared, and the names of its parameters in order.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) text: Box<str>,
    pub(crate) names: Box<[Box<str>]>,
}

impl Request {
    pub(crate) fn new(
        parts: Parts,
        body: Body,
        decoded: Option<Box<str>>,
        scope: Arc<Scope>,
        body_limit: u64,
    ) -> Self {
        let client = parts
            .extensions
            .get::<ClientAddress>()
            .map(|client| client.0);
        Self {
            parts,
            decoded,
            route: None,
            own: 0,
            body: Mutex::new(BodyState::Unread(body)),
            after: Mutex::new(None),
            body_limit,
            scope,
            id: OnceLock::new(),
            client,
            #[cfg(feature = "websocket")]
            websocket: None,
        }
    }

    /// The client, where the server tells it beside the request. Among the extensions it would cost every request an
    /// allocation; it is put there only for layers and mounts.
    pub(crate) fn set_client(&mut self, client: SocketAddr) {
        self.client = Some(client);
    }

    /// How many bytes of the path belong to the mounts above.
    pub(crate) fn own(&self) -> usize {
        self.own
    }

    pub(crate) fn set_own(&mut self, own: usize) {
        self.own = own;
    }

    pub(crate) fn set_route(&mut self, route: Route) {
        self.route = Some(route);
    }

    pub(crate) fn set_body_limit(&mut self, limit: u64) {
        self.body_limit = limit;
    }

    /// The request without its body, for those who need it while somebody else has the request itself.
    #[cfg(feature = "websocket")]
    pub(crate) fn head(&self) -> Self {
        Self {
            parts: self.parts.clone(),
            decoded: self.decoded.clone(),
            route: self.route.clone(),
            own: self.own,
            body: Mutex::new(BodyState::Taken),
            body_limit: self.body_limit,
            scope: Arc::clone(&self.scope),
            // One request has one id.
            id: self.id().clone().into(),
            client: self.client,
            after: Mutex::new(None),
            websocket: None,
        }
    }

    #[cfg(feature = "websocket")]
    pub(crate) fn set_websocket(&mut self, socket: crate::websocket::WebSocket) {
        self.websocket = Some(socket);
    }

    #[cfg(feature = "websocket")]
    pub(crate) fn websocket(&self) -> Option<&crate::websocket::WebSocket> {
        self.websocket.as_ref()
    }

    /// True for a WebSocket's handshake that an operation answers.
    pub(crate) fn is_websocket(&self) -> bool {
        #[cfg(feature = "websocket")]
        return self.websocket.is_some();
        #[cfg(not(feature = "websocket"))]
        false
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The URI as it was sent.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The whole path, percent-decoded, the prefix of mounts included.
    #[must_use]
    pub fn path(&self) -> &str {
        self.decoded
            .as_deref()
            .unwrap_or_else(|| self.parts.uri.path())
    }

    /// The part of the path that belongs to the mounts above the application; `""` where there are none.
    #[must_use]
    pub fn root_path(&self) -> &str {
        self.path().get(..self.own).unwrap_or_default()
    }

    /// The query string as it was sent; `""` when there is none.
    #[must_use]
    pub fn query(&self) -> &str {
        self.parts.uri.query().unwrap_or_default()
    }

    /// The last value of a query parameter, decoded.
    #[must_use]
    pub fn query_param(&self, name: &str) -> Option<Cow<'_, str>> {
        form_urlencoded::parse(self.query().as_bytes())
            .filter(|(key, _)| key == name)
            .last()
            .map(|(_, value)| value)
    }

    /// The value of a path parameter, decoded.
    #[must_use]
    pub fn path_param(&self, name: &str) -> Option<&str> {
        let route = self.route.as_ref()?;
        let index = route
            .template
            .names
            .iter()
            .position(|known| **known == *name)?;
        route.values.get(index)?.of(self.path())
    }

    /// The path of the matched route as declared, such as `/items/{item_id}`; `None` where no route matched.
    #[must_use]
    pub fn route(&self) -> Option<&str> {
        self.route.as_ref().map(|route| &*route.template.text)
    }

    pub(crate) fn template(&self) -> Option<&Arc<Template>> {
        self.route.as_ref().map(|route| &route.template)
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The first value of a header, when it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    }

    /// The extensions, as layers left them.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// Whether the server itself asked: no layer and no other application sees the answer on its way out.
    pub(crate) fn is_outermost(&self) -> bool {
        self.client.is_some() && self.parts.extensions.get::<ClientAddress>().is_none()
    }

    /// The address of the client, when the server knows it.
    #[must_use]
    pub fn client(&self) -> Option<SocketAddr> {
        self.client
    }

    /// The request's id: its own `X-Request-ID` when that is well formed, else one made when first asked for.
    pub fn id(&self) -> &RequestId {
        self.id.get_or_init(|| RequestId::of(&self.parts.headers))
    }

    /// The id, where it was needed already.
    pub(crate) fn id_if_any(&self) -> Option<RequestId> {
        self.id.get().cloned()
    }

    /// A state of the application, when one of this type was given to it.
    #[must_use]
    pub fn state<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.scope.state.get::<T>()
    }

    /// Reads the whole body, once; later calls give the same bytes.
    ///
    /// # Errors
    /// 413 `Content Too Large` for a body over the limit of the route or application; 408 for one that takes longer than
    /// [`App::body_timeout`](crate::App::body_timeout); 400 `There was an error parsing
    /// the body` when it cannot be received, or was taken by an extractor.
    pub async fn bytes(&mut self) -> Result<Bytes> {
        let limit = self.body_limit;
        let state = self
            .body
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let body = match std::mem::replace(state, BodyState::Taken) {
            BodyState::Unread(body) => body,
            BodyState::Read(bytes) => {
                *state = BodyState::Read(bytes.clone());
                return Ok(bytes);
            }
            BodyState::Taken => return Err(unreadable("the body was taken by an extractor")),
        };
        let mut receiving = Receiving::new(body, limit);
        let received = in_time(&mut receiving, self.scope.body_timeout).await?;
        let bytes = received.map_err(Self::unreceived)?;
        *state = BodyState::Read(bytes.clone());
        Ok(bytes)
    }

    /// The body piece by piece, bounded as [`bytes`](Self::bytes) is; it is gone for everyone after this.
    ///
    /// # Errors
    /// 400 where an extractor took it.
    pub(crate) fn stream(&mut self) -> Result<BodyDataStream> {
        let limit = usize::try_from(self.body_limit).unwrap_or(usize::MAX);
        let state = self
            .body
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let body = match std::mem::replace(state, BodyState::Taken) {
            BodyState::Unread(body) => Body::new(Limited::new(body, limit)),
            BodyState::Read(bytes) => {
                *state = BodyState::Read(bytes.clone());
                Body::from(bytes)
            }
            BodyState::Taken => return Err(unreadable("the body was taken by an extractor")),
        };
        Ok(body.into_data_stream())
    }

    pub(crate) fn unreceived(error: Box<dyn std::error::Error + Send + Sync>) -> Exception {
        let limited = crate::exception::Chain::from_error(&*error)
            .any(<dyn std::error::Error>::is::<LengthLimitError>);
        if limited {
            Exception::new(too_large().caused_by(error))
        } else {
            unreadable(error)
        }
    }

    /// The length of the body that has not been read, when the client declared one.
    pub(crate) fn declared_length(&self) -> Option<u64> {
        // The server's body knows it from `Content-Length`; reading it there costs less than finding the header.
        match self.body.try_lock().ok().as_deref() {
            Some(BodyState::Unread(body)) => http_body::Body::size_hint(body).exact(),
            _ => None,
        }
    }

    /// The request as axum's extractors want it. What they take of the body is gone for everyone after them.
    pub(crate) fn for_axum(&mut self) -> http::Request<Body> {
        let state = self
            .body
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let body = match std::mem::replace(state, BodyState::Taken) {
            BodyState::Unread(body) => Body::new(Limited::new(
                body,
                usize::try_from(self.body_limit).unwrap_or(usize::MAX),
            )),
            BodyState::Read(bytes) => {
                *state = BodyState::Read(bytes.clone());
                Body::from(bytes)
            }
            BodyState::Taken => Body::empty(),
        };
        let mut request = http::Request::new(body);
        *request.method_mut() = self.parts.method.clone();
        *request.uri_mut() = self.parts.uri.clone();
        *request.version_mut() = self.parts.version;
        *request.headers_mut() = self.parts.headers.clone();
        *request.extensions_mut() = self.parts.extensions.clone();
        if let Some(client) = self.client {
            request.extensions_mut().insert(ClientAddress(client));
        }
        request
    }

    /// The request as mounts want it.
    pub(crate) fn into_parts(mut self) -> (Parts, Body) {
        if let Some(client) = self.client {
            self.parts.extensions.insert(ClientAddress(client));
        }
        let body = match self
            .body
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
        {
            BodyState::Unread(body) => body,
            BodyState::Read(bytes) => Body::from(bytes),
            BodyState::Taken => Body::empty(),
        };
        (self.parts, body)
    }

    /// What is left to do when the handler is done.
    pub(crate) fn after(&mut self) -> &mut After {
        if self.after_slot().is_none() {
            let after = Box::new(After::of(self));
            *self.after_slot() = Some(after);
        }
        // It was put there if it was missing.
        #[expect(clippy::expect_used, reason = "the lines above put it there")]
        self.after_slot()
            .as_deref_mut()
            .expect("what is left to do")
    }

    /// Takes what is left to do, when there is any.
    pub(crate) fn take_after(&mut self) -> Option<Box<After>> {
        self.after_slot().take()
    }

    fn after_slot(&mut self) -> &mut Option<Box<After>> {
        self.after
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Drops the body: a request that is kept after its response needs no more than its head.
    pub(crate) fn forget_body(&mut self) {
        self.body = Mutex::new(BodyState::Taken);
    }

    /// The head.
    #[cfg(feature = "websocket")]
    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    pub(crate) fn parts_mut(&mut self) -> &mut Parts {
        &mut self.parts
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.scope.settings
    }

    pub(crate) fn scope(&self) -> &Arc<Scope> {
        &self.scope
    }

    pub(crate) fn path_names(&self) -> &[Box<str>] {
        self.route
            .as_ref()
            .map_or(&[], |route| &route.template.names)
    }
}

/// Why a body was refused of which nothing was read.
#[derive(Debug, thiserror::Error)]
#[error("the declared length of the body is over the limit")]
pub(crate) struct DeclaredTooLarge;

/// 413, in the words of RFC 9110.
pub(crate) fn too_large() -> HttpException {
    HttpException::new(413, "Content Too Large")
}

fn unreadable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Exception {
    Exception::new(HttpException::new(400, "There was an error parsing the body").caused_by(source))
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request")
            .field("method", self.method())
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}

/// A request as layers, middleware and axum's extractors know it.
pub type HttpRequest = http::Request<Body>;

/// The address of the client, among the extensions of requests that go through layers or to mounted services.
///
/// [`Request::client`] tells it everywhere. A server of your own puts it there for the application to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub SocketAddr);

/// States by their type.
#[derive(Default, Clone)]
pub(crate) struct StateMap(ByTypeId<Arc<dyn Any + Send + Sync>>);

impl StateMap {
    /// Puts a state in; gives `false` when there was one of this type.
    pub(crate) fn insert<T: Send + Sync + 'static>(&mut self, state: T) -> bool {
        self.0.insert(TypeId::of::<T>(), Arc::new(state)).is_none()
    }

    pub(crate) fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0
            .get(&TypeId::of::<T>())
            .and_then(|state| state.downcast_ref())
    }

    pub(crate) fn shared<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.0
            .get(&TypeId::of::<T>())
            .and_then(|state| Arc::clone(state).downcast().ok())
    }

    pub(crate) fn contains(&self, id: TypeId) -> bool {
        self.0.contains_key(&id)
    }
}
