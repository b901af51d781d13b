//! Streams and events for tests that are not async.

use std::sync::Arc;

use bytes::Bytes;
use tokio::runtime::Runtime;

use super::{BlockingTestRequest, TestEvent, TestEvents, TestStream};

impl BlockingTestRequest {
    /// Sends the request, and receives the body piece by piece: see [`TestRequest::stream`](crate::TestRequest::stream).
    ///
    /// # Panics
    /// As [`send`](Self::send).
    #[must_use]
    pub fn stream(self) -> BlockingTestStream {
        let (request, runtime) = self.into_parts();
        let stream = runtime.block_on(request.stream());
        BlockingTestStream { stream, runtime }
    }

    /// Sends the request, and receives events one by one: see [`TestRequest::events`](crate::TestRequest::events).
    ///
    /// # Panics
    /// As [`send`](Self::send).
    #[must_use]
    pub fn events(self) -> BlockingTestEvents {
        let (request, runtime) = self.into_parts();
        let events = runtime.block_on(request.events());
        BlockingTestEvents { events, runtime }
    }
}

/// A [`TestStream`] for tests that are not async: an iterator over the pieces, and all that the stream has.
#[derive(Debug)]
pub struct BlockingTestStream {
    stream: TestStream,
    runtime: Arc<Runtime>,
}

impl Iterator for BlockingTestStream {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        self.runtime.block_on(self.stream.next())
    }
}

impl std::ops::Deref for BlockingTestStream {
    type Target = TestStream;

    fn deref(&self) -> &TestStream {
        &self.stream
    }
}

impl BlockingTestStream {
    /// Goes away, see [`TestStream::leave`].
    ///
    /// # Panics
    /// As [`TestStream::next`].
    pub fn leave(self) {
        self.runtime.block_on(self.stream.leave());
    }
}

/// [`TestEvents`] for tests that are not async: an iterator over the events, and all that these have.
#[derive(Debug)]
pub struct BlockingTestEvents {
    events: TestEvents,
    runtime: Arc<Runtime>,
}

impl Iterator for BlockingTestEvents {
    type Item = TestEvent;

    fn next(&mut self) -> Option<TestEvent> {
        self.runtime.block_on(self.events.next())
    }
}

impl std::ops::Deref for BlockingTestEvents {
    type Target = TestEvents;

    fn deref(&self) -> &TestEvents {
        &self.events
    }
}

impl BlockingTestEvents {
    /// Goes away, see [`TestStream::leave`].
    ///
    /// # Panics
    /// As [`TestStream::next`].
    pub fn leave(self) {
        self.runtime.block_on(self.events.leave());
    }
}
