//! Requests without the feature `contract`: nothing is held against the document.

use std::panic::Location;

use axum_core::body::Body;
use http::response::Parts;

use super::TestClient;
use crate::exception::Caught;

/// What a test asked.
pub(super) struct Sent;

#[expect(
    clippy::unused_self,
    reason = "with the feature `contract` they look at it"
)]
impl Sent {
    pub(super) fn of(
        _client: &TestClient,
        _request: &http::Request<Body>,
        _caller: &'static Location<'static>,
    ) -> Self {
        Self
    }

    pub(super) fn check(&self, _parts: &Parts, _body: Option<&[u8]>, _caught: &Caught) {}

    pub(super) fn wants_body(&self, _parts: &Parts) -> bool {
        false
    }
}
