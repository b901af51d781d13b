//! What a handler returns, made a response or an exception.

use std::any::TypeId;
use std::cell::Cell;

use axum_core::response::{IntoResponse, Response};
use faultless_model::{Field, Input, Issues, Reader, Rules};
use http::StatusCode;
use serde::Serialize;

use super::Plan;
use crate::exception::{Exception, HttpException, ResponseValidationError, Result};
use crate::response::{Json, planned};

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

/// A JSON value checked against the model that the operation declares, and sent as that.
///
/// # Errors
/// [`ResponseValidationError`] when the value does not fit the model.
pub fn modelled<M: Field + Serialize, V: Serialize>(value: &V) -> Result<Fitting> {
    let value = serde_json::to_value(value)?;
    let mut issues = Issues::new();
    let mut reader = Reader::new(&mut issues);
    match M::read(
        &Input::from(&value),
        &Rules::NONE,
        &mut reader.at("response"),
    ) {
        Ok(model) => Ok(Fitting(Json(model).into_response())),
        Err(_) => Err(Exception::new(ResponseValidationError::new(
            issues.into_vec(),
        ))),
    }
}

/// A response that fits the operation's model; whatever the model lacks, it is one, so that the compiler tells once.
#[derive(Debug)]
pub struct Fitting(Response);

impl IntoResponse for Fitting {
    fn into_response(self) -> Response {
        self.0
    }
}

/// A handler's return value whose JSON is checked against a model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON to check against the `response_model`",
    label = "not `Json<...>`, nor a `Result` of it",
    note = "return `Json<...>`, or take `response_model` away"
)]
pub trait Modelled {
    /// The value inside the `Json`.
    type Value: Serialize;

    /// The value, or what the handler raised.
    ///
    /// # Errors
    /// What the handler raised.
    fn value(self, plan: &Plan) -> Result<Self::Value>;
}

impl<V: Serialize> Modelled for Json<V> {
    type Value = V;

    fn value(self, _plan: &Plan) -> Result<V> {
        Ok(self.0)
    }
}

impl<V: Serialize, E: Into<Exception> + 'static> Modelled for std::result::Result<Json<V>, E> {
    type Value = V;

    fn value(self, plan: &Plan) -> Result<V> {
        match self {
            Ok(Json(value)) => Ok(value),
            Err(error) => Err(Exception::returned(error, plan.location)),
        }
    }
}
