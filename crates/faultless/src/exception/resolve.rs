//! From an exception to a response: which handler answers, and what is logged.

#[cfg(feature = "websocket")]
mod websocket;

use std::any::TypeId;
use std::error::Error;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum_core::response::Response;
use futures_util::future::BoxFuture;
use http::StatusCode;
use http::header::Entry;
use smallvec::SmallVec;

use super::panic::{caught, caught_now};
use super::raise::{Raise, declared, raise_of};
use super::registry::{self, Registry};
use super::{Chain, Exception, HttpException, RequestValidationError, WebSocketException};
use crate::exception_handlers;
use crate::observe::{self, Place};
use crate::request::Request;

#[cfg(feature = "websocket")]
pub(crate) use websocket::resolve_websocket;

/// The registries that an exception is looked up in, nearest first.
#[derive(Clone, Copy)]
pub(crate) struct ExceptionHandlers<'a> {
    pub(crate) routers: &'a [Arc<Registry>],
    pub(crate) app: &'a Registry,
}

impl<'a> ExceptionHandlers<'a> {
    fn nearest_first(self) -> impl Iterator<Item = &'a Registry> {
        self.routers
            .iter()
            .map(|registry| &**registry)
            .chain(std::iter::once(self.app))
    }

    /// Whether errors of a type are planned: by the type itself, or by a handler or a mapping of it.
    pub(crate) fn plan(self, type_id: TypeId) -> bool {
        super::raise::is_found(type_id)
            || self.nearest_first().any(|registry| registry.knows(type_id))
    }
}

/// Answers for an exception: there is always a response, and one log line.
///
/// Order: for each registry, nearest first, a handler for the status; then the nearest type, from the error to what it
/// is; then `HttpException`'s where the error has a status; then its causes. After the registries the catch-alls,
/// nearest first, for what has no status; then the built-in answers. A handler that declines passes to the next; one
/// that fails or panics makes a new exception, which the catch-all answers, and a built-in 500 when that fails too.
///
/// Only the log and the hooks differ by the `place` where it was raised.
pub(crate) async fn resolve(
    request: &Request,
    mut exception: Exception,
    handlers: ExceptionHandlers<'_>,
    place: Place,
) -> Response {
    // Before anybody looks: handlers, formats and the log then say the same.
    if let Some(messages) = &request.settings().messages {
        exception.tell_in(messages);
    }
    told(request, answer(request, exception, handlers).await, place)
}

/// The response, and the one log line.
fn told(request: &Request, answered: Answered, place: Place) -> Response {
    let Answered {
        mut response,
        exception,
        planned,
    } = answered;
    if response.status().is_informational() {
        // A handler's own; it would say that the answer is yet to come.
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    }
    observe::log_exception(request, &exception, response.status(), place);
    let response = finished(request, response);
    let_go(request, exception, planned, place);
    response
}

/// Ends with an exception: a test's client is given what nobody planned.
fn let_go(request: &Request, exception: Exception, planned: bool, place: Place) {
    if !planned && let Some(caught) = request.extensions().get::<Caught>() {
        caught.put(exception);
    } else if let Err(panic) = caught_now(|| drop(exception)) {
        // The answer stands; what the error does in its end is a failure of its own.
        observe::log_exception(request, &panic, StatusCode::INTERNAL_SERVER_ERROR, place);
    }
}

/// Where a test client finds the exception that nobody planned; among the extensions of its requests.
#[derive(Clone, Default)]
pub(crate) struct Caught(Arc<Mutex<Option<Exception>>>);

impl Caught {
    /// Keeps the first: what came after it may be its consequence.
    pub(crate) fn put(&self, exception: Exception) {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.get_or_insert(exception);
    }

    /// What it is, with its causes and its place.
    #[cfg(feature = "contract")]
    pub(crate) fn told(&self) -> Option<String> {
        let slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.as_ref().map(|exception| format!("{exception:?}"))
    }

    #[cfg(feature = "testing")]
    pub(crate) fn take(&self) -> Option<Exception> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

struct Answered {
    response: Response,
    exception: Exception,
    /// False when it was nobody's but the catch-all's.
    planned: bool,
}

async fn answer(
    request: &Request,
    exception: Exception,
    handlers: ExceptionHandlers<'_>,
) -> Answered {
    match planned(request, &exception, handlers).await {
        Ok(Some(response)) => Answered {
            response,
            exception,
            planned: true,
        },
        Ok(None) => unplanned(request, exception, handlers).await,
        Err(failure) => unplanned(request, failure.raised_during(exception), handlers).await,
    }
}

/// The answer of the first handler that does not decline, or of the framework's own; the failure of one that fails.
async fn planned(
    request: &Request,
    exception: &Exception,
    handlers: ExceptionHandlers<'_>,
) -> Result<Option<Response>, Exception> {
    // What an error says of itself, and mappings of it, are the application's code: it may panic like any other.
    if !handlers.nearest_first().any(Registry::has_handlers) {
        return caught_now(|| {
            let bases = bases(exception);
            let declared = Declared::of(&bases, handlers);
            built_in(request, exception, &bases, &declared)
        })
        .and_then(|answer| answer);
    }
    let declared = caught_now(|| Declared::of(&bases(exception), handlers))?;
    let calls = caught_now(|| calls(request, exception, &declared, handlers))?;
    for call in calls {
        if let Some(response) = caught(call).await.and_then(|answer| answer)? {
            return Ok(Some(response));
        }
    }
    caught_now(|| built_in(request, exception, &bases(exception), &declared))
        .and_then(|answer| answer)
}

/// The catch-alls, nearest first, and then the built-in 500.
async fn unplanned(
    request: &Request,
    mut exception: Exception,
    handlers: ExceptionHandlers<'_>,
) -> Answered {
    // A handler for the status 500 takes an `HttpException`: it is shown one without a word of the failure.
    static FAULT: LazyLock<HttpException> = LazyLock::new(|| HttpException::bare(500));
    for entry in handlers.nearest_first().filter_map(Registry::catch_all) {
        let called = caught(entry.call(request, &exception, &*FAULT))
            .await
            .and_then(|answer| answer);
        match called {
            Ok(Some(response)) => {
                return Answered {
                    response,
                    exception,
                    planned: false,
                };
            }
            Ok(None) => {}
            Err(failure) => exception = failure.raised_during(exception),
        }
    }
    let response = caught_now(|| exception_handlers::unplanned(request, &exception))
        .unwrap_or_else(|_| crate::response::last_resort());
    Answered {
        response,
        exception,
        planned: false,
    }
}

type Call<'a> = BoxFuture<'a, Result<Option<Response>, Exception>>;

/// An error, the type it is known by, and what it says of its answer.
#[derive(Clone, Copy)]
struct Link<'a> {
    error: &'a (dyn Error + 'static),
    type_id: Option<TypeId>,
    raise: Option<&'a dyn Raise>,
}

impl<'a> Link<'a> {
    fn of(error: &'a (dyn Error + 'static), type_id: Option<TypeId>) -> Self {
        Self {
            error,
            type_id,
            raise: raise_of(error, type_id),
        }
    }
}

/// An error, what it is, what that is, and so on: never empty.
type Bases<'a> = SmallVec<[Link<'a>; 2]>;

fn bases(exception: &Exception) -> Bases<'_> {
    bases_of(Link::of(exception.error(), exception.type_id()))
}

fn bases_of(link: Link<'_>) -> Bases<'_> {
    let mut bases = Bases::new();
    let mut next = Some(link);
    // The bound ends bases that run in a circle.
    while let Some(link) = next.filter(|_| bases.len() < 16) {
        bases.push(link);
        let base = link.raise.and_then(Raise::base);
        next = base.map(|base| Link::of(base.error, Some(base.type_id)));
    }
    bases
}

/// The causes beyond the bases, nearest first.
fn causes<'a>(bases: &[Link<'a>]) -> impl Iterator<Item = &'a (dyn Error + 'static)> + use<'a> {
    let nearest = bases.last().map(|link| Chain::from_error(link.error));
    nearest.into_iter().flatten().skip(1)
}

/// What an exception and its causes declare of their answer.
struct Declared {
    own: Http,
    /// Of the causes, in their order; empty where the error declares its own answer.
    causes: SmallVec<[Http; 2]>,
}

enum Http {
    No,
    /// The error is an `HttpException`.
    Itself,
    /// The error declares one.
    As(HttpException),
}

impl Http {
    /// What an error's type declares, or a mapping says of it.
    fn of(link: Link<'_>, handlers: ExceptionHandlers<'_>) -> Self {
        if link.error.is::<HttpException>() {
            return Self::Itself;
        }
        // A WebSocket's end on an HTTP operation has no status: it is the application's mistake.
        if link.error.is::<WebSocketException>() {
            return Self::No;
        }
        match Self::mapped(link, handlers) {
            Self::No => link.raise.and_then(declared).map_or(Self::No, Self::As),
            mapped => mapped,
        }
    }

    /// What an error declares, or a mapping says of it or of what it is.
    fn own(bases: &[Link<'_>], handlers: ExceptionHandlers<'_>) -> Self {
        let mut bases = bases.iter().copied();
        let own = bases
            .next()
            .map_or(Self::No, |link| Self::of(link, handlers));
        if own.is_some() {
            return own;
        }
        // What a base declares, the error has taken already; a mapping of a base is looked for here.
        bases
            .map(|link| Self::mapped(link, handlers))
            .find(Self::is_some)
            .unwrap_or(own)
    }

    fn mapped(link: Link<'_>, handlers: ExceptionHandlers<'_>) -> Self {
        let http = handlers
            .nearest_first()
            .find_map(|registry| registry.mapped(link.error, link.type_id));
        http.map_or(Self::No, Self::As)
    }

    fn is_some(&self) -> bool {
        !matches!(self, Self::No)
    }

    fn get<'a>(&'a self, error: &'a (dyn Error + 'static)) -> Option<&'a HttpException> {
        match self {
            Self::No => None,
            Self::Itself => error.downcast_ref(),
            Self::As(http) => Some(http),
        }
    }
}

/// How an error is answered by what it declares and by mappings, its causes aside; `None` where none of them plans it.
pub(crate) fn planned_answer(
    error: &(dyn Error + 'static),
    type_id: TypeId,
    handlers: ExceptionHandlers<'_>,
) -> Option<HttpException> {
    match Http::own(&bases_of(Link::of(error, Some(type_id))), handlers) {
        Http::No | Http::Itself => None,
        Http::As(http) => Some(http),
    }
}

impl Declared {
    fn of(bases: &[Link<'_>], handlers: ExceptionHandlers<'_>) -> Self {
        let own = Http::own(bases, handlers);
        let causes = if own.is_some() {
            SmallVec::new()
        } else {
            causes(bases)
                .map(|cause| Http::of(Link::of(cause, None), handlers))
                .collect()
        };
        Self { own, causes }
    }

    /// The answer that the error declares, or else the nearest of its causes that does.
    fn http<'a>(&'a self, bases: &[Link<'a>]) -> Option<&'a HttpException> {
        let of_cause = || {
            let mut declared = causes(bases).zip(&self.causes);
            declared.find_map(|(cause, http)| http.get(cause))
        };
        let own = bases.first().and_then(|link| self.own.get(link.error));
        own.or_else(of_cause)
    }
}

/// A call of every handler that may answer, in the order they are asked; none runs before it is awaited.
fn calls<'a>(
    request: &'a Request,
    exception: &'a Exception,
    declared: &'a Declared,
    handlers: ExceptionHandlers<'a>,
) -> SmallVec<[Call<'a>; 4]> {
    let mut calls: SmallVec<[Call<'a>; 4]> = SmallVec::new();
    let mut ask = |entry: Option<&'a registry::Entry>, error: &'a (dyn Error + 'static)| {
        calls.extend(entry.map(|entry| entry.call(request, exception, error)));
    };
    let own = declared.own.get(exception.error());
    let bases = bases(exception);
    for registry in handlers
        .nearest_first()
        .filter(|registry| registry.has_handlers())
    {
        if let Some(http) = own {
            ask(registry.status(http.status()), http);
        }
        for base in &bases {
            ask(registry.for_error(base.error, base.type_id), base.error);
        }
        if let Http::As(http) = &declared.own {
            ask(registry.http(), http);
        }
        for (cause, http) in causes(&bases).zip(&declared.causes) {
            if let Some(http) = http.get(cause) {
                ask(registry.status(http.status()), http);
            }
            ask(registry.for_error(cause, None), cause);
            if let Http::As(http) = http {
                ask(registry.http(), http);
            }
        }
    }
    calls
}

/// The answer of the framework's own handlers, where one fits.
///
/// # Errors
/// A detail that JSON has no form for: handlers that do not tell it were asked before.
fn built_in(
    request: &Request,
    exception: &Exception,
    bases: &[Link<'_>],
    declared: &Declared,
) -> Result<Option<Response>, Exception> {
    if let Some(http) = declared.http(bases) {
        http.check_detail()
            .map_err(|failure| failure.at(exception.location()))?;
        return Ok(Some(exception_handlers::http_exception(request, http)));
    }
    let mut errors = bases.iter().map(|link| link.error).chain(causes(bases));
    let invalid = errors.find_map(|error| error.downcast_ref::<RequestValidationError>());
    Ok(invalid.map(|invalid| exception_handlers::request_validation(request, invalid)))
}

/// Every error's response carries the request's id.
pub(crate) fn finished(request: &Request, mut response: Response) -> Response {
    if let Entry::Vacant(slot) = response.headers_mut().entry(crate::request_id::HEADER) {
        slot.insert(request.id().header_value());
    }
    crate::response::mark_resolved(&mut response, request.is_outermost());
    response
}
