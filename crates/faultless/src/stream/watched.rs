//! `Watched`: a body under watch.

use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum_core::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::exception::{Chain, Exception, Panic, caught_now};
use crate::observe::{About, Place};
use crate::request::Request;

/// A body whose failure is told of, and made the stream's early end.
pub(super) struct Watched {
    /// Gone after its end: a body that failed or panicked is not polled again.
    body: Option<Body>,
    /// How many bytes are to come, where that was declared.
    left: Option<u64>,
    /// What ends the stream with the next poll.
    failed: Option<StreamFailed>,
    about: About,
}

impl Watched {
    pub(super) fn new(body: Body, length: Option<u64>, request: &Request) -> Self {
        Self {
            body: Some(body),
            left: length,
            failed: None,
            about: About::of(request),
        }
    }

    /// Counts a frame.
    ///
    /// # Errors
    /// A frame that goes beyond the declared length.
    fn counted(&mut self, frame: &Frame<Bytes>) -> Result<(), WrongLength> {
        if let (Some(left), Some(data)) = (&mut self.left, frame.data_ref()) {
            *left = left
                .checked_sub(data.len() as u64)
                .ok_or(WrongLength::Over)?;
        }
        Ok(())
    }

    fn fail(&mut self, failure: Exception) -> StreamFailed {
        let panicked = failure.is::<Panic>();
        self.about.report(failure, Place::Stream);
        self.end();
        StreamFailed { panicked }
    }

    /// Drops the body. It is the application's: what it does in its end may panic like all else.
    fn end(&mut self) {
        if let Some(body) = self.body.take()
            && let Err(panic) = caught_now(|| drop(body))
        {
            self.about.report(panic, Place::Stream);
        }
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = StreamFailed;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamFailed>>> {
        let Some(body) = self.body.as_mut() else {
            return Poll::Ready(self.failed.take().map(Err));
        };
        let failure = match caught_now(|| Pin::new(body).poll_frame(context)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(None)) => match self.left {
                None | Some(0) => {
                    self.end();
                    return Poll::Ready(None);
                }
                Some(left) => Exception::new(WrongLength::Under(left)),
            },
            Ok(Poll::Ready(Some(Ok(frame)))) => match self.counted(&frame) {
                Ok(()) => return Poll::Ready(Some(Ok(frame))),
                Err(over) => Exception::new(over),
            },
            Ok(Poll::Ready(Some(Err(error)))) => match raised(error) {
                Ok(exception) => exception,
                Err(told) => {
                    self.end();
                    return Poll::Ready(Some(Err(told)));
                }
            },
            Err(panic) => panic,
        };
        self.failed = Some(self.fail(failure));
        // A server that is told at once drops what it has not sent yet, the head of the response too: let it send first.
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        match &self.body {
            Some(body) => matches!(self.left, None | Some(0)) && body.is_end_stream(),
            None => self.failed.is_none(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map_or_else(SizeHint::default, HttpBody::size_hint)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.end();
    }
}

/// The exception that a body's error is.
///
/// # Errors
/// The failure of a body within, which was told of already.
fn raised(error: axum_core::Error) -> Result<Exception, StreamFailed> {
    let mut error = error.into_inner();
    // Each body that is put into another wraps its error once more.
    loop {
        error = match error.downcast::<axum_core::Error>() {
            Ok(wrapped) => wrapped.into_inner(),
            Err(error) => break classified(error),
        };
    }
}

fn classified(error: Box<dyn Error + Send + Sync>) -> Result<Exception, StreamFailed> {
    let error = match error.downcast::<InBody>() {
        Ok(carried) => return Ok(carried.0),
        Err(error) => error,
    };
    for cause in Chain::from_error(&*error) {
        // An I/O error does not name what it holds as its cause.
        let inner = cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
            .map_or(cause, |inner| inner as &(dyn Error + 'static));
        if let Some(StreamFailed { panicked }) = inner.downcast_ref() {
            return Err(StreamFailed {
                panicked: *panicked,
            });
        }
    }
    Ok(Exception::boxed(error))
}

/// An exception as the error of a body: `Exception` itself is no `Error`.
pub(super) struct InBody(pub(super) Exception);

impl fmt::Display for InBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for InBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Error for InBody {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.error().source()
    }
}

/// A body that is not as long as its response declared.
#[derive(Debug, thiserror::Error)]
enum WrongLength {
    #[error("the response's body ended {0} bytes before the length that it declared")]
    Under(u64),
    #[error("the response's body is longer than it declared")]
    Over,
}

/// What the server is told of a stream that failed; the whole story is in the log already.
#[derive(Debug)]
pub(super) struct StreamFailed {
    panicked: bool,
}

impl fmt::Display for StreamFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.panicked {
            "the response's body panicked"
        } else {
            "the response's body failed"
        })
    }
}

impl Error for StreamFailed {}
