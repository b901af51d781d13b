//! `About`: what is kept of a request for what may fail when its response has begun.

use std::sync::Arc;

use http::{HeaderValue, Method, StatusCode};

use super::hook::{Place, Reported};
use super::report;
use crate::exception::{Caught, Exception};
use crate::request::{Request, Scope, Template};
use crate::request_id::{self, RequestId};

/// What the log and the hooks are told of a request that is over.
#[derive(Clone)]
pub(crate) struct About {
    method: Method,
    path: Box<str>,
    template: Option<Arc<Template>>,
    /// The id, where it was asked for already; else the header it would be taken from.
    id: Result<RequestId, Option<HeaderValue>>,
    scope: Arc<Scope>,
    caught: Option<Caught>,
}

impl About {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            method: request.method().clone(),
            path: request.path().into(),
            template: request.template().cloned(),
            id: request
                .id_if_any()
                .ok_or_else(|| request.headers().get(request_id::HEADER).cloned()),
            scope: Arc::clone(request.scope()),
            caught: request.extensions().get::<Caught>().cloned(),
        }
    }

    /// Tells of an exception that nothing is left to answer for, and hands it to the test client if there is one.
    pub(crate) fn report(&self, exception: Exception, place: Place) {
        let made;
        let request_id = match &self.id {
            Ok(id) => id,
            Err(header) => {
                made = RequestId::from_header(header.as_ref()).unwrap_or_else(RequestId::random);
                &made
            }
        };
        let reported = Reported {
            exception: &exception,
            request_id,
            method: &self.method,
            path: &self.path,
            route: self.template.as_ref().map(|template| &*template.text),
            status: None::<StatusCode>,
            place,
        };
        report(&self.scope.settings.hooks, &reported);
        match &self.caught {
            Some(caught) => caught.put(exception),
            None => super::dropped(exception),
        }
    }
}
