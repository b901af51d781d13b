//! What the documentation says of an operation beyond its types.

use std::borrow::Cow;

use faultless_model::{Field, Rules, Schema, Schemas};
use http::StatusCode;

use super::Route;
use crate::status;

/// What the documentation says of an operation.
#[derive(Debug, Clone, Default)]
pub struct Documentation {
    /// Its groups.
    pub tags: Vec<&'static str>,
    /// One line; made from the function's name when left out.
    pub summary: Option<&'static str>,
    /// The function's doc comment, unless given.
    pub description: Option<&'static str>,
    /// Its id; made from name, path and method when left out.
    pub operation_id: Option<&'static str>,
    /// True when clients should move away from it.
    pub deprecated: bool,
    /// True when it is left out of the document.
    pub hidden: bool,
}

/// What else the documentation says of an operation; most say nothing of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extra {
    /// What its success means.
    pub(crate) response_description: Option<&'static str>,
    /// The answers beside its success.
    pub(crate) responses: Vec<ResponseDoc>,
    /// The operations that it calls at its client's.
    pub(crate) callbacks: Vec<fn() -> Route>,
    /// What is merged into the operation's own object.
    pub(crate) merged: Option<fn() -> serde_json::Value>,
}

/// One answer that the documentation tells of, such as a 404 and what it means.
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// use faultless::openapi::ResponseDoc;
///
/// #[derive(Serialize, Model)]
/// struct Missing { name: String }
///
/// let shop = Router::new()
///     .response(404, "Not here")
///     .response("5XX", ResponseDoc::new("Try again").model::<Missing>());
/// ```
#[derive(Debug, Clone, Default)]
pub struct ResponseDoc {
    pub(crate) description: Option<Cow<'static, str>>,
    pub(crate) schema: Option<fn(&mut Schemas) -> Schema>,
    pub(crate) key: ResponseKey,
}

impl ResponseDoc {
    /// An answer and what it means.
    #[must_use]
    pub fn new(description: impl Into<Cow<'static, str>>) -> Self {
        Self {
            description: Some(description.into()),
            ..Self::default()
        }
    }

    /// An answer that means what its status says.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// Sets the type of its JSON.
    #[must_use]
    pub fn model<T: Field>(mut self) -> Self {
        self.schema = Some(|schemas| T::schema(schemas, Rules::none()));
        self
    }

    pub(crate) fn at(mut self, key: impl Into<ResponseKey>) -> Self {
        self.key = key.into();
        self
    }
}

impl From<&'static str> for ResponseDoc {
    fn from(description: &'static str) -> Self {
        Self::new(description)
    }
}

impl From<String> for ResponseDoc {
    fn from(description: String) -> Self {
        Self::new(description)
    }
}

/// Which answers are told of: those of a status, `404`; of a range, `"4XX"`; or all that nothing else is told of,
/// `"default"`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseKey(Cow<'static, str>);

impl ResponseKey {
    /// The key, as the document writes it.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// What is wrong with it, and what to write instead.
    pub(crate) fn mistake(&self) -> Option<String> {
        const RANGES: [&str; 6] = ["1XX", "2XX", "3XX", "4XX", "5XX", "default"];
        let status = self.0.parse::<u16>().ok();
        let fits = status.is_some_and(|status| (100..600).contains(&status));
        (!fits && !RANGES.contains(&&*self.0)).then(|| {
            format!(
                "`{}` is no status of a response: write a status such as `404`, a range such as `\"4XX\"`, or `\"default\"`",
                self.0
            )
        })
    }

    /// What the status says by itself.
    pub(crate) fn phrase(&self) -> &'static str {
        match &*self.0 {
            "1XX" => "Information",
            "2XX" => "Success",
            "3XX" => "Redirection",
            "4XX" => "Client Error",
            "5XX" => "Server Error",
            "default" => "Default Response",
            other => other
                .parse::<StatusCode>()
                .ok()
                .map(status::phrase)
                .filter(|phrase| !phrase.is_empty())
                .unwrap_or("Additional Response"),
        }
    }
}

impl From<u16> for ResponseKey {
    fn from(status: u16) -> Self {
        Self(status.to_string().into())
    }
}

impl From<StatusCode> for ResponseKey {
    fn from(status: StatusCode) -> Self {
        status.as_u16().into()
    }
}

impl From<&'static str> for ResponseKey {
    fn from(range: &'static str) -> Self {
        let upper = range.to_ascii_uppercase();
        if upper == "DEFAULT" {
            return Self("default".into());
        }
        Self(upper.into())
    }
}

/// Adds an answer; one of the same key goes before those of further out.
pub(crate) fn add_response(known: &mut Vec<ResponseDoc>, response: ResponseDoc) {
    match known.iter_mut().find(|known| known.key == response.key) {
        Some(known) => *known = response,
        None => known.push(response),
    }
}
