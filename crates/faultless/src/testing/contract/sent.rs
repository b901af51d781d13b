//! `Sent`: what a test asked, until its answer is held against the document.

use std::panic::Location;
use std::sync::Arc;

use axum_core::body::Body;
use http::Method;
use http::response::Parts;
use percent_encoding::percent_decode_str;

use super::Documents;
use super::judge::{Received, is_json, media_type};
use super::words::Told;
use crate::exception::Caught;
use crate::routing::{Asked, Found, Promises as _};
use crate::testing::TestClient;

/// What a test asked.
pub(in crate::testing) struct Sent(Option<Operation>);

/// The operation that it came to.
struct Operation {
    documents: Arc<Documents>,
    found: Found,
    method: Method,
    target: String,
    caller: &'static Location<'static>,
}

impl Sent {
    pub(in crate::testing) fn of(
        client: &TestClient,
        request: &http::Request<Body>,
        caller: &'static Location<'static>,
    ) -> Self {
        let operation = client.contract.as_ref().and_then(|documents| {
            let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
            let asked = Asked {
                method: request.method(),
                uri: request.uri(),
                headers: request.headers(),
                length: http_body::Body::size_hint(request.body()).exact(),
                path: &path,
            };
            Some(Operation {
                documents: Arc::clone(documents),
                found: client.service.operation(&asked, 0)?,
                method: request.method().clone(),
                target: request.uri().to_string(),
                caller,
            })
        });
        Self(operation)
    }

    /// Holds a response against the document, its body where that was received whole.
    ///
    /// # Panics
    /// When the document does not have it.
    pub(in crate::testing) fn check(&self, parts: &Parts, body: Option<&[u8]>, caught: &Caught) {
        let Some(operation) = &self.0 else { return };
        let received = Received {
            method: &operation.method,
            parts,
            body,
        };
        match operation.documents.judge(&operation.found, &received) {
            Ok(shown) => operation.documents.contract.show(shown),
            #[expect(clippy::panic, reason = "documented: the test asked for it")]
            Err(fault) => panic!(
                "{}",
                Told {
                    fault: &fault,
                    found: &operation.found,
                    received: &received,
                    target: &operation.target,
                    caller: operation.caller,
                    exception: caught.told(),
                }
            ),
        }
    }

    /// Whether the body of a response is looked at.
    pub(in crate::testing) fn wants_body(&self, parts: &Parts) -> bool {
        let is_json = || media_type(&parts.headers).is_some_and(|name| is_json(&name));
        self.0.is_some() && is_json()
    }
}
