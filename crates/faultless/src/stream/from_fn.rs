//! `StreamSender`: the items of a stream, sent by an async function; what `yield` is elsewhere.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

use crate::exception::{Exception, caught_now};

/// Where an async function sends the items of a stream; what `yield` is in Python.
///
/// See [`StreamingResponse::from_fn`](crate::StreamingResponse::from_fn) and
/// [`EventStream::from_fn`](crate::EventStream::from_fn).
pub struct StreamSender<T>(mpsc::Sender<T>);

impl<T> StreamSender<T> {
    /// Sends an item, once the one before it is on its way.
    ///
    /// When the client is gone, the function is dropped where it waits.
    pub async fn send(&self, item: T) {
        // It can fail only in a task that outlives the stream: then nobody is there to take the item.
        let _ = self.0.send(item).await;
    }
}

impl<T> fmt::Debug for StreamSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamSender")
    }
}

/// The items that a function sends while it is polled, and then what it raised.
pub(crate) struct Yielded<T> {
    /// Gone when it is done: its end is kept until what it sent is out.
    work: Option<BoxFuture<'static, Result<(), Exception>>>,
    raised: Option<Exception>,
    items: mpsc::Receiver<T>,
}

impl<T> Yielded<T> {
    pub(crate) fn new<F>(write: impl FnOnce(StreamSender<T>) -> F) -> Self
    where
        F: Future<Output = Result<(), Exception>> + Send + 'static,
    {
        // One item waits while the next is made: a function does not run ahead of its client.
        let (sender, items) = mpsc::channel(1);
        Self {
            work: Some(Box::pin(write(StreamSender(sender)))),
            raised: None,
            items,
        }
    }
}

impl<T: Send> Stream for Yielded<T> {
    type Item = Result<T, Exception>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, Exception>>> {
        if let Poll::Ready(Some(item)) = self.items.poll_recv(context) {
            return Poll::Ready(Some(Ok(item)));
        }
        if let Some(work) = &mut self.work {
            // A panic is caught here: what was sent before it is not lost.
            match caught_now(|| work.as_mut().poll(context)) {
                Ok(Poll::Pending) => {}
                Ok(Poll::Ready(done)) => {
                    self.work = None;
                    self.raised = done.err();
                }
                Err(panic) => {
                    self.work = None;
                    self.raised = Some(panic);
                }
            }
            if let Poll::Ready(Some(item)) = self.items.poll_recv(context) {
                return Poll::Ready(Some(Ok(item)));
            }
        }
        if self.work.is_some() {
            return Poll::Pending;
        }
        Poll::Ready(self.raised.take().map(Err))
    }
}
