//! `HttpBearer`: a token after `Bearer`.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{HttpAuthorizationCredentials, SecurityScheme, not_authenticated};
use crate::exception::{HttpException, Result};
use crate::request::Request;

/// A token in the `Authorization` header: `Authorization: Bearer abc`.
///
/// A request without one, with another scheme or with nothing after it is a 401 `Not authenticated` with the challenge
/// `Bearer`.
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// use faultless::security::compare_digest;
///
/// #[security_scheme]
/// fn bearer() -> HttpBearer {
///     HttpBearer::new()
/// }
///
/// #[get("/")]
/// async fn home(shown: Depends<bearer>) -> Result<Json<u8>> {
///     ensure!(compare_digest(shown.credentials.expose(), "s3cret"), FORBIDDEN, "not this token");
///     Ok(Json(1))
/// }
///
/// let client = TestClient::new(App::new().routes(routes![home])).blocking();
/// assert_eq!(client.get("/").header("authorization", "Bearer s3cret").send().status(), 200);
/// assert_eq!(client.get("/").header("authorization", "Bearer guess").send().status(), 403);
/// assert_eq!(client.get("/").send().text(), r#"{"detail":"Not authenticated"}"#);
/// ```
#[derive(Debug, Clone, Default)]
pub struct HttpBearer {
    format: Option<Cow<'static, str>>,
}

impl HttpBearer {
    /// The scheme.
    #[must_use]
    pub const fn new() -> Self {
        Self { format: None }
    }

    /// Says in the documentation what its tokens are: `JWT`.
    #[must_use]
    pub fn bearer_format(mut self, format: impl Into<Cow<'static, str>>) -> Self {
        self.format = Some(format.into());
        self
    }
}

impl SecurityScheme for HttpBearer {
    type Credentials = HttpAuthorizationCredentials;

    fn credentials(&self, request: &Request) -> Result<Option<HttpAuthorizationCredentials>> {
        Ok(HttpAuthorizationCredentials::shown(request, "bearer"))
    }

    fn challenge(&self) -> HttpException {
        not_authenticated("Bearer")
    }

    fn openapi(&self) -> Value {
        let mut object = json!({ "type": "http", "scheme": "bearer" });
        if let (Some(format), Some(object)) = (&self.format, object.as_object_mut()) {
            object.insert("bearerFormat".into(), json!(format));
        }
        object
    }

    fn scheme_name(&self) -> Cow<'static, str> {
        "HTTPBearer".into()
    }
}
