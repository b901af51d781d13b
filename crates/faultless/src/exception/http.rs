//! `HttpException`: an HTTP answer raised from anywhere.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::{Detail, IntoHeader, headers};
use crate::status;

/// An HTTP answer raised from anywhere: a status, any JSON detail, headers.
///
/// It is what `FastAPI` calls `HTTPException`. Raise it with [`raise!`](crate::raise) or `?`; it is rendered in the
/// application's [format](super::ErrorFormat) by the handler registered for its status, else for `HttpException`,
/// else by [`exception_handlers::http_exception`](crate::exception_handlers::http_exception).
///
/// A status of 1xx, 204, 205 or 304 has no body: the detail is not sent, the headers are.
///
/// # Example
/// ```
/// use faultless::HttpException;
/// use serde_json::json;
///
/// let sold_out = HttpException::new(409, json!({"code": "sold_out", "part": "nut"})).header("X-Reason", "empty shelf");
/// assert_eq!(sold_out.status(), 409);
/// ```
pub struct HttpException(Box<Inner>);

struct Inner {
    status: StatusCode,
    detail: Detail,
    code: Option<Cow<'static, str>>,
    headers: HeaderMap,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl HttpException {
    /// An exception with a status and a detail, which is any value that serde writes as JSON.
    ///
    /// A status outside 100 to 999 becomes a 500, and the log says so. A detail that JSON has no form for makes the
    /// answer a 500.
    #[must_use]
    pub fn new(status: impl IntoStatus, detail: impl Serialize) -> Self {
        Self::with(status, Detail::new(detail))
    }

    /// An exception without a detail: the client is told the status's phrase.
    ///
    /// ```
    /// use faultless::HttpException;
    /// assert_eq!(HttpException::bare(404).to_string(), "404 Not Found");
    /// ```
    #[must_use]
    pub fn bare(status: impl IntoStatus) -> Self {
        Self::with(status, Detail::NONE)
    }

    pub(crate) fn with(status: impl IntoStatus, detail: Detail) -> Self {
        Self(Box::new(Inner {
            status: status.into_status(),
            detail,
            code: None,
            headers: HeaderMap::new(),
            source: None,
        }))
    }

    pub(crate) fn with_detail(mut self, detail: Detail) -> Self {
        self.0.detail = detail;
        self
    }

    /// Adds a header. One with a bad name or value (a line break) is left out and logged.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl IntoHeader) -> Self {
        headers::insert(&mut self.0.headers, name, value);
        self
    }

    /// Adds many headers at once.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        if self.0.headers.is_empty() {
            self.0.headers = headers;
        } else {
            self.0.headers.extend(headers);
        }
        self
    }

    /// Sets the machine code that formats with one tell (`code` of the envelope).
    #[must_use]
    pub fn code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Keeps the error that led here. It goes to the log and never to the client.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The detail as it was given.
    #[must_use]
    pub fn detail(&self) -> &Detail {
        &self.0.detail
    }

    /// The machine code, when one was given.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// A detail that JSON has no form for is a mistake of the application.
    ///
    /// # Errors
    /// The mistake, told for the log.
    pub(crate) fn check_detail(&self) -> Result<(), super::Exception> {
        match self.0.detail.problem() {
            None => Ok(()),
            Some(problem) => Err(super::Exception::msg(format!(
                "the detail of an HttpException has no JSON form: {problem}"
            ))),
        }
    }

    /// The detail that the client is told: the given one, or else the status's phrase.
    #[must_use]
    pub fn told(&self) -> Detail {
        if self.0.detail.is_none() {
            Detail::words(status::phrase(self.0.status))
        } else {
            self.0.detail.clone()
        }
    }

    /// The same, borrowed where it was given.
    pub(crate) fn told_detail(&self) -> Cow<'_, Detail> {
        if self.0.detail.is_none() {
            Cow::Owned(self.told())
        } else {
            Cow::Borrowed(&self.0.detail)
        }
    }
}

impl fmt::Display for HttpException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.status.as_u16(), self.told_detail())
    }
}

impl fmt::Debug for HttpException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpException")
            .field("status", &self.0.status.as_u16())
            .field("detail", &self.0.detail)
            .field("code", &self.0.code)
            .finish_non_exhaustive()
    }
}

impl Error for HttpException {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}

/// A status: a [`StatusCode`] or a number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a status",
    label = "write a `StatusCode` such as `status::HTTP_404_NOT_FOUND`, or a number such as `404u16`"
)]
pub trait IntoStatus {
    /// The status; 500 for a number that is none, which is logged.
    fn into_status(self) -> StatusCode;
}

impl IntoStatus for StatusCode {
    fn into_status(self) -> StatusCode {
        self
    }
}

impl IntoStatus for u16 {
    fn into_status(self) -> StatusCode {
        StatusCode::from_u16(self).unwrap_or_else(|_| {
            tracing::error!(
                status = self,
                "an exception's status is not in 100 to 999: 500 is sent instead"
            );
            StatusCode::INTERNAL_SERVER_ERROR
        })
    }
}
