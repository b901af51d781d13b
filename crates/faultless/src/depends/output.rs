//! What the function of a dependency returns: its output, or a `Result` of it.

use std::marker::PhantomData;
use std::panic::Location;

use crate::exception::Exception;

/// What `#[dependency]` takes for a `Result`, by its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is named like a `Result` and is none",
    label = "taken for a `Result`, whose `Ok` is the dependency's output",
    note = "rename the type, or return it inside a `Result`"
)]
pub trait Fallible {
    /// The output.
    type Output;
    /// The error.
    type Error;

    /// The `Result` itself.
    ///
    /// # Errors
    /// The one it holds.
    fn result(self) -> Result<Self::Output, Self::Error>;
}

impl<T, E> Fallible for Result<T, E> {
    type Output = T;
    type Error = E;

    fn result(self) -> Self {
        self
    }
}

/// The exception that a function at the caller's place returned as its error.
#[track_caller]
pub fn returned<E: Into<Exception> + 'static>(error: E) -> Exception {
    Exception::returned(error, Location::caller())
}

/// What `#[dependency]` takes for the output itself.
#[derive(Debug)]
pub struct Returned<T>(PhantomData<fn() -> T>);

impl<T, E> Returned<Result<T, E>> {
    /// True: an alias hid it from the macro, and its error would be dropped.
    pub const IS_RESULT: bool = true;
}

/// Anything that is no `Result`; what stands on the type itself is found before this.
pub trait PlainOutput {
    /// False.
    const IS_RESULT: bool = false;
}

impl<T> PlainOutput for Returned<T> {}
