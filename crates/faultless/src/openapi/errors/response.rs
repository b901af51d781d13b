//! `ErrorResponse`: what an exception handler writes, as its application says.

use std::borrow::Cow;

use faultless_model::{Field, Rules, Schema, Schemas};
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use crate::exception::IntoStatus;

/// What an exception handler writes, for the documentation: a status, and the body's type.
///
/// Handlers write any response, and their types do not tell which. Said once with
/// [`App::exception_response`](crate::App::exception_response) or [`App::status_response`](crate::App::status_response),
/// it stands in every operation that may raise the error.
///
/// # Example
/// ```
/// use faultless::{ErrorResponse, prelude::*};
///
/// #[derive(Debug, Serialize, Deserialize, Model)]
/// struct Problems {
///     problems: Vec<String>,
/// }
///
/// let app = App::new()
///     .exception_handler(|_: &Request, error: &RequestValidationError| {
///         let problems = error.issues().iter().map(ToString::to_string).collect();
///         (StatusCode::BAD_REQUEST, Json(Problems { problems }))
///     })
///     .exception_response::<RequestValidationError>(ErrorResponse::new(400).json::<Problems>());
/// ```
#[derive(Debug, Clone)]
pub struct ErrorResponse {
    pub(super) status: StatusCode,
    pub(super) code: Option<Cow<'static, str>>,
    pub(super) words: Option<Cow<'static, str>>,
    pub(super) media_type: Cow<'static, str>,
    pub(super) schema: Option<fn(&mut Schemas) -> Schema>,
    pub(super) example: Option<Value>,
    pub(super) headers: Vec<Cow<'static, str>>,
}

impl ErrorResponse {
    /// A response of this status, without a body.
    #[must_use]
    pub fn new(status: impl IntoStatus) -> Self {
        Self {
            status: status.into_status(),
            code: None,
            words: None,
            media_type: Cow::Borrowed("application/json"),
            schema: None,
            example: None,
            headers: Vec::new(),
        }
    }

    /// Says what it means, in Markdown.
    #[must_use]
    pub fn words(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// Sets the machine code that it stands under; the status's where none is set.
    #[must_use]
    pub fn code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the body's type.
    #[must_use]
    pub fn json<T: Field>(mut self) -> Self {
        self.schema = Some(|schemas| T::schema(schemas, Rules::none()));
        self
    }

    /// Sets the body's media type; `application/json` where none is set.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.media_type = media_type.into();
        self
    }

    /// Sets an example of the body. One that has no JSON is left out.
    #[must_use]
    pub fn example(mut self, example: impl Serialize) -> Self {
        self.example = serde_json::to_value(example).ok();
        self
    }

    /// Names a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.headers.push(name.into());
        self
    }
}
