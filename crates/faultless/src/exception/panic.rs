//! `Panic`: a panic as an exception, and the hook that learns where it happened.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::pin::Pin;
use std::sync::Once;
use std::task::{Context, Poll};

use super::Exception;

/// A panic, caught and made an exception: an unplanned 500.
///
/// A handler can be registered for it like for any error. The words and the place are for the log.
pub struct Panic(Box<Caught>);

struct Caught {
    message: String,
    place: Option<String>,
    backtrace: Option<Backtrace>,
}

impl Panic {
    /// The words that the code panicked with; a fixed text when it panicked with a value that is no text.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The place, as `file:line:column`; unknown when another panic hook was installed later than the framework's.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.0.place.as_deref()
    }

    /// The backtrace, when `RUST_BACKTRACE` asked for one.
    #[must_use]
    pub fn backtrace(&self) -> Option<&Backtrace> {
        self.0.backtrace.as_ref()
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place() {
            Some(place) => write!(f, "panicked at {place}: {}", self.message()),
            None => write!(f, "panicked: {}", self.message()),
        }
    }
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Panic {}

thread_local! {
    /// How many guarded polls this thread is in: a panic there is the framework's to tell of.
    static GUARDED: Cell<u32> = const { Cell::new(0) };
    static SEEN: RefCell<Option<(String, Option<Backtrace>)>> = const { RefCell::new(None) };
}

struct Guard;

impl Guard {
    fn enter() -> Self {
        GUARDED.set(GUARDED.get() + 1);
        Self
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        GUARDED.set(GUARDED.get().saturating_sub(1));
    }
}

/// Puts a panic hook before the present one, once: panics under [`caught`] are noted for their exception instead of
/// printed, all others go on to the present hook. Printing would tell the same panic twice, in ten writes.
pub(crate) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = take_hook();
        set_hook(Box::new(move |info| {
            if GUARDED.get() > 0 {
                note(info);
            } else {
                previous(info);
            }
        }));
    });
}

fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = Backtrace::capture();
    let backtrace = (backtrace.status() == BacktraceStatus::Captured).then_some(backtrace);
    // A panic while this very cell is borrowed cannot happen: nothing below runs foreign code.
    SEEN.with(|seen| *seen.borrow_mut() = Some((place, backtrace)));
}

/// Runs a future, and makes an exception of a panic in it.
pub(crate) fn caught<F: Future + Unpin>(
    mut future: F,
) -> impl Future<Output = Result<F::Output, Exception>> {
    poll_fn(move |context| poll(&mut future, context))
}

/// A frame of its own: a panic is looked for in the tables of each function that it passes, and those of the functions
/// that await this are long.
#[inline(never)]
fn poll<F: Future + Unpin>(
    future: &mut F,
    context: &mut Context<'_>,
) -> Poll<Result<F::Output, Exception>> {
    match caught_now(|| Pin::new(future).poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    }
}

/// Runs a function, and makes an exception of a panic in it.
pub(crate) fn caught_now<T>(work: impl FnOnce() -> T) -> Result<T, Exception> {
    let caught = {
        let _guard = Guard::enter();
        catch_unwind(AssertUnwindSafe(work))
    };
    caught.map_err(exception)
}

#[cold]
fn exception(payload: Box<dyn Any + Send>) -> Exception {
    let message = match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&'static str>() {
            Ok(text) => (*text).to_owned(),
            Err(payload) => {
                // Dropping a value of unknown type may panic in turn; what the code chose to throw is not worth that.
                std::mem::forget(payload);
                "a value that is no text".to_owned()
            }
        },
    };
    let (place, backtrace) = match SEEN.take() {
        Some((place, backtrace)) => (Some(place), backtrace),
        None => (None, None),
    };
    Exception::new(Panic(Box::new(Caught {
        message,
        place,
        backtrace,
    })))
}
