//! `OpenIdConnect`: whatever an identity provider gave, by the provider's own description.

use std::borrow::Cow;

use faultless_model::Secret;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::{SecurityScheme, not_authenticated};
use crate::exception::{HttpException, Result};
use crate::param::latin;
use crate::request::Request;

/// What an identity provider gave, in the `Authorization` header; the documentation names the provider's description.
///
/// The credentials are the whole header, the word `Bearer` included, as `FastAPI` has it. A request without one, or with
/// an empty one, is a 401 `Not authenticated` with the challenge `Bearer`.
#[derive(Debug, Clone)]
pub struct OpenIdConnect {
    url: Cow<'static, str>,
}

impl OpenIdConnect {
    /// The scheme, whose provider describes itself at this URL.
    #[must_use]
    pub fn new(url: impl Into<Cow<'static, str>>) -> Self {
        Self { url: url.into() }
    }
}

impl SecurityScheme for OpenIdConnect {
    type Credentials = Secret<String>;

    fn credentials(&self, request: &Request) -> Result<Option<Secret<String>>> {
        let header = request.headers().get(AUTHORIZATION);
        let text = header.map(|value| latin(value.as_bytes()));
        let text = text.filter(|text| !text.is_empty());
        Ok(text.map(|text| Secret::new(text.into_owned())))
    }

    fn challenge(&self) -> HttpException {
        not_authenticated("Bearer")
    }

    fn openapi(&self) -> Value {
        json!({ "type": "openIdConnect", "openIdConnectUrl": self.url })
    }

    fn scheme_name(&self) -> Cow<'static, str> {
        "OpenIdConnect".into()
    }
}
