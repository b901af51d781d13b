//! A response's body whose end is waited for.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Pending, RequestCancelled, ResponseFailed};
use crate::exception::Exception;

/// The response, after whose body `after` does the rest; a response to HEAD has none.
pub(super) fn followed(response: Response, after: Pending, is_head: bool) -> Response {
    response.map(|body| {
        Body::new(Followed {
            body,
            after,
            sent: is_head,
            failed: false,
        })
    })
}

struct Followed {
    body: Body,
    after: Pending,
    sent: bool,
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
        } else if self.sent || self.body.is_end_stream() {
            Ok(())
        } else {
            Err(Exception::new(RequestCancelled))
        };
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
            _ => {}
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
