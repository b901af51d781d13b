//! What a function raises, told by the type that it returns: for the macros.

use std::error::Error;
use std::marker::PhantomData;

use crate::exception::{ErrorDoc, Raise, errors_of};

/// What a function returns, asked for its errors.
///
/// `(&&&&Returning::<T>::new()).errors()` gives the first that fits of: what the error's [`Raise`] says, the error's type
/// alone, any error, none.
#[derive(Debug)]
pub struct Returning<T>(PhantomData<fn() -> T>);

impl<T> Returning<T> {
    /// Of a function that returns `T`.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only macros make one")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// A `Result` whose error says how it is answered.
pub trait RaisedByRaise {
    /// Its errors.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<T, E: Raise> RaisedByRaise for &&&Returning<Result<T, E>> {
    fn errors(&self) -> Vec<ErrorDoc> {
        errors_of::<E>()
    }
}

/// A `Result` of any other error: the application may know it.
pub trait RaisedByType {
    /// Its type.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<T, E: Error + 'static> RaisedByType for &&Returning<Result<T, E>> {
    fn errors(&self) -> Vec<ErrorDoc> {
        vec![ErrorDoc::of_type::<E>()]
    }
}

/// A `Result` of the erased exception, or of a status.
pub trait RaisedErased {
    /// Any error.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<T, E> RaisedErased for &Returning<Result<T, E>> {
    fn errors(&self) -> Vec<ErrorDoc> {
        vec![ErrorDoc::anything()]
    }
}

/// No `Result`.
pub trait RaisesNothing {
    /// None.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<T> RaisesNothing for Returning<T> {
    fn errors(&self) -> Vec<ErrorDoc> {
        Vec::new()
    }
}
