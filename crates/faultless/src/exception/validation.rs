//! `RequestValidationError` and its like: every issue at once.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use bytes::Bytes;
use faultless_model::{Catalogue, Input, Issue, TextForm, parse_within};

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
#[derive(Clone)]
pub(crate) enum Received {
    /// Bytes that were read as JSON, nested so deep at most.
    Json { bytes: Bytes, depth: usize },
    /// Bytes of another content type, or that are no JSON.
    Text(Bytes),
    /// A form, as an object of its fields.
    Form(Input<'static>),
}

impl Received {
    fn read(&self) -> Input<'static> {
        let bytes = match self {
            Self::Json { bytes, depth } => match parse_within(bytes, *depth) {
                Ok(value) => return value.into_owned(),
                Err(_) => bytes,
            },
            Self::Text(bytes) => bytes,
            Self::Form(form) => return form.clone(),
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

    /// The same error in the words of a catalogue, whatever it was told in before: for a client's language.
    ///
    /// What all clients are told is better set once, with [`App::messages`](crate::App::messages).
    ///
    /// # Example
    /// ```
    /// use std::sync::LazyLock;
    ///
    /// use faultless::exception_handlers::request_validation;
    /// use faultless::model::{Catalogue, Kind};
    /// use faultless::prelude::*;
    ///
    /// static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new().say(Kind::Missing, "Champ requis"));
    ///
    /// let app = App::new().exception_handler(|request: &Request, error: &RequestValidationError| {
    ///     match request.header("accept-language") {
    ///         Some(language) if language.starts_with("fr") => request_validation(request, &error.told_in(&FRENCH)),
    ///         _ => request_validation(request, error),
    ///     }
    /// });
    /// # #[get("/")]
    /// # async fn root(q: u8) -> Json<u8> { Json(q) }
    /// # let client = TestClient::new(app.routes(routes![root])).blocking();
    /// # assert!(client.get("/").header("accept-language", "fr-BE").send().text().contains("Champ requis"));
    /// # assert!(client.get("/").send().text().contains("Field required"));
    /// ```
    #[must_use]
    pub fn told_in(&self, messages: &Catalogue) -> Self {
        let told = self.issues().iter().cloned();
        Self(Box::new(Inner {
            issues: told.map(|issue| issue.told_in(messages)).collect(),
            received: self.0.received.clone(),
            body: self.0.body.clone(),
        }))
    }

    /// Tells what was told in no catalogue so far.
    pub(crate) fn tell_in(&mut self, messages: &Catalogue) {
        self.0.issues = told(std::mem::take(&mut self.0.issues), messages);
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
/// The client sees a 500 without the issues, which stand in the log; a handler for this type can answer instead. The
/// inputs of its issues are masked where the model has no field: what it keeps back stays back.
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

    /// Tells what was told in no catalogue so far.
    pub(crate) fn tell_in(&mut self, messages: &Catalogue) {
        self.0 = told(std::mem::take(&mut self.0).into_vec(), messages).into();
    }

    /// The issues, their locations starting with `response`.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.0
    }
}

/// A WebSocket's handshake that does not fit what its operation takes: every issue.
///
/// Without a handler of your own the handshake is refused with a 403: in `FastAPI`'s format without a body, in every other
/// with the issues. Raised after the connection was accepted, it closes it with 1008.
///
/// # Example
/// ```
/// use faultless::WebSocketRequestValidationError;
/// assert!(WebSocketRequestValidationError::new(Vec::new()).issues().is_empty());
/// ```
pub struct WebSocketRequestValidationError(Box<[Issue]>);

impl WebSocketRequestValidationError {
    /// An error of these issues.
    #[must_use]
    pub fn new(issues: Vec<Issue>) -> Self {
        Self(issues.into())
    }

    /// Tells what was told in no catalogue so far.
    pub(crate) fn tell_in(&mut self, messages: &Catalogue) {
        self.0 = told(std::mem::take(&mut self.0).into_vec(), messages).into();
    }

    /// The issues, in the order they are told.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.0
    }
}

/// Issues in the words of a catalogue, but for those that were told in one already.
fn told(issues: Vec<Issue>, messages: &Catalogue) -> Vec<Issue> {
    let told = issues.into_iter().map(|issue| match issue.catalogue() {
        Some(_) => issue,
        None => issue.told_in(messages),
    });
    told.collect()
}

macro_rules! shown {
    ($name:ident $subject:literal) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                TextForm::new($subject, self.issues()).fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), ": "))?;
                fmt::Display::fmt(self, f)
            }
        }

        impl std::error::Error for $name {}
    };
}
shown!(RequestValidationError "Request");
shown!(WebSocketRequestValidationError "WebSocket");
shown!(ResponseValidationError "Response");
