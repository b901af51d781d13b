//! `url::Url`, and `HttpUrl`.

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use url::{ParseError, SyntaxViolation, Url};

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// How many bytes an [`HttpUrl`] has at most, as it was sent.
const MOST: usize = 2083;

/// A text as a URL.
fn parse(
    text: &str,
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<Url, Invalid> {
    let mut refuse =
        |kind, error: String| Err(reader.issue(kind, input, [("error", error.into())]));
    if text.is_empty() {
        return refuse(Kind::UrlParsing, "input is empty".to_owned());
    }
    let violation = Cell::new(None);
    let note = |found| {
        // A password in a URL is unwise, and yet well written.
        if found != SyntaxViolation::EmbeddedCredentials {
            violation.set(Some(found));
        }
    };
    let parsed = Url::options()
        .syntax_violation_callback(rules.strict().then_some(&note))
        .parse(text);
    match (parsed, violation.get()) {
        (Err(error), _) => refuse(Kind::UrlParsing, error.to_string()),
        (Ok(_), Some(found)) => refuse(Kind::UrlSyntaxViolation, found.description().to_owned()),
        (Ok(url), None) => Ok(url),
    }
}

/// An absolute URL of any scheme, normalised as browsers do it: `HTTP://EXAMPLE.com` is `http://example.com/`.
///
/// Kinds `url_type`, `url_parsing`; in a strict model, what a browser would mend is kind `url_syntax_violation`.
impl Field for Url {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("uri").with("minLength", 1)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Input::Text(text) = input else {
            return Err(reader.refuse(Kind::UrlType, input));
        };
        let url = parse(text, input, rules, reader)?;
        // JSON has no URLs: a text in the place of one is another form.
        reader.lax();
        Ok(url)
    }
}

/// A URL of the web: its scheme is `http` or `https` (kind `url_scheme`), it has a host, and was sent in no more than
/// 2083 bytes (kind `url_too_long`). Else it is read as a [`Url`] is.
///
/// # Example
/// ```
/// use faultless_model::{HttpUrl, from_json};
///
/// let url: HttpUrl = from_json(br#""HTTP://Example.com:80/a b""#).unwrap();
/// assert_eq!(url.to_string(), "http://example.com/a%20b");
/// assert_eq!(url.host_str(), Some("example.com"));
/// assert!(from_json::<HttpUrl>(br#""ftp://example.com""#).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpUrl(Url);

impl HttpUrl {
    /// The URL, for what wants one of any scheme.
    pub fn into_inner(self) -> Url {
        self.0
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

impl Field for HttpUrl {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("uri")
            .with("minLength", 1)
            .with("maxLength", 2083)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        if let Input::Text(text) = input
            && text.len() > MOST
        {
            return Err(reader.issue(Kind::UrlTooLong, input, [("max_length", MOST.into())]));
        }
        let url = Url::read(input, rules, reader)?;
        if !is_web(&url) {
            let context = [("expected_schemes", "'http' or 'https'".into())];
            return Err(reader.issue(Kind::UrlScheme, input, context));
        }
        if !url.has_host() {
            let error = ParseError::EmptyHost.to_string();
            return Err(reader.issue(Kind::UrlParsing, input, [("error", error.into())]));
        }
        Ok(Self(url))
    }
}

impl Deref for HttpUrl {
    type Target = Url;

    fn deref(&self) -> &Url {
        &self.0
    }
}

impl From<HttpUrl> for Url {
    fn from(url: HttpUrl) -> Self {
        url.0
    }
}

/// Why a text is no [`HttpUrl`].
#[derive(Debug)]
pub struct HttpUrlError(Reason);

#[derive(Debug)]
enum Reason {
    Url(ParseError),
    Scheme,
}

impl fmt::Display for HttpUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Url(error) => error.fmt(f),
            Reason::Scheme => f.write_str("the scheme is neither http nor https"),
        }
    }
}

impl std::error::Error for HttpUrlError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Url(error) => Some(error),
            Reason::Scheme => None,
        }
    }
}

/// A URL of one's own, of any length.
impl TryFrom<Url> for HttpUrl {
    type Error = HttpUrlError;

    fn try_from(url: Url) -> Result<Self, HttpUrlError> {
        if is_web(&url) {
            Ok(Self(url))
        } else {
            Err(HttpUrlError(Reason::Scheme))
        }
    }
}

impl FromStr for HttpUrl {
    type Err = HttpUrlError;

    fn from_str(text: &str) -> Result<Self, HttpUrlError> {
        let url = text.parse::<Url>();
        url.map_err(|error| HttpUrlError(Reason::Url(error)))?
            .try_into()
    }
}

impl fmt::Display for HttpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for HttpUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for HttpUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}
