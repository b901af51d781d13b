//! `Teardown`: the rest of a dependency that gave its value and waits for the outcome.

use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

use futures_util::future::BoxFuture;

use crate::exception::{Exception, Result, caught};
use crate::observe;

/// How long a dependency that yields lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DependencyScope {
    /// Until the response has been sent: a stream may still use what it gave. An exception of its end comes too late
    /// for the client.
    #[default]
    Request,
    /// Until the handler has returned: an exception of its end is the answer.
    Function,
}

/// A dependency that has begun, and must be told how it went.
pub(crate) struct Teardown {
    pub(crate) scope: DependencyScope,
    pub(crate) name: &'static str,
    end: Box<dyn FnOnce(Result<()>) -> BoxFuture<'static, Result<()>> + Send>,
}

impl Teardown {
    /// Tells the dependency the outcome, and waits for its end; a panic in it is an exception like any other.
    pub(super) async fn end(self, outcome: Result<()>) -> Result<()> {
        let given = outcome.as_ref().err().map(Given::of);
        let ended = caught((self.end)(outcome)).await.and_then(|ended| ended);
        let Some(given) = given else {
            return ended;
        };
        let exception = ended.err().unwrap_or_else(|| {
            Exception::msg(format!(
                "the dependency `{}` swallowed the exception it was given: there is no answer; return what `give` returned, or raise another",
                self.name
            ))
        });
        Err(given.kept_by(exception))
    }
}

/// The exception that a dependency was given: what is left of it, should another take its place.
#[derive(Debug, thiserror::Error)]
#[error("{words}")]
struct Given {
    words: String,
    location: &'static Location<'static>,
}

impl Given {
    fn of(exception: &Exception) -> Self {
        Self {
            words: observe::words(exception.error()),
            location: exception.location(),
        }
    }

    /// The exception that was raised, which tells the one that was given where it is another: the log has both.
    fn kept_by(self, exception: Exception) -> Exception {
        let same = exception.location() == self.location
            && observe::words(exception.error()) == self.words;
        if same {
            return exception;
        }
        let location = self.location;
        exception.raised_during(Exception::new(self).at(location))
    }
}

/// What a dependency that yields gives its value with, as an argument: what stands after `give` is its teardown.
///
/// `give` hands the value to everyone who depends on it, and waits until they are done. It returns how it went: `Ok`
/// when a response was made, the exception when anything was raised since. The dependency returns that, or raises
/// another in its place; to swallow it leaves no answer, and is a 500.
///
/// The teardowns of a request run in the reverse order of their beginnings, before exception handlers are asked; also
/// when the handler panicked, and when the request was given up ([`RequestCancelled`]): then in a task of their own.
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// # struct Session;
/// # impl Session {
/// #     fn begin() -> Self { Self }
/// #     async fn commit(&self) -> Result<()> { Ok(()) }
/// #     async fn roll_back(&self) {}
/// # }
///
/// #[dependency]
/// async fn session(scope: Yield<Session>) -> Result<()> {
///     let session = std::sync::Arc::new(Session::begin());
///     let outcome = scope.give(session.clone()).await;
///     match &outcome {
///         Ok(()) => session.commit().await?,
///         Err(_) => session.roll_back().await,
///     }
///     outcome
/// }
///
/// #[get("/")]
/// async fn index(session: Depends<session>) -> &'static str {
///     "hello"
/// }
/// # TestClient::new(App::new().routes(routes![index]));
/// ```
#[must_use = "a dependency that yields gives its value"]
pub struct Yield<T>(Arc<Slot<T>>);

struct Slot<T>(Mutex<State<T>>);

struct State<T> {
    given: Option<Arc<T>>,
    outcome: Option<Result<()>>,
    /// Who waits for the value.
    beginning: Option<Waker>,
    /// Who waits for the outcome.
    waiting: Option<Waker>,
}

impl<T> Slot<T> {
    fn with<R>(&self, work: impl FnOnce(&mut State<T>) -> R) -> R {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: Send + Sync + 'static> Yield<T> {
    /// Gives the value, waits until everyone who depends on it is done, and returns how it went.
    ///
    /// # Errors
    /// What was raised since: by another dependency, by the issues of arguments, by the handler, a panic of it,
    /// [`RequestCancelled`].
    pub async fn give(self, value: impl Into<Arc<T>>) -> Result<()> {
        let value = value.into();
        let beginning = self.0.with(|state| {
            state.given = Some(value);
            state.beginning.take()
        });
        // It may be given in a task of its own.
        if let Some(beginning) = beginning {
            beginning.wake();
        }
        std::future::poll_fn(|context| {
            self.0.with(|state| {
                if let Some(outcome) = state.outcome.take() {
                    return Poll::Ready(outcome);
                }
                state.waiting = Some(context.waker().clone());
                Poll::Pending
            })
        })
        .await
    }

    /// Runs a dependency until it gives its value: the value, and the rest of it when there is any.
    ///
    /// # Errors
    /// What it raised before; an exception of ours when it ended without a value.
    pub(crate) async fn begin<F>(
        name: &'static str,
        scope: DependencyScope,
        function: impl FnOnce(Self) -> F,
    ) -> Result<(Arc<T>, Option<Teardown>)>
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let slot = Arc::new(Slot(Mutex::new(State {
            given: None,
            outcome: None,
            beginning: None,
            waiting: None,
        })));
        let mut running = Box::pin(function(Self(Arc::clone(&slot))));
        let begun = std::future::poll_fn(|context| {
            let polled = running.as_mut().poll(context);
            let given = slot.with(|state| {
                let given = state.given.take();
                if given.is_none() {
                    state.beginning = Some(context.waker().clone());
                }
                given
            });
            match (polled, given) {
                (Poll::Ready(Err(exception)), _) => Poll::Ready(Err(exception)),
                (Poll::Ready(Ok(())), given) => Poll::Ready(Ok((given, true))),
                (Poll::Pending, Some(value)) => Poll::Ready(Ok((Some(value), false))),
                (Poll::Pending, None) => Poll::Pending,
            }
        });
        let (value, done) = begun.await?;
        let Some(value) = value else {
            return Err(Exception::msg(format!(
                "the dependency `{name}` ended without a value: call `give` before it returns, and `.await` it"
            )));
        };
        let end = move |outcome| -> BoxFuture<'static, Result<()>> {
            let waiting = slot.with(|state| {
                state.outcome = Some(outcome);
                state.waiting.take()
            });
            // It may wait in a task of its own.
            if let Some(waiting) = waiting {
                waiting.wake();
            }
            running
        };
        let teardown = Teardown {
            scope,
            name,
            end: Box::new(end),
        };
        Ok((value, (!done).then_some(teardown)))
    }
}

impl<T> std::fmt::Debug for Yield<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Yield")
    }
}

/// What a teardown is told when nobody waits for the answer any more: the client went away, or a layer's time limit
/// passed, before it was made or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the request was given up before it was answered")]
#[non_exhaustive]
pub struct RequestCancelled;
