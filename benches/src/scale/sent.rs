//! A request that is sent again and again, and what its answer should be.

use std::convert::Infallible;

use axum_core::body::Body;
use bytes::Bytes;
use faultless::Service;
use futures_util::{FutureExt as _, TryStreamExt as _, stream};

/// How much of a body comes at once where it comes in pieces, about as from a connection.
const PIECE: usize = 16 << 10;

/// A request, made anew each time it is sent.
pub(super) struct Sent {
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Bytes>,
    in_pieces: bool,
    status: u16,
    /// How many issues the answer tells.
    told: usize,
}

impl Sent {
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            headers: Vec::new(),
            body: None,
            in_pieces: false,
            status: 200,
            told: 0,
        }
    }

    pub(super) fn post(path: &str, body: String) -> Self {
        let mut sent = Self::get(path).header("content-type", "application/json");
        sent.body = Some(body.into());
        sent
    }

    pub(super) fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(super) fn in_pieces(mut self) -> Self {
        self.in_pieces = true;
        self
    }

    /// It is nowhere.
    pub(super) fn lost(mut self) -> Self {
        self.status = 404;
        self
    }

    /// Its answer tells so many issues.
    pub(super) fn refused(mut self, told: usize) -> Self {
        (self.status, self.told) = (422, told);
        self
    }

    pub(super) fn body_length(&self) -> usize {
        self.body.as_ref().map_or(0, Bytes::len)
    }

    fn request(&self) -> Option<http::Request<Body>> {
        let method = if self.body.is_some() { "POST" } else { "GET" };
        let start = http::Request::builder().method(method).uri(&self.path);
        let headers = self.headers.iter();
        let request = headers.fold(start, |request, (name, value)| request.header(name, value));
        let body = match self.body.clone() {
            None => Body::empty(),
            Some(body) if self.in_pieces => Body::from_stream(stream::iter(pieces(body))),
            Some(body) => body.into(),
        };
        request.body(body).ok()
    }

    /// How long the body of the answer is; nothing where its status is another than is meant.
    pub(super) fn answer(&self, service: &Service) -> Option<usize> {
        let response = service.answer(self.request()?).now_or_never()?;
        let length = http_body::Body::size_hint(response.body()).exact()?;
        (response.status() == self.status).then_some(usize::try_from(length).ok()?)
    }

    /// Looks at the answer closely.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn check(&self, service: &Service) -> Result<(), String> {
        let request = self.request().ok_or("no request")?;
        let response = service.answer(request).now_or_never();
        let (head, body) = response.ok_or("no answer")?.into_parts();
        let parts = body.into_data_stream().try_collect::<Vec<Bytes>>();
        let body = parts.now_or_never().and_then(Result::ok);
        let body = body.ok_or("no body")?.concat();
        let told = serde_json::from_slice::<serde_json::Value>(&body).ok();
        let told = told
            .as_ref()
            .and_then(|body| body.get("detail")?.as_array())
            .map_or(0, Vec::len);
        if (head.status.as_u16(), told) == (self.status, self.told) {
            return Ok(());
        }
        let path = self.path.split('?').next().unwrap_or_default();
        Err(format!(
            "{path}: {} with {told} issues, not {} with {}",
            head.status, self.status, self.told
        ))
    }
}

fn pieces(mut body: Bytes) -> impl Iterator<Item = Result<Bytes, Infallible>> {
    std::iter::from_fn(move || {
        let piece = body.split_to(PIECE.min(body.len()));
        (!piece.is_empty()).then_some(Ok(piece))
    })
}
