//! `About`: what is kept of a request for what may fail when its response has begun.

use std::sync::{Arc, OnceLock};

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
    /// The id, where it was asked for already.
    id: OnceLock<RequestId>,
    /// The header that it is else taken from.
    header: Option<HeaderValue>,
    scope: Arc<Scope>,
    caught: Option<Caught>,
}

impl About {
    pub(crate) fn of(request: &Request) -> Self {
        let id = request.id_if_any();
        let header = match &id {
            Some(_) => None,
            None => request.headers().get(request_id::HEADER).cloned(),
        };
        Self {
            method: request.method().clone(),
            path: request.path().into(),
            template: request.template().cloned(),
            id: id.map_or_else(OnceLock::new, OnceLock::from),
            header,
            scope: Arc::clone(request.scope()),
            caught: request.extensions().get::<Caught>().cloned(),
        }
    }

    /// Tells of an exception that nothing is left to answer for, and hands it to the test client if there is one.
    pub(crate) fn report(&self, exception: Exception, place: Place) {
        let reported = Reported {
            exception: &exception,
            request_id: self.id.get_or_init(|| {
                RequestId::from_header(self.header.as_ref()).unwrap_or_else(RequestId::random)
            }),
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
