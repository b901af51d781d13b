//! What a handler returns, made a response or an exception.

use std::any::TypeId;
use std::cell::Cell;

use axum_core::response::{IntoResponse, Response};
use http::StatusCode;

use super::Plan;
use crate::exception::{Exception, HttpException, Result};
use crate::response::planned;

/// What a handler returned.
///
/// `(&&&&Outcome::new(value)).respond(plan)` takes the first road that fits: a `Result` whose error becomes an
/// exception, a response, nothing.
#[expect(missing_debug_implementations, reason = "only macros make one")]
pub struct Outcome<T>(Cell<Option<T>>);

impl<T> Outcome<T> {
    /// The outcome `value`.
    pub fn new(value: T) -> Self {
        Self(Cell::new(Some(value)))
    }

    /// # Errors
    /// When it was taken before, which the macros never do.
    fn take(&self) -> Result<T> {
        self.0
            .take()
            .ok_or_else(|| Exception::msg("an outcome was taken twice"))
    }
}

/// A type that a handler can return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a path operation returns",
    label = "not a response",
    note = "return `Json<...>`, text, or anything else that implements `IntoResponse`; or `Result` of one, whose error implements `std::error::Error` (or is an `Exception`)"
)]
pub trait Respond {}

/// A `Result` whose error becomes an exception.
pub trait Raising {
    /// The response.
    ///
    /// # Errors
    /// What the handler raised.
    fn respond(&self, plan: &Plan) -> Result<Response>;
}

impl<T: IntoResponse + 'static, E: Into<Exception> + 'static> Raising
    for &&&Outcome<std::result::Result<T, E>>
{
    fn respond(&self, plan: &Plan) -> Result<Response> {
        let value = self
            .take()?
            .map_err(|error| Exception::returned(error, plan.location))?;
        answered(value, plan)
    }
}

/// An error that is no `std::error::Error`, and may be a handler's all the same.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a path operation",
    label = "not an error",
    note = "implement `std::error::Error` for it (`#[derive(Debug, thiserror::Error)]`), or return `Result<...>`, whose error is an `Exception`; a text is raised with its status: `raise!(BAD_REQUEST, \"...\")`"
)]
pub trait HandlerError {
    /// The exception it is.
    fn exception(self) -> Exception;
}

impl HandlerError for StatusCode {
    fn exception(self) -> Exception {
        Exception::new(HttpException::bare(self))
    }
}

/// A `Result` whose error does not become an exception by itself. Axum would send it as a response, and a text as a
/// 200: here it must say that it is an error.
pub trait Failing<E> {
    /// The response.
    ///
    /// # Errors
    /// What the handler raised.
    fn respond(&self, plan: &Plan) -> Result<Response>
    where
        E: HandlerError;
}

impl<T: IntoResponse + 'static, E> Failing<E> for &&Outcome<std::result::Result<T, E>> {
    fn respond(&self, plan: &Plan) -> Result<Response>
    where
        E: HandlerError,
    {
        let value = self
            .take()?
            .map_err(|error| error.exception().at(plan.location))?;
        answered(value, plan)
    }
}

/// A response.
pub trait Plain {
    /// The response.
    ///
    /// # Errors
    /// What the response carries.
    fn respond(&self, plan: &Plan) -> Result<Response>;
}

impl<T: IntoResponse + 'static> Plain for &Outcome<T> {
    fn respond(&self, plan: &Plan) -> Result<Response> {
        answered(self.take()?, plan)
    }
}

/// Anything else: the compiler is made to say what is missing.
pub trait Neither<T> {
    /// Never runs.
    ///
    /// # Errors
    /// Always.
    fn respond(&self, plan: &Plan) -> Result<Response>
    where
        T: Respond;
}

impl<T> Neither<T> for Outcome<T> {
    fn respond(&self, _plan: &Plan) -> Result<Response>
    where
        T: Respond,
    {
        Err(Exception::msg("this outcome has no road"))
    }
}

fn answered<T: IntoResponse + 'static>(value: T, plan: &Plan) -> Result<Response> {
    let mut response = planned(value.into_response())?;
    // A whole response made by hand keeps its status, as does any that chose one.
    let by_hand = TypeId::of::<T>() == TypeId::of::<Response>();
    if let Some(status) = plan.status
        && !by_hand
        && response.status() == StatusCode::OK
    {
        *response.status_mut() = status;
    }
    Ok(response)
}
