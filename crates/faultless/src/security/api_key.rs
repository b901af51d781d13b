//! `ApiKey`: a key in a header, the query or a cookie.

use std::borrow::Cow;

use faultless_model::Secret;
use http::HeaderName;
use serde_json::{Value, json};

use super::words::{is_token, refuse};
use super::{SecurityScheme, not_authenticated};
use crate::exception::{HttpException, Result};
use crate::param::{last_cookie, latin};
use crate::request::Request;

/// A key in a header, in the query or in a cookie, under a name of your choice.
///
/// A request without it, or with an empty one, is a 401 `Not authenticated` with the challenge `APIKey`. Of a repeated
/// header the first value counts, of a query parameter or cookie the last. A key in the query ends up in the logs of
/// servers and the histories of browsers: prefer a header.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[security_scheme]
/// fn api_key() -> ApiKey {
///     ApiKey::header("X-Api-Key")
/// }
///
/// #[get("/")]
/// async fn home(key: Depends<api_key>) -> Json<usize> {
///     Json(key.expose().len())
/// }
///
/// let client = TestClient::new(App::new().routes(routes![home])).blocking();
/// assert_eq!(client.get("/").header("x-api-key", "k-81f2").send().text(), "6");
/// assert_eq!(client.get("/").send().headers()["www-authenticate"], "APIKey");
/// ```
#[derive(Debug, Clone)]
pub struct ApiKey {
    place: Place,
    name: Cow<'static, str>,
}

#[derive(Debug, Clone)]
enum Place {
    Header(HeaderName),
    Query,
    Cookie,
}

impl ApiKey {
    /// A key in a header.
    ///
    /// # Panics
    /// Where headers cannot be named so. A declared scheme is made when the application is built, which is then refused.
    #[must_use]
    #[track_caller]
    pub fn header(name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(header) => Self {
                place: Place::Header(header),
                name,
            },
            Err(_) => refuse(format_args!(
                "{name:?} is no name of a header: write letters, digits and dashes, such as `X-Api-Key`"
            )),
        }
    }

    /// A key in the query.
    ///
    /// # Panics
    /// Where the name is empty.
    #[must_use]
    #[track_caller]
    pub fn query(name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        if name.is_empty() {
            refuse("the query parameter of an API key has no name: write one, such as `api_key`");
        }
        Self {
            place: Place::Query,
            name,
        }
    }

    /// A key in a cookie.
    ///
    /// # Panics
    /// Where cookies cannot be named so.
    #[must_use]
    #[track_caller]
    pub fn cookie(name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        if !is_token(&name) {
            refuse(format_args!(
                "{name:?} is no name of a cookie: write letters, digits and dashes, such as `session`"
            ));
        }
        Self {
            place: Place::Cookie,
            name,
        }
    }
}

impl SecurityScheme for ApiKey {
    type Credentials = Secret<String>;

    fn credentials(&self, request: &Request) -> Result<Option<Secret<String>>> {
        let key = match &self.place {
            Place::Header(header) => request
                .headers()
                .get(header)
                .map(|value| latin(value.as_bytes())),
            Place::Query => request.query_param(&self.name),
            Place::Cookie => last_cookie(request, &self.name),
        };
        let key = key.filter(|key| !key.is_empty());
        Ok(key.map(|key| Secret::new(key.into_owned())))
    }

    fn challenge(&self) -> HttpException {
        not_authenticated("APIKey")
    }

    fn openapi(&self) -> Value {
        let place = match self.place {
            Place::Header(_) => "header",
            Place::Query => "query",
            Place::Cookie => "cookie",
        };
        json!({ "type": "apiKey", "in": place, "name": self.name })
    }

    fn scheme_name(&self) -> Cow<'static, str> {
        match self.place {
            Place::Header(_) => "APIKeyHeader",
            Place::Query => "APIKeyQuery",
            Place::Cookie => "APIKeyCookie",
        }
        .into()
    }
}
