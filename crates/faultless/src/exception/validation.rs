//! `RequestValidationError` and `ResponseValidationError`: every issue at once.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::sync::OnceLock;

use bytes::Bytes;
use faultless_model::{Input, Issue, parse_within};

/// A request that does not fit what its operation takes: every issue, and the body as it was received.
///
/// Without a handler of your own it is a 422 in the application's format. It can be raised by hand, with issues of
/// your own making.
///
/// # Example
/// ```
/// use faultless::RequestValidationError;
/// use faultless::model::{Issue, Kind, Location};
///
/// let error = RequestValidationError::new(vec![
///     Issue::new(Kind::Custom("taken".into()), Location::from(["body", "name"])).with_message("this name is taken"),
/// ]);
/// assert_eq!(error.to_string(), "1 issue\nbody -> name\n  this name is taken (type=taken)");
/// ```
pub struct RequestValidationError(Box<Inner>);

struct Inner {
    issues: Vec<Issue>,
    received: Option<Received>,
    /// What the body is, once somebody asked.
    body: OnceLock<Option<Input<'static>>>,
}

/// A body as it was received, kept as its bytes: a tree of it is built only for the handler that asks.
pub(crate) enum Received {
    /// Bytes that were read as JSON, nested so deep at most.
    Json { bytes: Bytes, depth: usize },
    /// Bytes of another content type, or that are no JSON.
    Text(Bytes),
}

impl Received {
    fn read(&self) -> Input<'static> {
        let bytes = match self {
            Self::Json { bytes, depth } => match parse_within(bytes, *depth) {
                Ok(value) => return value.into_owned(),
                Err(_) => bytes,
            },
            Self::Text(bytes) => bytes,
        };
        Input::Text(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
    }
}

impl RequestValidationError {
    /// An error of these issues, without a body.
    #[must_use]
    pub fn new(issues: Vec<Issue>) -> Self {
        Self(Box::new(Inner {
            issues,
            received: None,
            body: OnceLock::new(),
        }))
    }

    /// Keeps the body as its bytes.
    pub(crate) fn with_received(mut self, received: Received) -> Self {
        self.0.received = Some(received);
        self.0.body = OnceLock::new();
        self
    }

    /// Keeps the body as it was received, for handlers that echo it.
    #[must_use]
    pub fn with_body(mut self, body: Input<'static>) -> Self {
        self.0.body = OnceLock::from(Some(body));
        self
    }

    /// The issues, in the order they are told.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.0.issues
    }

    /// The body as it was received: parsed where it was JSON, else its text; `None` when there was none.
    ///
    /// It is parsed when it is first asked for.
    #[must_use]
    pub fn body(&self) -> Option<&Input<'static>> {
        let read = || self.0.received.as_ref().map(Received::read);
        self.0.body.get_or_init(read).as_ref()
    }
}

/// A response that does not fit the model its operation declares: a fault of the server.
///
/// The client sees a 500 without the issues, which stand in the log; a handler for this type can answer instead.
///
/// # Example
/// ```
/// use faultless::ResponseValidationError;
/// assert!(ResponseValidationError::new(Vec::new()).issues().is_empty());
/// ```
pub struct ResponseValidationError(Box<[Issue]>);

impl ResponseValidationError {
    /// An error of these issues.
    #[must_use]
    pub fn new(issues: Vec<Issue>) -> Self {
        Self(issues.into())
    }

    /// The issues, their locations starting with `response`.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.0
    }
}

/// The text form: a count, then for each issue its place with ` -> ` and its words.
fn write_issues(f: &mut fmt::Formatter<'_>, issues: &[Issue]) -> fmt::Result {
    write!(
        f,
        "{} issue{}",
        issues.len(),
        if issues.len() == 1 { "" } else { "s" }
    )?;
    for issue in issues {
        f.write_char('\n')?;
        for (index, step) in issue.location().iter().enumerate() {
            if index > 0 {
                f.write_str(" -> ")?;
            }
            write!(f, "{step}")?;
        }
        write!(f, "\n  {} (type={})", issue.message(), issue.kind().code())?;
    }
    Ok(())
}

macro_rules! shown {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_issues(f, self.issues())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), ": "))?;
                write_issues(f, self.issues())
            }
        }

        impl std::error::Error for $name {}
    };
}
shown!(RequestValidationError);
shown!(ResponseValidationError);
