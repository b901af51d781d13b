//! `After`: what is left to do when the handler is done.

mod background;
mod body;
mod head;
mod tasks;
mod teardown;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use axum_core::response::Response;
use http::StatusCode;

pub use background::{BackgroundTasks, TaskOutput};
pub use head::ResponseHead;
#[cfg(feature = "testing")]
pub(crate) use tasks::RequestTasks;
pub(crate) use tasks::Spawner;
pub use tasks::Tasks;
pub(crate) use teardown::Teardown;
pub use teardown::{DependencyScope, RequestCancelled, Yield};

use crate::exception::{Exception, Result};
use crate::observe::{About, Place};
use crate::request::Request;
use crate::sse;

/// What is left to do when the handler is done: dependencies to be told how it went, background tasks to run, and what
/// was set of the answer.
///
/// Dropped with work left, as a request that is given up drops it, it does that work in a task of its own.
pub(crate) struct After {
    /// In the order they began.
    teardowns: Vec<Teardown>,
    background: Option<BackgroundTasks>,
    head: Option<ResponseHead>,
    spawner: Spawner,
    about: About,
}

impl After {
    pub(crate) fn of(request: &Request) -> Self {
        // Asked for now, so that all that is told of the request later has one name for it.
        let _ = request.id();
        Self {
            teardowns: Vec::new(),
            background: None,
            head: None,
            spawner: Spawner::of(request),
            about: About::of(request),
        }
    }

    /// Adds a dependency that has begun.
    pub(crate) fn tear_down(&mut self, teardown: Teardown) {
        self.teardowns.push(teardown);
    }

    /// The head of the answer, to be set.
    pub(crate) fn head(&mut self) -> ResponseHead {
        self.head.get_or_insert_default().clone()
    }

    /// The background tasks, to be added to.
    pub(crate) fn background(&mut self) -> BackgroundTasks {
        self.background.get_or_insert_default().clone()
    }

    /// Ends what the handler's outcome ends: after an exception everything, innermost first; after a response what is
    /// scoped to the function, and the rest when the response has been sent.
    pub(crate) async fn answered(
        mut self: Box<Self>,
        outcome: Result<Response>,
        usual: Option<StatusCode>,
        is_head: bool,
    ) -> Result<Response> {
        let (response, outcome) = split(outcome);
        if outcome.is_ok() && !self.teardowns.iter().any(is_of_function) {
            return match response {
                Some(response) => Ok(self.on(response, usual, is_head)),
                None => Err(Exception::msg(
                    "a handler gave neither response nor exception",
                )),
            };
        }
        let spawner = self.spawner.clone();
        let (after, outcome) = spawner
            .finishing(async move {
                let inner = self.take(is_of_function);
                let outcome = unwind(inner, outcome).await;
                if outcome.is_ok() {
                    return (Some(self), outcome);
                }
                (None, self.end_all(outcome).await)
            })
            .await;
        outcome?;
        match (after, response) {
            (Some(after), Some(response)) => Ok(after.on(response, usual, is_head)),
            _ => Err(Exception::msg("an outcome was lost")),
        }
    }

    /// Ends everything: for what has no response to wait for, or none any more.
    pub(crate) async fn ended(mut self: Box<Self>, outcome: Result<()>) -> Result<()> {
        let spawner = self.spawner.clone();
        let unwinding = async move {
            let inner = self.take(is_of_function);
            let outcome = unwind(inner, outcome).await;
            self.end_all(outcome).await
        };
        spawner.finishing(unwinding).await
    }

    /// Runs the background tasks when all went well, and ends all dependencies then.
    async fn end_all(mut self: Box<Self>, outcome: Result<()>) -> Result<()> {
        match self.background.take() {
            Some(background) if outcome.is_ok() => background.run(&self.about).await,
            Some(background) => background.discard(&self.about),
            None => {}
        }
        let teardowns = std::mem::take(&mut self.teardowns);
        unwind(teardowns, outcome).await
    }

    /// The response with what was set of it, whose end is waited for.
    fn on(
        self: Box<Self>,
        mut response: Response,
        usual: Option<StatusCode>,
        is_head: bool,
    ) -> Response {
        if let Some(head) = &self.head {
            head.apply(&mut response, usual);
        }
        if self.is_idle() {
            return response;
        }
        let pending = Pending::new(self);
        // Events that fail are answered for after their dependencies were told.
        sse::attach(&mut response, &pending);
        body::followed(response, pending, is_head)
    }

    fn is_idle(&self) -> bool {
        self.teardowns.is_empty() && !self.has_background()
    }

    /// True when there are background tasks, or may be yet.
    pub(crate) fn has_background(&self) -> bool {
        let background = self.background.as_ref();
        background.is_some_and(|background| !background.is_idle())
    }

    fn take(&mut self, which: fn(&Teardown) -> bool) -> Vec<Teardown> {
        let (taken, left) = std::mem::take(&mut self.teardowns)
            .into_iter()
            .partition(which);
        self.teardowns = left;
        taken
    }

    /// What comes when the response is over, one way or another: in a task of its own, an exception in it too late for
    /// the client.
    ///
    /// Background tasks run when a response was made, also when the client did not stay for it; not when it failed.
    fn later(&mut self, outcome: Result<()>, run: bool) {
        let teardowns = std::mem::take(&mut self.teardowns);
        let background = self.background.take();
        if !run && let Some(background) = &background {
            background.discard(&self.about);
        }
        let background = background.filter(|background| run && !background.is_idle());
        if teardowns.is_empty() && background.is_none() {
            return;
        }
        let about = self.about.clone();
        self.spawner.spawn(async move {
            if let Some(background) = background {
                background.run(&about).await;
            }
            if let Err(exception) = unwind(teardowns, outcome).await
                && !exception.is::<RequestCancelled>()
                && !exception.is::<ResponseFailed>()
            {
                about.report(exception, Place::Teardown);
            }
        });
    }
}

impl Drop for After {
    fn drop(&mut self) {
        // Also while a layer around the request panics: a session is to be given back all the same.
        self.later(Err(Exception::new(RequestCancelled)), false);
    }
}

impl fmt::Debug for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("After")
            .field("teardowns", &self.teardowns.len())
            .finish_non_exhaustive()
    }
}

/// What is left to do while a response is sent: for its body, and for events that fail.
#[derive(Clone)]
pub(crate) struct Pending(Arc<Mutex<Option<Box<After>>>>);

impl Pending {
    fn new(after: Box<After>) -> Self {
        Self(Arc::new(Mutex::new(Some(after))))
    }

    /// What is left, for the first who asks.
    pub(crate) fn take(&self) -> Option<Box<After>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What a teardown is told when the response began and then failed: the log has the whole story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the response failed after it had begun")]
pub(crate) struct ResponseFailed;

fn is_of_function(teardown: &Teardown) -> bool {
    teardown.scope == DependencyScope::Function
}

fn split(outcome: Result<Response>) -> (Option<Response>, Result<()>) {
    match outcome {
        Ok(response) => (Some(response), Ok(())),
        Err(exception) => (None, Err(exception)),
    }
}

/// Ends dependencies, the last that began first; each is told what the one before it made of the outcome.
async fn unwind(teardowns: Vec<Teardown>, mut outcome: Result<()>) -> Result<()> {
    for teardown in teardowns.into_iter().rev() {
        outcome = teardown.end(outcome).await;
    }
    outcome
}
