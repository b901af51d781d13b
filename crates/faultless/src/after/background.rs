//! `BackgroundTasks`: what a handler leaves to do until its response has been sent.

use std::collections::VecDeque;
use std::fmt;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::exception::{Exception, Result, caught, caught_now};
use crate::observe::{About, Place};

#[doc = include_str!("../docs/background.md")]
#[derive(Clone, Default)]
pub struct BackgroundTasks(Arc<Mutex<Queue>>);

#[derive(Default)]
struct Queue {
    tasks: VecDeque<BoxFuture<'static, Result<()>>>,
    /// True when nobody runs what is added any more.
    closed: bool,
}

impl BackgroundTasks {
    /// Tasks that nobody runs, for a unit test that calls a handler directly.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a task: a future of `()`, or of a `Result` of it whose error is any `std::error::Error` or an [`Exception`].
    ///
    /// A task may add others. One that is added when all have run, by what outlives them, is not run, and the log says so.
    #[doc(alias = "add_task")]
    #[track_caller]
    pub fn add<F>(&self, task: F)
    where
        F: Future + Send + 'static,
        F::Output: TaskOutput,
    {
        let here = Location::caller();
        let closed = self.with(|queue| {
            if !queue.closed {
                let task = task.map(move |output| output.outcome(here));
                queue.tasks.push_back(task.boxed());
            }
            queue.closed
        });
        if closed {
            tracing::warn!("the background task added at {here} is not run: the request is over");
        }
    }

    /// How many tasks there are to run.
    #[must_use]
    pub fn len(&self) -> usize {
        self.with(|queue| queue.tasks.len())
    }

    /// True when there is no task to run.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when there is nothing to run, and nobody left who could add something.
    pub(super) fn is_idle(&self) -> bool {
        Arc::strong_count(&self.0) == 1 && self.is_empty()
    }

    /// Runs the tasks one after the other. What one raises is told, and the others run on.
    pub(super) async fn run(&self, about: &About) {
        while let Some(mut task) = self.next() {
            let outcome = caught(&mut task).await.and_then(|outcome| outcome);
            // What a task holds may panic when it is dropped; the other tasks should not be lost by that.
            let outcome = outcome.and(caught_now(|| drop(task)));
            if let Err(exception) = outcome {
                about.report(exception, Place::BackgroundTask);
            }
        }
    }

    /// Drops the tasks.
    pub(super) fn discard(&self, about: &About) {
        let tasks = self.with(|queue| {
            queue.closed = true;
            std::mem::take(&mut queue.tasks)
        });
        for task in tasks {
            if let Err(panic) = caught_now(|| drop(task)) {
                about.report(panic, Place::BackgroundTask);
            }
        }
    }

    fn next(&self) -> Option<BoxFuture<'static, Result<()>>> {
        self.with(|queue| {
            let next = queue.tasks.pop_front();
            queue.closed = next.is_none();
            next
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Queue) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for BackgroundTasks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BackgroundTasks")
            .field("len", &self.len())
            .finish()
    }
}

/// What a background task gives: nothing, or what it raised.
#[diagnostic::on_unimplemented(
    message = "a background task does not give `{Self}`",
    label = "not `()`, nor a `Result` of it",
    note = "end the task with `;`, or with `Ok(())` where it may raise; nobody is there to take a value"
)]
pub trait TaskOutput {
    /// The outcome of a task that was added at `location`.
    ///
    /// # Errors
    /// What it raised.
    #[doc(hidden)]
    fn outcome(self, location: &'static Location<'static>) -> Result<()>;
}

impl TaskOutput for () {
    fn outcome(self, _location: &'static Location<'static>) -> Result<()> {
        Ok(())
    }
}

impl<E: Into<Exception> + 'static> TaskOutput for Result<(), E> {
    fn outcome(self, location: &'static Location<'static>) -> Result<()> {
        self.map_err(|error| Exception::returned(error, location))
    }
}
