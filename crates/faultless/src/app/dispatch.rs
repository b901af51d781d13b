//! `Core`: from a request to a response, inside the layers.

use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::Response;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;

use super::Options;
use crate::exception::{
    Exception, ExceptionHandlers, HttpException, Registry, Result, caught, resolve,
};
use crate::observe::Place;
use crate::openapi::Documents;
use crate::operation::Plan;
use crate::request::{DeclaredTooLarge, Request, Scope, too_large};
use crate::response::{bare_error, planned};
use crate::routing::{Matched, MountedAt, Operations, Routes, redirect, strip};
use crate::{sse, stream};

/// An application without its layers.
pub(crate) struct Core {
    routes: Routes,
    registry: Registry,
    scope: Arc<Scope>,
    options: Options,
    documents: Documents,
}

impl Core {
    pub(super) fn new(
        routes: Routes,
        registry: Registry,
        scope: Arc<Scope>,
        options: Options,
        documents: Documents,
    ) -> Self {
        Self {
            routes,
            registry,
            scope,
            options,
            documents,
        }
    }

    /// The request of a head and a body.
    pub(super) fn request(&self, parts: Parts, body: Body) -> Request {
        let decoded = decoded(parts.uri.path());
        let scope = Arc::clone(&self.scope);
        Request::new(parts, body, decoded, scope, self.options.body_limit)
    }

    /// Answers a request.
    pub(super) async fn answer(self: &Arc<Self>, mut request: Box<Request>) -> Response {
        let own = request.own();
        #[cfg(feature = "websocket")]
        if crate::websocket::is_asked_for(request.parts()) {
            return Box::pin(self.websocket(*request, own)).await;
        }
        let mut registries: &[Arc<Registry>] = &[];
        let answered = match self.early(&request, own) {
            Some(answer) => answer,
            None => match self.routes.find(request.path(), request.method(), own) {
                Matched::Operation(operation, route) => {
                    registries = &operation.registries;
                    request.set_route(route);
                    self.operation(operation, &mut request).await
                }
                Matched::Mount(call, nature, taken) => {
                    return Box::pin(self.mounted(call, nature, taken, *request)).await;
                }
                Matched::WrongMethod(operation, route) => {
                    registries = &operation.registries;
                    request.set_route(route);
                    self.check_declared(&request, operation.body_limit)
                        .and_then(|()| Err(wrong_method(operation)))
                }
                Matched::Nowhere => self.nowhere(&request, own),
            },
        };
        let response = match answered {
            Ok(response) => response,
            Err(exception) => {
                // Apart, so that the future of what goes well has no room for what does not.
                Box::pin(self.resolve(&request, exception, registries, Place::Response)).await
            }
        };
        self.let_go(response, request, registries)
    }

    /// A response on its way out: a body that may fail is watched, and one of events learns how exceptions are answered.
    pub(super) fn let_go(
        self: &Arc<Self>,
        response: Response,
        request: Box<Request>,
        routers: &[Arc<Registry>],
    ) -> Response {
        let response = stream::watched(response, &request);
        // Most responses have no extensions: the request need not be moved for them.
        if response.extensions().is_empty() {
            return response;
        }
        self.connected(response, request, routers)
    }

    #[cold]
    fn connected(
        self: &Arc<Self>,
        mut response: Response,
        mut request: Box<Request>,
        routers: &[Arc<Registry>],
    ) -> Response {
        sse::connect(&mut response, self.scope.tasks.stopping(), || {
            let (core, routers) = (Arc::clone(self), routers.to_vec());
            request.forget_body();
            Box::new(move |exception| {
                Box::pin(async move {
                    core.resolve(&request, exception, &routers, Place::Stream)
                        .await
                })
            })
        });
        response
    }

    async fn operation(&self, operation: &Operations, request: &mut Request) -> Result<Response> {
        self.check_declared(request, operation.body_limit)?;
        if let Some(limit) = operation.body_limit {
            request.set_body_limit(limit);
        }
        let plan: &Plan = &operation.plan;
        let mut outcome = caught((operation.call)(request, plan))
            .await
            .and_then(|outcome| outcome);
        if let Some(after) = request.take_after() {
            let is_head = request.method() == Method::HEAD;
            outcome = Box::pin(after.answered(outcome, plan.status(), is_head)).await;
        }
        let response = outcome?;
        if (200..400).contains(&response.status().as_u16()) {
            Ok(response)
        } else {
            formatted(response)
        }
    }

    /// A mount's answer; an error of it without a body takes the road of all errors.
    pub(super) async fn mounted(
        self: &Arc<Self>,
        call: &crate::routing::Mounted,
        nature: crate::routing::Nature,
        taken: usize,
        request: Request,
    ) -> Response {
        use crate::routing::Nature;
        let (mut parts, body) = request.into_parts();
        if nature == Nature::Whole {
            parts.extensions.insert(MountedAt(taken));
            let inner = caught(call.call(http::Request::from_parts(parts, body))).await;
            // An application answers everything itself; what is left can only be a panic outside of all its nets.
            return inner
                .ok()
                .and_then(std::result::Result::ok)
                .unwrap_or_else(crate::response::last_resort);
        }
        let remembered = super::net::Remembered::of(&parts);
        if let Some(uri) = strip(&parts.uri, taken) {
            parts.uri = uri;
        }
        let answer = caught(call.call(http::Request::from_parts(parts, body))).await;
        let exception = match answer {
            Ok(Ok(response)) => match formatted(response) {
                Ok(response) => return self.let_go_again(response, remembered),
                Err(exception) => exception,
            },
            Ok(Err(error)) => super::net::from_boxed(error),
            Err(panic) => panic,
        };
        let request = Box::new(remembered.request(&self.scope));
        let response = self
            .resolve(&request, exception, &[], Place::Response)
            .await;
        self.let_go(response, request, &[])
    }

    /// A response of a layer or a foreign service on its way out.
    pub(super) fn let_go_again(
        self: &Arc<Self>,
        response: Response,
        remembered: super::net::Remembered,
    ) -> Response {
        // What is there as a whole is spared the making of a request.
        if stream::is_whole(&response) {
            return response;
        }
        self.let_go(response, Box::new(remembered.request(&self.scope)), &[])
    }

    fn nowhere(&self, request: &Request, own: usize) -> Result<Response> {
        self.check_declared(request, None)?;
        let matches = |path: &str| self.routes.matches(path) || self.documents.knows(path);
        if self.options.redirect_slashes
            && let Some(response) = redirect(request, own, matches)
        {
            return Ok(response);
        }
        Err(Exception::new(HttpException::bare(404)))
    }

    /// A body whose declared length is over the limit is refused before anything is read of it.
    fn check_declared(&self, request: &Request, limit: Option<u64>) -> Result<()> {
        let limit = limit.unwrap_or(self.options.body_limit);
        match request.declared_length() {
            Some(length) if length > limit => {
                Err(Exception::new(too_large().caused_by(DeclaredTooLarge)))
            }
            _ => Ok(()),
        }
    }

    /// What is answered before a route is looked for: a head over a limit, and the documents, which stand before all
    /// routes as they do in `FastAPI`.
    fn early(&self, request: &Request, own: usize) -> Option<Result<Response>> {
        if let Some(refusal) = self.refused(request) {
            return Some(Err(Exception::new(refusal)));
        }
        self.documents.answer(request, request.path().get(own..)?)
    }

    /// The refusal of a head that is over a limit.
    pub(super) fn refused(&self, request: &Request) -> Option<HttpException> {
        self.is_over_a_limit(request.uri(), request.headers())
    }

    /// The same of a head alone.
    pub(super) fn is_over_a_limit(&self, uri: &Uri, headers: &HeaderMap) -> Option<HttpException> {
        if uri.path().len() + uri.query().map_or(0, str::len) > self.options.uri_limit {
            return Some(HttpException::bare(StatusCode::URI_TOO_LONG));
        }
        let size: usize = headers
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len())
            .sum();
        (size > self.options.header_limit)
            .then(|| HttpException::bare(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE))
    }

    pub(super) async fn resolve(
        &self,
        request: &Request,
        exception: Exception,
        routers: &[Arc<Registry>],
        place: Place,
    ) -> Response {
        resolve(
            request,
            exception,
            ExceptionHandlers {
                routers,
                app: &self.registry,
            },
            place,
        )
        .await
    }

    pub(super) fn scope(&self) -> &Arc<Scope> {
        &self.scope
    }

    #[cfg(feature = "server")]
    pub(super) fn docs_path(&self) -> Option<&str> {
        self.documents.page_path()
    }

    pub(super) fn documents(&self) -> &Documents {
        &self.documents
    }

    #[cfg(any(feature = "websocket", feature = "contract"))]
    pub(super) fn routes(&self) -> &Routes {
        &self.routes
    }

    #[cfg(feature = "websocket")]
    pub(super) fn registry(&self) -> &Registry {
        &self.registry
    }

    pub(super) fn options(&self) -> &Options {
        &self.options
    }
}

/// The path decoded, where that differs.
pub(super) fn decoded(path: &str) -> Option<Box<str>> {
    path.contains('%')
        .then(|| percent_decode_str(path).decode_utf8_lossy().into())
}

fn wrong_method(operation: &Operations) -> Exception {
    let error = HttpException::bare(StatusCode::METHOD_NOT_ALLOWED)
        .header(header::ALLOW, operation.allow.clone());
    Exception::new(error)
}

/// A response as it may leave: one that carries an exception, or an error status without a body, is raised instead; so is
/// one of a status that says that the answer is yet to come, which no server would send.
///
/// # Errors
/// The exception.
pub(super) fn formatted(response: Response) -> Result<Response> {
    let response = planned(response)?;
    let status = response.status();
    let upgrades = status == StatusCode::SWITCHING_PROTOCOLS
        && response.headers().contains_key(header::UPGRADE);
    if status.is_informational() && !upgrades {
        return Err(Exception::msg(format!(
            "the status {status} is no answer: write one from 200 on"
        )));
    }
    bare_error(response).map_err(Exception::new)
}
