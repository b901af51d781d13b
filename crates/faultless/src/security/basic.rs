//! `HttpBasic`: a user's name and password after `Basic`.

use std::borrow::Cow;

use faultless_model::Secret;
use serde_json::{Value, json};

use super::base64::decode;
use super::words::{quoted, refuse};
use super::{HttpAuthorizationCredentials, SecurityScheme, compare_digest, not_authenticated};
use crate::exception::{Exception, HttpException, Result};
use crate::request::Request;

/// A user's name and password in the `Authorization` header: `Authorization: Basic YW5uOnB3`.
///
/// A request without them or with another scheme is a 401 `Not authenticated` with the challenge `Basic`, and the realm
/// where there is one. So is, even where the scheme is optional, what cannot be read: no base64, no ASCII, no colon.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[security_scheme]
/// fn basic() -> HttpBasic {
///     HttpBasic::new().realm("shop")
/// }
///
/// #[get("/")]
/// async fn home(shown: Depends<basic>) -> Result<Json<String>> {
///     if !shown.matches("ann", "pw") {
///         raise!(HttpException::new(401, "Wrong user or password").header("WWW-Authenticate", "Basic"));
///     }
///     Ok(Json(shown.username.clone()))
/// }
///
/// let client = TestClient::new(App::new().routes(routes![home])).blocking();
/// assert_eq!(client.get("/").header("authorization", "Basic YW5uOnB3").send().text(), "\"ann\"");
/// assert_eq!(client.get("/").send().headers()["www-authenticate"], "Basic realm=\"shop\"");
/// ```
#[derive(Debug, Clone, Default)]
pub struct HttpBasic {
    realm: Option<Cow<'static, str>>,
}

/// A user's name and password, as they were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpBasicCredentials {
    /// The name: what stands before the first colon.
    pub username: String,
    /// The password.
    pub password: Secret<String>,
}

impl HttpBasicCredentials {
    /// Whether name and password are these, in a time that tells no more of them than their length.
    #[must_use]
    pub fn matches(&self, username: &str, password: &str) -> bool {
        let named = compare_digest(&self.username, username);
        // Both are compared, so that the time does not tell which of them is wrong.
        named & compare_digest(self.password.expose(), password)
    }
}

impl HttpBasic {
    /// The scheme, without a realm.
    #[must_use]
    pub const fn new() -> Self {
        Self { realm: None }
    }

    /// Names what the password is for; clients show it to their users.
    ///
    /// # Panics
    /// Where it has a control character, which headers cannot carry. A declared scheme is made when the application is
    /// built, which is then refused.
    #[must_use]
    #[track_caller]
    pub fn realm(mut self, realm: impl Into<Cow<'static, str>>) -> Self {
        let realm = realm.into();
        if realm.chars().any(char::is_control) {
            refuse(format_args!(
                "the realm {realm:?} has a control character, which headers cannot carry: take it out"
            ));
        }
        self.realm = Some(realm).filter(|realm| !realm.is_empty());
        self
    }
}

impl SecurityScheme for HttpBasic {
    type Credentials = HttpBasicCredentials;

    fn credentials(&self, request: &Request) -> Result<Option<HttpBasicCredentials>> {
        let shown = HttpAuthorizationCredentials::of(request).filter(|shown| shown.is("basic"));
        let Some(shown) = shown else {
            return Ok(None);
        };
        match read(shown.credentials.expose()) {
            Some(credentials) => Ok(Some(credentials)),
            None => Err(Exception::new(self.challenge())),
        }
    }

    fn malformed(&self) -> Option<HttpException> {
        Some(self.challenge())
    }

    fn challenge(&self) -> HttpException {
        match &self.realm {
            Some(realm) => not_authenticated(format!("Basic realm={}", quoted(realm))),
            None => not_authenticated("Basic"),
        }
    }

    fn openapi(&self) -> Value {
        json!({ "type": "http", "scheme": "basic" })
    }

    fn scheme_name(&self) -> Cow<'static, str> {
        "HTTPBasic".into()
    }
}

fn read(encoded: &str) -> Option<HttpBasicCredentials> {
    let text = String::from_utf8(decode(encoded)?)
        .ok()
        .filter(|text| text.is_ascii())?;
    let (username, password) = text.split_once(':')?;
    Some(HttpBasicCredentials {
        username: username.to_owned(),
        password: Secret::new(password.to_owned()),
    })
}
