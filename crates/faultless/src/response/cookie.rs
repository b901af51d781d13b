//! `SetCookie`: a cookie that a response sets.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use axum_core::response::{IntoResponse, IntoResponseParts, Response, ResponseParts};
use cookie::Cookie;
use http::HeaderValue;
use http::header::SET_COOKIE;

use super::Raised;
use crate::exception::Exception;

/// When a browser sends a cookie along with requests that other sites caused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "the three of the standard that browsers know"
)]
pub enum SameSite {
    /// Never.
    Strict,
    /// Only where the user follows a link to here.
    Lax,
    /// Always; browsers want [`SetCookie::secure`] with it.
    None,
}

/// A cookie that a response sets: a part of it, before its body.
///
/// It holds for all paths and is `SameSite=lax`, unless told otherwise; without [`max_age`](Self::max_age) it is
/// forgotten when the browser is closed. A value that a cookie cannot hold as it is stands in quotes, as
/// [`Cookie`](crate::Cookie) reads it; one with characters beyond Latin-1 is read back as its UTF-8 bytes.
///
/// # Errors
/// A 500, where the response is made: a name that is empty or no token, a path or domain with `;` or control characters.
///
/// # Example
/// ```
/// use std::time::Duration;
/// use faultless::prelude::*;
///
/// #[post("/login")]
/// async fn login() -> (SetCookie, Json<&'static str>) {
///     let session = SetCookie::new("session", "4f2a").http_only(true).max_age(Duration::from_secs(3600));
///     (session, Json("welcome"))
/// }
///
/// let client = TestClient::new(App::new().routes(routes![login])).blocking();
/// let answer = client.post("/login").send();
/// assert_eq!(answer.header("set-cookie"), Some("session=4f2a; HttpOnly; SameSite=Lax; Path=/; Max-Age=3600"));
/// ```
#[derive(Debug, Clone)]
#[must_use = "a cookie is set by returning it beside a response"]
pub struct SetCookie(Cookie<'static>);

impl SetCookie {
    /// A cookie of a name and a value.
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl AsRef<str>) -> Self {
        let mut cookie = Cookie::new(name, quoted(value.as_ref()));
        cookie.set_path("/");
        cookie.set_same_site(cookie::SameSite::Lax);
        Self(cookie)
    }

    /// A cookie that makes the browser forget the one of this name; path and domain must be those it was set with.
    pub fn removal(name: impl Into<Cow<'static, str>>) -> Self {
        let mut removal = Self::new(name, "");
        removal.0.make_removal();
        removal
    }

    /// Sets the path that it is sent for, with all below it.
    pub fn path(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.0.set_path(path);
        self
    }

    /// Sends it to all hosts of a domain, not only to the one that set it.
    pub fn domain(mut self, domain: impl Into<Cow<'static, str>>) -> Self {
        self.0.set_domain(domain);
        self
    }

    /// Sets how long it is kept; whole seconds.
    pub fn max_age(mut self, age: Duration) -> Self {
        let seconds = i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
        self.0.set_max_age(cookie::time::Duration::seconds(seconds));
        self
    }

    /// Hides it from scripts.
    pub fn http_only(mut self, on: bool) -> Self {
        self.0.set_http_only(on);
        self
    }

    /// Sends it over TLS alone.
    pub fn secure(mut self, on: bool) -> Self {
        self.0.set_secure(on);
        self
    }

    /// Says whether it goes along with requests that other sites caused.
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.0.set_same_site(match same_site {
            SameSite::Strict => cookie::SameSite::Strict,
            SameSite::Lax => cookie::SameSite::Lax,
            SameSite::None => cookie::SameSite::None,
        });
        self
    }

    fn header(&self) -> Result<HeaderValue, Exception> {
        let name = self.0.name();
        let is_token = !name.is_empty() && name.bytes().all(is_plain);
        let attributes = [self.0.path(), self.0.domain()];
        let mut attributes = attributes.into_iter().flatten();
        let unfit = |byte: u8| byte == b';' || byte.is_ascii_control();
        if !is_token || attributes.any(|attribute| attribute.bytes().any(unfit)) {
            return Err(Exception::msg(format!(
                "no cookie can be like {:?}",
                self.0
            )));
        }
        HeaderValue::try_from(self.0.to_string()).map_err(Exception::new)
    }
}

/// A value as it stands in a cookie: as it is where it can, else in quotes.
fn quoted(value: &str) -> String {
    if !value.is_empty() && value.bytes().all(|byte| is_plain(byte) || byte == b':') {
        return value.to_owned();
    }
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    // In Latin-1 where it can be, which is what readers of cookies take it for.
    let latin: Result<Vec<u8>, _> = value.chars().map(u8::try_from).collect();
    for byte in latin.unwrap_or_else(|_| value.as_bytes().to_vec()) {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            _ if is_plain(byte) || b":' ()/<=>?@[]{}".contains(&byte) => {
                quoted.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => _ = write!(quoted, "\\{byte:03o}"),
        }
    }
    quoted.push('"');
    quoted
}

/// True for a byte of a token, as names are.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

impl IntoResponseParts for SetCookie {
    type Error = Raised;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Raised> {
        let value = self.header()?;
        parts.headers_mut().append(SET_COOKIE, value);
        Ok(parts)
    }
}

impl IntoResponse for SetCookie {
    fn into_response(self) -> Response {
        (self, ()).into_response()
    }
}
