//! Formats: the shape of an error body, for the whole application at once.

mod accept;
mod detailed;
mod problem;
mod uniform;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::sync::{Arc, OnceLock};

use axum_core::body::Body;
use faultless_model::Issue;
use http::{HeaderValue, StatusCode};
use serde::Serialize;

pub use accept::ByAccept;
pub(crate) use accept::quality as accept_quality;
pub use detailed::Detailed;
pub use problem::Problem;
pub(crate) use problem::problem_type;
pub use uniform::Uniform;

use super::Detail;
use crate::observe::Hooks;
use crate::request::{DeclaredTooLarge, Request};
use crate::status;

/// The shape of every error body of an application.
///
/// One method gives the body; status, headers, request id and what a status forbids are the framework's, so that a
/// format cannot get them wrong. It serves every error: raised, framework's own, validation, panic.
///
/// # Example
/// ```
/// use faultless::{ErrorFormat, ErrorReport, Rendered};
/// use serde_json::json;
///
/// struct Short;
///
/// impl ErrorFormat for Short {
///     fn render(&self, error: &ErrorReport<'_>) -> Rendered {
///         Rendered::json(&json!({"error": error.code(), "why": error.detail()}))
///     }
/// }
///
/// let app = faultless::App::new().error_format(Short);
/// ```
pub trait ErrorFormat: Send + Sync + 'static {
    /// The body for an error.
    fn render(&self, error: &ErrorReport<'_>) -> Rendered;

    /// The media types among which it chooses by the request's `Accept`; none for a format that does not. The
    /// documentation shows what it renders for each.
    fn media_types(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// What a format is told of an error. It never holds a word of an unplanned one.
pub struct ErrorReport<'a> {
    request: &'a Request,
    status: StatusCode,
    code: Option<Cow<'a, str>>,
    detail: Cow<'a, Detail>,
    issues: Option<&'a [Issue]>,
    unplanned: bool,
    unread: bool,
    refused: bool,
}

impl<'a> ErrorReport<'a> {
    pub(crate) fn http(request: &'a Request, error: &'a super::HttpException) -> Self {
        let code = error.error_code().map(Cow::Borrowed);
        Self {
            request,
            status: error.status(),
            code,
            detail: error.told_detail(),
            issues: None,
            unplanned: false,
            unread: error
                .source()
                .is_some_and(<dyn Error>::is::<DeclaredTooLarge>),
            refused: false,
        }
    }

    pub(crate) fn validation(request: &'a Request, issues: &'a [Issue]) -> Self {
        let detail = Detail::words("Request validation failed");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self {
            request,
            status,
            code: None,
            detail: Cow::Owned(detail),
            issues: Some(issues),
            unplanned: false,
            unread: false,
            refused: false,
        }
    }

    pub(crate) fn unplanned(request: &'a Request) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        let detail = Detail::words(status::phrase(status));
        Self {
            request,
            status,
            code: None,
            detail: Cow::Owned(detail),
            issues: None,
            unplanned: true,
            unread: false,
            refused: false,
        }
    }

    /// A WebSocket's handshake that is refused, with a reason or with the issues of its arguments.
    #[cfg(feature = "websocket")]
    pub(crate) fn refusal(
        request: &'a Request,
        reason: Option<&str>,
        issues: Option<&'a [Issue]>,
    ) -> Self {
        let status = StatusCode::FORBIDDEN;
        let detail = match (reason, issues) {
            (Some(reason), _) if !reason.is_empty() => Detail::words(reason.to_owned()),
            (_, Some(_)) => Detail::words("Request validation failed"),
            _ => Detail::words(status::phrase(status)),
        };
        Self {
            request,
            status,
            code: None,
            detail: Cow::Owned(detail),
            issues,
            unplanned: false,
            unread: false,
            refused: true,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The machine code: the error's own, else the application's for this status ([`default_code`] unless changed).
    #[must_use]
    pub fn code(&self) -> Cow<'_, str> {
        match &self.code {
            Some(code) => Cow::Borrowed(code),
            None => self.request.settings().code(self.status),
        }
    }

    /// The machine code that the error itself declares.
    #[must_use]
    pub fn own_code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The detail: any JSON value, the status's phrase where none was given.
    #[must_use]
    pub fn detail(&self) -> &Detail {
        &self.detail
    }

    /// The issues of a request that is not valid; `None` for every other error.
    #[must_use]
    pub fn issues(&self) -> Option<&'a [Issue]> {
        self.issues
    }

    /// True for an error that nobody planned: a panic, an error without a handler.
    #[must_use]
    pub fn is_unplanned(&self) -> bool {
        self.unplanned
    }

    /// True for a body that was refused by its declared length, before anything of it was read. `FastAPI` answers it
    /// outside of everything, as a plain text.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    /// True for a WebSocket's handshake that is refused as a WebSocket is, by a close or for want of a route. `FastAPI`
    /// answers it with a 403 without a body; an empty body is sent without a content type.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.refused
    }

    /// The request.
    #[must_use]
    pub fn request(&self) -> &'a Request {
        self.request
    }

    /// The path of the request, decoded.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.request.path()
    }

    /// The request's id.
    #[must_use]
    pub fn request_id(&self) -> &'a str {
        self.request.id().as_str()
    }
}

impl std::fmt::Debug for ErrorReport<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ErrorReport")
            .field("status", &self.status)
            .field("detail", &self.detail)
            .finish_non_exhaustive()
    }
}

/// A rendered error body with its content type.
#[derive(Debug)]
pub struct Rendered {
    pub(crate) content_type: HeaderValue,
    pub(crate) body: Body,
}

impl Rendered {
    /// A JSON body, `application/json`.
    ///
    /// A value that JSON has no form for gives the text `Internal Server Error`, and a line in the log.
    #[must_use]
    pub fn json(value: &impl Serialize) -> Self {
        Self::json_as(HeaderValue::from_static("application/json"), value)
    }

    /// A JSON body of another content type, such as `application/problem+json`.
    #[must_use]
    pub fn json_as(content_type: HeaderValue, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => Self::written(content_type, json),
            Err(error) => Self::unwritten(&error),
        }
    }

    /// JSON that is written already.
    fn written(content_type: HeaderValue, json: Vec<u8>) -> Self {
        Self {
            content_type,
            body: Body::from(json),
        }
    }

    /// What stands for JSON that could not be written.
    fn unwritten(error: &serde_json::Error) -> Self {
        tracing::error!(%error, "an error format gave a value that JSON has no form for");
        Self::text(status::phrase(StatusCode::INTERNAL_SERVER_ERROR))
    }

    /// A plain text, `text/plain; charset=utf-8`.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            content_type: HeaderValue::from_static("text/plain; charset=utf-8"),
            body: Body::from(text.into()),
        }
    }

    /// An HTML page, `text/html; charset=utf-8`. What goes into it must be escaped by the caller.
    #[must_use]
    pub fn html(html: impl Into<String>) -> Self {
        Self {
            content_type: HeaderValue::from_static("text/html; charset=utf-8"),
            body: Body::from(html.into()),
        }
    }
}

/// The machine code of a status where the error has none of its own: 400 `bad_request`, 401 `unauthorized`, 403
/// `forbidden`, 404 `not_found`, 409 `conflict`, 422 `validation_error`, 500 `internal_error`, else `http_NNN`.
///
/// ```
/// use faultless::{default_code, status};
/// assert_eq!(default_code(status::HTTP_404_NOT_FOUND), "not_found");
/// assert_eq!(default_code(status::HTTP_418_IM_A_TEAPOT), "http_418");
/// ```
#[must_use]
pub fn default_code(status: StatusCode) -> Cow<'static, str> {
    Cow::Borrowed(match status.as_u16() {
        400 => "bad_request",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not_found",
        409 => "conflict",
        422 => "validation_error",
        500 => "internal_error",
        other => return Cow::Owned(format!("http_{other}")),
    })
}

/// What an application decides once about its errors; every request of it refers to this.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) format: Arc<dyn ErrorFormat>,
    pub(crate) codes: HashMap<StatusCode, Cow<'static, str>>,
    pub(crate) debug: bool,
    pub(crate) limits: faultless_model::Limits,
    /// Other words for the kinds, where there are any.
    pub(crate) messages: Option<faultless_model::Catalogue>,
    /// Who is told of exceptions that are logged as errors.
    pub(crate) hooks: Hooks,
    /// The codes that the catalogue of errors has; filled when the application is built.
    pub(crate) catalogued: Arc<OnceLock<Catalogued>>,
}

/// The codes that an application's catalogue of errors has, and where that is.
pub(crate) struct Catalogued {
    pub(crate) path: String,
    pub(crate) codes: HashSet<String>,
}

impl Settings {
    pub(crate) fn code(&self, status: StatusCode) -> Cow<'_, str> {
        match self.codes.get(&status) {
            Some(code) => Cow::Borrowed(code),
            None => default_code(status),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: Arc::new(Detailed),
            codes: HashMap::new(),
            debug: false,
            limits: faultless_model::Limits::default(),
            messages: None,
            hooks: Hooks::default(),
            catalogued: Arc::default(),
        }
    }
}
