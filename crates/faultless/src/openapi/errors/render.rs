//! Errors as the application itself renders them, for an imagined request.

use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::Response;
use faultless_model::{Issue, Kind, Location};
use futures_util::FutureExt as _;
use http::header::{ACCEPT, CONTENT_TYPE};
use http_body_util::BodyExt as _;
use serde_json::Value;

use super::answer::{Answer, Http};
use crate::exception::{Detail, RequestValidationError, caught_now};
use crate::exception_handlers;
use crate::request::{Request, Scope};
use crate::request_id;

/// An example that is larger is left out: the document repeats it at each operation.
const LARGEST_EXAMPLE: usize = 64 * 1024;

/// A body that was rendered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rendering {
    pub(super) media_type: String,
    pub(super) body: Value,
    /// False for a text.
    pub(super) is_json: bool,
}

/// The circumstances of an imagined request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub(super) path: &'a str,
    /// How many bytes of the path belong to mounts.
    pub(super) mount: usize,
    pub(super) id: &'static str,
    pub(super) accept: Option<&'static str>,
}

/// Renders what an application answers.
pub(super) struct Renderer {
    pub(super) scope: Arc<Scope>,
}

impl Renderer {
    /// The media types that the application's format chooses among; nothing where it does not choose.
    pub(super) fn media_types(&self) -> Vec<Option<&'static str>> {
        let named = caught_now(|| self.scope.settings.format.media_types()).unwrap_or_default();
        if named.is_empty() {
            return vec![None];
        }
        named.into_iter().map(Some).collect()
    }

    /// The answer as an example, as it would be to a request like this.
    pub(super) fn shown(&self, answer: &Answer, around: Circumstances<'_>) -> Option<Rendering> {
        let shown = match answer {
            Answer::Http(http) => self.http(http, http.shown(), around),
            Answer::Invalid => self.invalid(samples(false), around),
            Answer::Unplanned => self.unplanned(around),
            Answer::Told(_) | Answer::Anything => None,
        };
        shown.filter(|shown| shown.body.to_string().len() <= LARGEST_EXAMPLE)
    }

    /// The answer under circumstances that differ in all that may differ.
    pub(super) fn varied(&self, answer: &Answer, accept: Option<&'static str>) -> Vec<Rendering> {
        let around = [("/a", 0, "a1"), ("/b/c", 2, "b2")];
        let [one, other] = around.map(|(path, mount, id)| Circumstances {
            path,
            mount,
            id,
            accept,
        });
        let renderings = match answer {
            Answer::Http(http) => {
                let details = http.details().into_iter().enumerate();
                let around = |index: usize| if index.is_multiple_of(2) { one } else { other };
                details
                    .map(|(index, detail)| self.http(http, detail, around(index)))
                    .collect()
            }
            Answer::Invalid => vec![
                self.invalid(samples(false), one),
                self.invalid(samples(true), other),
            ],
            Answer::Unplanned => vec![self.unplanned(one), self.unplanned(other)],
            Answer::Told(_) | Answer::Anything => Vec::new(),
        };
        renderings.into_iter().flatten().collect()
    }

    fn http(&self, http: &Http, detail: Detail, around: Circumstances<'_>) -> Option<Rendering> {
        let exception = http.exception(detail);
        self.rendered(around, |request| {
            exception_handlers::http_exception(request, &exception)
        })
    }

    fn invalid(&self, issues: Vec<Issue>, around: Circumstances<'_>) -> Option<Rendering> {
        let invalid = RequestValidationError::new(issues);
        self.rendered(around, |request| {
            exception_handlers::request_validation(request, &invalid)
        })
    }

    fn unplanned(&self, around: Circumstances<'_>) -> Option<Rendering> {
        self.rendered(around, exception_handlers::internal_error)
    }

    fn rendered(
        &self,
        around: Circumstances<'_>,
        answer: impl FnOnce(&Request) -> Response,
    ) -> Option<Rendering> {
        let mut request = http::Request::builder()
            .uri(around.path)
            .header(request_id::HEADER, around.id);
        if let Some(accept) = around.accept {
            request = request.header(ACCEPT, accept);
        }
        let (parts, ()) = request.body(()).ok()?.into_parts();
        let mut request = Request::new(parts, Body::empty(), None, Arc::clone(&self.scope), 0);
        request.set_own(around.mount);
        // A format is the application's code.
        let response = caught_now(|| answer(&request)).ok()?;
        let media_type = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
        let media_type = media_type.split(';').next().unwrap_or_default().trim();
        let media_type = media_type.to_ascii_lowercase();
        // What a format renders is at hand.
        let body = response.into_body().collect().now_or_never()?.ok()?;
        let body = body.to_bytes();
        let is_json = media_type == "application/json" || media_type.ends_with("+json");
        let body = if is_json {
            serde_json::from_slice(&body).ok()?
        } else {
            Value::String(String::from_utf8_lossy(&body).into_owned())
        };
        Some(Rendering {
            media_type,
            body,
            is_json,
        })
    }
}

/// Issues of a request, as an example; `others` that differ in all that may differ.
fn samples(others: bool) -> Vec<Issue> {
    let input = |text: &'static str| faultless_model::Input::from(text);
    if others {
        return vec![
            Issue::new(Kind::IntParsing, Location::from(["query", "page"])).with_input(input("x")),
            Issue::new(Kind::StringTooShort, Location::from(["path", "name"]))
                .with_input(input(""))
                .with_context("min_length", 1u64),
        ];
    }
    vec![
        Issue::new(Kind::Missing, Location::from(["body", "name"]))
            .with_input(faultless_model::Input::Null),
    ]
}
