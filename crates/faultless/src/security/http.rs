//! The `Authorization` header, as most schemes use it.

use faultless_model::Secret;
use http::header::AUTHORIZATION;

use crate::param::latin;
use crate::request::Request;

/// What an `Authorization` header says: a scheme, and the credentials after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAuthorizationCredentials {
    /// The scheme as it was sent; schemes are compared without regard to case.
    pub scheme: String,
    /// What follows it, without the space around it; empty where nothing does.
    pub credentials: Secret<String>,
}

impl HttpAuthorizationCredentials {
    /// What a request's first `Authorization` header says; `None` where there is none, or an empty one.
    ///
    /// Bytes beyond ASCII are read as Latin-1.
    #[must_use]
    pub fn of(request: &Request) -> Option<Self> {
        let text = latin(request.headers().get(AUTHORIZATION)?.as_bytes());
        if text.is_empty() {
            return None;
        }
        let (scheme, credentials) = text.split_once(' ').unwrap_or((&text, ""));
        Some(Self {
            scheme: scheme.to_owned(),
            credentials: Secret::new(credentials.trim().to_owned()),
        })
    }

    /// Whether the scheme is this one, in whatever case.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// What a request shows of a scheme, where it shows anything.
    pub(super) fn shown(request: &Request, scheme: &str) -> Option<Self> {
        Self::of(request).filter(|shown| shown.is(scheme) && !shown.credentials.expose().is_empty())
    }
}
