//! Receiving a body as a whole, in time.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum_core::BoxError;
use axum_core::body::Body;
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::Limited;

use crate::exception::Result;

/// A body on its way: one piece is kept as it came, several become one.
pub(super) struct Receiving {
    body: Limited<Body>,
    first: Bytes,
    all: BytesMut,
}

impl Receiving {
    /// Receives a body of so many bytes at most.
    pub(super) fn new(body: Body, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Self {
            body: Limited::new(body, limit),
            first: Bytes::new(),
            all: BytesMut::new(),
        }
    }

    fn take(&mut self, piece: Bytes) {
        if self.all.is_empty() {
            if self.first.is_empty() {
                self.first = piece;
                return;
            }
            let first = std::mem::take(&mut self.first);
            self.all.extend_from_slice(&first);
        }
        self.all.extend_from_slice(&piece);
    }
}

impl Future for Receiving {
    type Output = Result<Bytes, BoxError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let frame = ready!(pin!(&mut self.body).poll_frame(context));
            match frame {
                // Trailers are nobody's here.
                Some(Ok(frame)) => {
                    if let Ok(piece) = frame.into_data() {
                        self.take(piece);
                    }
                }
                Some(Err(error)) => return Poll::Ready(Err(error)),
                None if self.all.is_empty() => {
                    return Poll::Ready(Ok(std::mem::take(&mut self.first)));
                }
                None => return Poll::Ready(Ok(std::mem::take(&mut self.all).freeze())),
            }
        }
    }
}

/// Waits for a body as long as it may take.
///
/// # Errors
/// 408 when it takes longer.
pub(crate) async fn in_time<F: Future + Unpin>(
    mut receiving: F,
    limit: Option<Duration>,
) -> Result<F::Output> {
    #[cfg(feature = "server")]
    if let Some(limit) = limit {
        use crate::exception::{Exception, HttpException};
        // What is there already needs no clock; and the clock is apart, so that operations need no room for it.
        let polled =
            std::future::poll_fn(|context| Poll::Ready(pin!(&mut receiving).poll(context)));
        if let Poll::Ready(received) = polled.await {
            return Ok(received);
        }
        let late = |_| Exception::new(HttpException::bare(408));
        let received = Box::pin(tokio::time::timeout(limit, receiving));
        return received.await.map_err(late);
    }
    // Without the server's runtime there is no clock to go by: whoever serves has one.
    let _ = limit;
    Ok(pin!(&mut receiving).await)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use futures_util::stream;

    use super::*;

    fn received(pieces: &[&'static str], limit: u64) -> Result<Bytes, BoxError> {
        let pieces: Vec<_> = pieces
            .iter()
            .map(|piece| Ok::<_, BoxError>(Bytes::from_static(piece.as_bytes())))
            .collect();
        let body = Body::from_stream(stream::iter(pieces));
        Receiving::new(body, limit).now_or_never().unwrap()
    }

    #[test]
    fn pieces_become_one_body() {
        assert_eq!(received(&[], 0).unwrap(), "");
        assert_eq!(received(&["ab"], 2).unwrap(), "ab");
        assert_eq!(received(&["", "a", "", "bc", "d"], 4).unwrap(), "abcd");
    }

    #[test]
    fn a_body_over_the_limit_is_an_error() {
        let error = received(&["ab", "c"], 2).unwrap_err();
        assert!(error.is::<http_body_util::LengthLimitError>(), "{error}");
    }
}
