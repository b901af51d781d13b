//! `Tasks`: what runs on after a response, and is waited for.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::instrument::WithSubscriber as _;
use tracing::{Dispatch, Instrument as _, Span};

use crate::request::Request;

/// What an application and all that is mounted in it run beside their responses; waited for at shutdown.
#[derive(Debug, Clone, Default)]
pub struct Tasks(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    tracker: TaskTracker,
    stopping: CancellationToken,
}

impl Tasks {
    /// Cancelled when the server is told to stop: what lives as long as its client wants ends itself then.
    pub(crate) fn stopping(&self) -> &CancellationToken {
        &self.0.stopping
    }

    /// A future that is waited for at shutdown.
    #[cfg(feature = "websocket")]
    pub(crate) fn tracked<F: Future>(
        &self,
        future: F,
    ) -> tokio_util::task::task_tracker::TrackedFuture<F> {
        self.0.tracker.track_future(future)
    }

    /// Says that the server stops.
    #[cfg(feature = "server")]
    pub(crate) fn stop(&self) {
        self.0.stopping.cancel();
    }

    /// Waits until nothing runs any more.
    #[cfg(feature = "server")]
    pub(crate) async fn drained(&self) {
        self.0.tracker.close();
        self.0.tracker.wait().await;
    }
}

/// The tasks of one request, among the extensions of a test client's requests: it waits for them.
#[derive(Debug, Clone, Default)]
pub(crate) struct RequestTasks(pub(crate) TaskTracker);

/// Where what goes on after a request is run, kept from while the request is there.
#[derive(Debug, Clone)]
pub(crate) struct Spawner {
    tasks: Tasks,
    request: Option<RequestTasks>,
    /// None outside of a runtime: what should run on cannot.
    runtime: Option<Handle>,
    /// What the request logs within: the same holds for what it leaves to do.
    span: Span,
    log: Dispatch,
}

impl Spawner {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            tasks: request.scope().tasks.clone(),
            request: request.extensions().get::<RequestTasks>().cloned(),
            runtime: Handle::try_current().ok(),
            span: Span::current(),
            log: tracing::dispatcher::get_default(Dispatch::clone),
        }
    }

    /// Runs a future in a task of its own.
    pub(crate) fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let Some(runtime) = &self.runtime else {
            tracing::error!("there is no runtime to finish a request in");
            return;
        };
        let future = future
            .instrument(self.span.clone())
            .with_subscriber(self.log.clone());
        let future = self.tasks.0.tracker.track_future(future);
        match &self.request {
            Some(RequestTasks(tracker)) => drop(runtime.spawn(tracker.track_future(future))),
            None => drop(runtime.spawn(future)),
        }
    }

    /// Runs a future here, and in a task of its own should it be dropped before it is done.
    pub(crate) fn finishing<F>(&self, future: F) -> Finishing<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        Finishing {
            future: Some(Box::pin(future)),
            spawner: self.clone(),
        }
    }
}

/// A future that is run to its end, whoever drops it.
pub(crate) struct Finishing<T: Send + 'static> {
    /// Gone when it is done.
    future: Option<futures_util::future::BoxFuture<'static, T>>,
    spawner: Spawner,
}

impl<T: Send + 'static> Future for Finishing<T> {
    type Output = T;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<T> {
        let Some(future) = &mut self.future else {
            // Polled again after it was done, which no caller does.
            return std::task::Poll::Pending;
        };
        let done = future.as_mut().poll(context);
        if done.is_ready() {
            self.future = None;
        }
        done
    }
}

impl<T: Send + 'static> Drop for Finishing<T> {
    fn drop(&mut self) {
        if let Some(future) = self.future.take() {
            self.spawner.spawn(async move { drop(future.await) });
        }
    }
}
