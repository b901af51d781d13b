//! `After`: what is left to do when the handler is done.

mod body;
mod head;
mod tasks;
mod teardown;

use std::fmt;

use axum_core::response::Response;
use http::StatusCode;

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

/// What is left to do when the handler is done: dependencies to be told how it went, and what they set of the answer.
///
/// Dropped with work left, as a request that is given up drops it, it does that work in a task of its own.
pub(crate) struct After {
    /// In the order they began.
    teardowns: Vec<Teardown>,
    head: Option<ResponseHead>,
    spawner: Spawner,
    about: About,
}

impl After {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            teardowns: Vec::new(),
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
                let rest = std::mem::take(&mut self.teardowns);
                (None, unwind(rest, outcome).await)
            })
            .await;
        outcome?;
        match (after, response) {
            (Some(after), Some(response)) => Ok(after.on(response, usual, is_head)),
            _ => Err(Exception::msg("an outcome was lost")),
        }
    }

    /// Ends everything: for what has no response to wait for.
    #[cfg(feature = "websocket")]
    pub(crate) async fn ended(mut self: Box<Self>, outcome: Result<()>) -> Result<()> {
        let spawner = self.spawner.clone();
        let unwinding = async move {
            let inner = self.take(is_of_function);
            let outcome = unwind(inner, outcome).await;
            let rest = std::mem::take(&mut self.teardowns);
            unwind(rest, outcome).await
        };
        spawner.finishing(unwinding).await
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
        body::followed(response, self, is_head)
    }

    fn is_idle(&self) -> bool {
        self.teardowns.is_empty()
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
    fn later(&mut self, outcome: Result<()>) {
        let teardowns = std::mem::take(&mut self.teardowns);
        if teardowns.is_empty() {
            return;
        }
        let about = self.about.clone();
        self.spawner.spawn(async move {
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
        if !std::thread::panicking() {
            self.later(Err(Exception::new(RequestCancelled)));
        }
    }
}

impl fmt::Debug for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("After")
            .field("teardowns", &self.teardowns.len())
            .finish_non_exhaustive()
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
