//! Security schemes: what a request shows of who sent it, and the answer to one that shows nothing.
#![doc = include_str!("../docs/security.md")]

mod api_key;
mod base64;
mod basic;
mod bearer;
mod declared;
mod digest;
mod form;
mod http;
mod oauth2;
mod openid;
mod words;

use std::borrow::Cow;

use ::http::header::WWW_AUTHENTICATE;
use serde_json::Value;
use subtle::ConstantTimeEq;

pub use self::api_key::ApiKey;
pub use self::basic::{HttpBasic, HttpBasicCredentials};
pub use self::bearer::HttpBearer;
pub use self::declared::{Declared, Optional};
pub use self::digest::{DigestParameters, HttpDigest};
pub use self::form::{OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict};
pub use self::http::HttpAuthorizationCredentials;
pub use self::oauth2::{OAuth2AuthorizationCodeBearer, OAuth2PasswordBearer};
pub use self::openid::OpenIdConnect;

#[doc(hidden)]
pub use self::declared::{describe, resolve};

use crate::exception::{HttpException, IntoHeader, Result};
use crate::request::Request;

/// A way to show who sends a request: it finds the credentials, and answers where there are none.
///
/// It does not check them: whether a token is good is for a dependency that takes the scheme.
/// [`#[security_scheme]`](macro@crate::security_scheme) declares one; a way that is none of those here is a type of your
/// own.
///
/// # Example
/// ```
/// use std::borrow::Cow;
///
/// use faultless::prelude::*;
/// use faultless::security::{HttpAuthorizationCredentials, SecurityScheme, not_authenticated};
/// use serde_json::{Value, json};
///
/// /// Credentials of the kind `Authorization: Hoba ...`.
/// struct Hoba;
///
/// impl SecurityScheme for Hoba {
///     type Credentials = Secret<String>;
///
///     fn credentials(&self, request: &Request) -> Result<Option<Secret<String>>> {
///         let shown = HttpAuthorizationCredentials::of(request).filter(|shown| shown.is("hoba"));
///         Ok(shown.map(|shown| shown.credentials))
///     }
///
///     fn challenge(&self) -> HttpException {
///         not_authenticated("Hoba")
///     }
///
///     fn openapi(&self) -> Value {
///         json!({"type": "http", "scheme": "hoba"})
///     }
///
///     fn scheme_name(&self) -> Cow<'static, str> {
///         "Hoba".into()
///     }
/// }
///
/// #[security_scheme]
/// fn hoba() -> Hoba {
///     Hoba
/// }
///
/// #[get("/")]
/// async fn length(shown: Depends<hoba>) -> Json<usize> {
///     Json(shown.expose().len())
/// }
///
/// let client = TestClient::new(App::new().routes(routes![length])).blocking();
/// assert_eq!(client.get("/").header("authorization", "HOBA abc").send().text(), "3");
/// assert_eq!(client.get("/").send().headers()["www-authenticate"], "Hoba");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a security scheme",
    label = "not `HttpBearer`, `ApiKey`, `OAuth2PasswordBearer` and the like",
    note = "implement `faultless::security::SecurityScheme` for a scheme of your own"
)]
pub trait SecurityScheme: Send + Sync + 'static {
    /// What it finds. Keep what nobody may see in a [`Secret`](crate::model::Secret).
    type Credentials: Send + Sync + 'static;

    /// The credentials that a request shows; `None` where it shows none of this kind.
    ///
    /// # Errors
    /// For credentials that are of this kind and cannot be read: the [`challenge`](Self::challenge), which is then raised
    /// even where the scheme is [`Optional`].
    fn credentials(&self, request: &Request) -> Result<Option<Self::Credentials>>;

    /// What is raised where there are no credentials: most often [`not_authenticated`].
    fn challenge(&self) -> HttpException;

    /// What [`credentials`](Self::credentials) itself raises for those that cannot be read, for the documentation; none for
    /// a scheme that reads any.
    fn malformed(&self) -> Option<HttpException> {
        None
    }

    /// It, as the documentation writes it: a Security Scheme Object of `OpenAPI`.
    fn openapi(&self) -> Value;

    /// Its name in the documentation, where the declaration gives none.
    fn scheme_name(&self) -> Cow<'static, str>;
}

/// The answer to a request without credentials: 401 `Not authenticated`, with the challenge in `WWW-Authenticate`.
///
/// A challenge that headers cannot carry is left out, and the log says so.
#[must_use]
pub fn not_authenticated(challenge: impl IntoHeader) -> HttpException {
    HttpException::new(401, "Not authenticated").header(WWW_AUTHENTICATE, challenge)
}

/// Whether two secrets are the same, in a time that does not tell how far they agree. It tells whether they are of one
/// length.
///
/// For keys and tokens that stand in a configuration; passwords are kept as hashes, which their own crates compare.
///
/// # Example
/// ```
/// use faultless::model::Secret;
/// use faultless::security::compare_digest;
///
/// let key = Secret::new("k-81f2".to_owned());
/// assert!(compare_digest(key.expose(), "k-81f2"));
/// assert!(!compare_digest(key.expose(), "k-81f3"));
/// ```
#[must_use]
pub fn compare_digest(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> bool {
    one.as_ref().ct_eq(other.as_ref()).into()
}
