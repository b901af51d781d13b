//! Tokens of OAuth 2, by the flows that give them.

use std::borrow::Cow;

use faultless_model::Secret;
use serde_json::{Map, Value, json};

use super::words::{is_scope, refuse};
use super::{HttpAuthorizationCredentials, SecurityScheme, not_authenticated};
use crate::exception::{HttpException, Result};
use crate::request::Request;

/// A token that a client gets for a user's name and password, and shows as `Authorization: Bearer abc`.
///
/// A request without one or with another scheme is a 401 `Not authenticated` with the challenge `Bearer`. `Bearer` with
/// nothing after it is the empty token, as `FastAPI` has it: whoever looks tokens up finds none.
///
/// The path operation at the token's URL takes an [`OAuth2PasswordRequestForm`](super::OAuth2PasswordRequestForm).
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[security_scheme]
/// fn oauth2() -> OAuth2PasswordBearer {
///     OAuth2PasswordBearer::new("token").scope("read", "Read things")
/// }
///
/// #[get("/")]
/// async fn home(token: Depends<oauth2>) -> Json<usize> {
///     Json(token.expose().len())
/// }
///
/// let client = TestClient::new(App::new().routes(routes![home])).blocking();
/// assert_eq!(client.get("/").header("authorization", "Bearer abc").send().text(), "3");
/// assert_eq!(client.get("/").send().headers()["www-authenticate"], "Bearer");
/// ```
#[derive(Debug, Clone)]
pub struct OAuth2PasswordBearer(Flow);

/// A token that a client gets at an authorisation server, where the user signs in, and shows as
/// `Authorization: Bearer abc`.
///
/// It rejects as [`OAuth2PasswordBearer`] does.
#[derive(Debug, Clone)]
pub struct OAuth2AuthorizationCodeBearer(Flow);

/// A flow as the documentation writes it.
#[derive(Debug, Clone)]
struct Flow {
    name: &'static str,
    authorization_url: Option<Cow<'static, str>>,
    token_url: Cow<'static, str>,
    refresh_url: Option<Cow<'static, str>>,
    scopes: Map<String, Value>,
}

impl Flow {
    fn new(name: &'static str, token_url: Cow<'static, str>) -> Self {
        Self {
            name,
            authorization_url: None,
            token_url,
            refresh_url: None,
            scopes: Map::new(),
        }
    }

    #[track_caller]
    fn scope(&mut self, scope: Cow<'static, str>, description: Cow<'static, str>) {
        if !is_scope(&scope) {
            refuse(format_args!(
                "{scope:?} is no scope: write one word of ASCII without quotes, such as `items:read`"
            ));
        }
        self.scopes
            .insert(scope.into_owned(), Value::String(description.into_owned()));
    }

    fn openapi(&self) -> Value {
        let mut flow = Map::new();
        flow.insert("scopes".into(), Value::Object(self.scopes.clone()));
        flow.insert("tokenUrl".into(), json!(self.token_url));
        let urls = [
            ("authorizationUrl", &self.authorization_url),
            ("refreshUrl", &self.refresh_url),
        ];
        for (name, url) in urls {
            if let Some(url) = url {
                flow.insert(name.into(), json!(url));
            }
        }
        json!({ "type": "oauth2", "flows": { self.name: flow } })
    }
}

impl OAuth2PasswordBearer {
    /// The scheme, whose tokens are given at this URL: relative to the application's, such as `token`, or whole.
    #[must_use]
    pub fn new(token_url: impl Into<Cow<'static, str>>) -> Self {
        Self(Flow::new("password", token_url.into()))
    }
}

impl OAuth2AuthorizationCodeBearer {
    /// The scheme: where users sign in, and where clients get tokens for the codes they are given there.
    #[must_use]
    pub fn new(
        authorization_url: impl Into<Cow<'static, str>>,
        token_url: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Flow {
            authorization_url: Some(authorization_url.into()),
            ..Flow::new("authorizationCode", token_url.into())
        })
    }
}

macro_rules! bearer {
    ($name:ident) => {
        impl $name {
            /// Adds a scope that tokens may have, and what it allows.
            ///
            /// # Panics
            /// Where it is more than one word of ASCII, or has quotes. A declared scheme is made when the application is
            /// built, which is then refused.
            #[must_use]
            #[track_caller]
            pub fn scope(
                mut self,
                scope: impl Into<Cow<'static, str>>,
                description: impl Into<Cow<'static, str>>,
            ) -> Self {
                self.0.scope(scope.into(), description.into());
                self
            }

            /// Says in the documentation where tokens are renewed.
            #[must_use]
            pub fn refresh_url(mut self, url: impl Into<Cow<'static, str>>) -> Self {
                self.0.refresh_url = Some(url.into());
                self
            }
        }

        impl SecurityScheme for $name {
            type Credentials = Secret<String>;

            fn credentials(&self, request: &Request) -> Result<Option<Secret<String>>> {
                let shown = HttpAuthorizationCredentials::of(request);
                let shown = shown.filter(|shown| shown.is("bearer"));
                Ok(shown.map(|shown| shown.credentials))
            }

            fn challenge(&self) -> HttpException {
                not_authenticated("Bearer")
            }

            fn openapi(&self) -> Value {
                self.0.openapi()
            }

            fn scheme_name(&self) -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}
bearer!(OAuth2PasswordBearer);
bearer!(OAuth2AuthorizationCodeBearer);
