//! A response's body whose end is waited for.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Pending, RequestCancelled, ResponseFailed};
use crate::exception::Exception;

/// The response, after whose body `after` does the rest; a response to HEAD has none, nor has one of some statuses.
pub(super) fn followed(response: Response, after: Pending, is_head: bool) -> Response {
    let empty = [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];
    let sent = is_head || empty.contains(&response.status());
    let length = response.headers().get(CONTENT_LENGTH);
    let left = length.and_then(|value| value.to_str().ok()?.parse().ok());
    response.map(|body| {
        Body::new(Followed {
            body,
            after,
            sent,
            left,
            failed: false,
        })
    })
}

struct Followed {
    body: Body,
    after: Pending,
    sent: bool,
    /// How many bytes are to come, where that was declared: a server does not ask for more.
    left: Option<u64>,
    /// True while the body is polled too: it panicked if that is never taken back.
    failed: bool,
}

impl Followed {
    /// The response is over.
    fn over(&mut self) {
        let Some(mut after) = self.after.take() else {
            return;
        };
        let outcome = if self.failed {
            Err(Exception::new(ResponseFailed))
        } else if self.sent || self.left == Some(0) || self.body.is_end_stream() {
            Ok(())
        } else {
            Err(Exception::new(RequestCancelled))
        };
        // What the body still holds is let go first: it may use what the dependencies are about to end.
        drop(std::mem::take(&mut self.body));
        after.later(outcome, !self.failed);
    }
}

impl HttpBody for Followed {
    type Data = Bytes;
    type Error = axum_core::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum_core::Error>>> {
        self.failed = true;
        let polled = Pin::new(&mut self.body).poll_frame(context);
        self.failed = false;
        match &polled {
            Poll::Ready(None) => {
                self.sent = true;
                self.over();
            }
            Poll::Ready(Some(Err(_))) => {
                self.failed = true;
                self.over();
            }
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len) as u64;
                self.left = self.left.and_then(|left| left.checked_sub(length));
            }
            Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        self.over();
    }
}
