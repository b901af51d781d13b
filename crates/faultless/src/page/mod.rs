//! `Page`: what the framework itself answers at a path, written once when the application is built.

mod content;
mod encoding;

use std::borrow::Cow;

use axum_core::body::Body;
use axum_core::response::Response;
use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, Method, StatusCode};

pub(crate) use self::content::Content;
#[cfg(feature = "docs")]
pub(crate) use self::content::Packed;
use self::encoding::accepts_gzip;
use crate::exception::{Exception, HttpException, Result, accept_quality};
use crate::request::Request;
use crate::response::with_content_type;

/// Content that may be kept for a year without asking again: its path changes with it.
#[cfg(feature = "docs")]
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Content that may be kept, and is asked for again each time.
const ASKED_FOR: HeaderValue = HeaderValue::from_static("no-cache");

/// A path, and what is answered there: one content, or several of which the client's `Accept` chooses one.
pub(crate) struct Page {
    path: String,
    setting: &'static str,
    /// Never empty: `new` puts the first in.
    offers: Vec<Offer>,
    policy: Option<HeaderValue>,
    cache: HeaderValue,
}

struct Offer {
    media_type: &'static str,
    content_type: HeaderValue,
    content: Content,
}

impl Offer {
    fn new(content_type: &'static str, content: Content) -> Self {
        Self {
            media_type: content_type.split(';').next().unwrap_or_default(),
            content_type: HeaderValue::from_static(content_type),
            content,
        }
    }
}

impl Page {
    /// A page whose path `setting` moves, a method of `App`.
    pub(crate) fn new(
        setting: &'static str,
        path: impl Into<String>,
        content_type: &'static str,
        content: impl Into<Content>,
    ) -> Self {
        Self {
            path: path.into(),
            setting,
            offers: vec![Offer::new(content_type, content.into())],
            policy: None,
            cache: ASKED_FOR,
        }
    }

    /// Offers a further content type, for clients whose `Accept` likes it better than those before.
    pub(crate) fn or(mut self, content_type: &'static str, content: impl Into<Content>) -> Self {
        self.offers.push(Offer::new(content_type, content.into()));
        self
    }

    /// Sets what a browser lets the page do.
    pub(crate) fn policy(mut self, policy: impl Into<Cow<'static, str>>) -> Self {
        // A policy that is no header would let everything: the narrowest stands in.
        self.policy = Some(
            HeaderValue::try_from(policy.into().into_owned())
                .unwrap_or(HeaderValue::from_static("default-src 'none'")),
        );
        self
    }

    /// Says that its path changes with its content.
    #[cfg(feature = "docs")]
    pub(crate) fn for_good(mut self) -> Self {
        self.cache = FOR_GOOD;
        self
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The method of `App` that moves it.
    pub(crate) fn setting(&self) -> &'static str {
        self.setting
    }

    /// The answer to a request for it.
    ///
    /// # Errors
    /// 405 for another method than GET and HEAD.
    pub(crate) fn answer(&self, request: &Request) -> Result<Response> {
        if *request.method() != Method::GET && *request.method() != Method::HEAD {
            let error =
                HttpException::bare(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, "GET, HEAD");
            return Err(Exception::new(error));
        }
        let Some(offer) = self.liked(request) else {
            return Err(Exception::new(HttpException::bare(StatusCode::NOT_FOUND)));
        };
        let packed = offer.content.is_packed() && accepts_gzip(request.headers());
        let tag = offer.content.tag(packed);
        let mut response = if is_known(request, tag) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            let bytes = offer.content.bytes(packed);
            with_content_type(offer.content_type.clone(), Body::from(bytes))
        };
        self.set_headers(&mut response, offer, packed);
        Ok(response)
    }

    /// The offer that the client likes best; of those that it likes alike, and where it likes none, the first.
    fn liked(&self, request: &Request) -> Option<&Offer> {
        let mut offers = self.offers.iter();
        let mut best = offers.next()?;
        if self.offers.len() > 1 {
            let mut liked = accept_quality(request, best.media_type);
            for offer in offers {
                let quality = accept_quality(request, offer.media_type);
                if quality > liked {
                    (best, liked) = (offer, quality);
                }
            }
        }
        Some(best)
    }

    fn set_headers(&self, response: &mut Response, offer: &Offer, packed: bool) {
        let whole = response.status() != StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, self.cache.clone());
        headers.insert(ETAG, offer.content.tag(packed).clone());
        let vary = match (self.offers.len() > 1, offer.content.is_packed()) {
            (true, true) => Some("accept, accept-encoding"),
            (true, false) => Some("accept"),
            (false, true) => Some("accept-encoding"),
            (false, false) => None,
        };
        if let Some(vary) = vary {
            headers.insert(VARY, HeaderValue::from_static(vary));
        }
        if packed && whole {
            headers.insert(
                http::header::CONTENT_ENCODING,
                HeaderValue::from_static("gzip"),
            );
        }
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(policy) = &self.policy {
            headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
            headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        }
    }
}

/// Whether the client has the content of this tag (RFC 9110 section 13.1.2).
fn is_known(request: &Request, tag: &HeaderValue) -> bool {
    request
        .headers()
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/").as_bytes() == tag.as_bytes())
}
