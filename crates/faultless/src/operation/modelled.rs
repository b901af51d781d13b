//! What a handler returns, checked against the response model of its operation.

use axum_core::response::{IntoResponse, Response};
use faultless_model::{Field, JsonReader, Limits, ReadError, parse_within};
use serde::Serialize;

use super::veil::veiled;
use super::{Filter, Plan};
use crate::exception::{Exception, ResponseValidationError, Result};
use crate::request::Request;
use crate::response::{Json, to_json};

/// A JSON value checked against the model that the operation declares, and sent as that.
///
/// The value becomes text and is read again: so numbers of any size survive, and what a type writes is what is checked.
///
/// # Errors
/// [`ResponseValidationError`] when the value does not fit the model, its inputs masked where the model has no field; an
/// exception when either has no JSON.
pub fn modelled<M: Field + Serialize, V: Serialize>(
    value: &V,
    request: &Request,
    filter: &Filter,
) -> Result<Fitting> {
    let mut limits = request.settings().limits;
    // How deep a client may nest says nothing of what the application answers.
    limits.depth = limits.depth.max(Limits::default().depth);
    let given = to_json(value)?;
    let reader = JsonReader::new().limits(limits).at("response");
    let model: M = match reader.read(&given) {
        Ok(model) => model,
        Err(ReadError::Issues(issues)) => {
            let issues = issues.into_vec().into_iter();
            let issues = issues.map(|issue| veiled(issue, M::contents())).collect();
            return Err(Exception::new(ResponseValidationError::new(issues)));
        }
        // The serialiser wrote it: it nests too deep, or holds a number of too many digits.
        Err(error) => return Err(Exception::new(error)),
    };
    if filter.is_idle() {
        return Ok(Fitting(Json(model).into_response()));
    }
    let (json, given) = (to_json(&model)?, filter.given(&given, limits.depth)?);
    let value = parse_within(&json, limits.depth)?;
    let value = filter.apply(M::contents(), value, given.as_ref());
    Ok(Fitting(Json(value).into_response()))
}

/// JSON that fits the operation's model.
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
    note = "return `Json<...>`, alone or at the end of a tuple with a status and headers, or take `response_model` away"
)]
pub trait Modelled {
    /// The value inside the `Json`.
    type Value: Serialize;
    /// The same with what was checked in the place of the `Json`.
    type Checked: IntoResponse + 'static;

    /// Checks the value.
    ///
    /// # Errors
    /// What the handler raised, or `check` did.
    fn checked(
        self,
        plan: &Plan,
        check: impl FnOnce(&Self::Value) -> Result<Fitting>,
    ) -> Result<Self::Checked>;
}

impl<V: Serialize> Modelled for Json<V> {
    type Value = V;
    type Checked = Fitting;

    fn checked(self, _plan: &Plan, check: impl FnOnce(&V) -> Result<Fitting>) -> Result<Fitting> {
        check(&self.0)
    }
}

impl<R: Modelled, E: Into<Exception> + 'static> Modelled for std::result::Result<R, E> {
    type Value = R::Value;
    type Checked = R::Checked;

    fn checked(
        self,
        plan: &Plan,
        check: impl FnOnce(&R::Value) -> Result<Fitting>,
    ) -> Result<R::Checked> {
        match self {
            Ok(value) => value.checked(plan, check),
            Err(error) => Err(Exception::returned(error, plan.location)),
        }
    }
}

macro_rules! tuples {
    ($(($($part:ident)*))*) => {$(
        impl<$($part: 'static,)* R: Modelled> Modelled for ($($part,)* R)
        where
            ($($part,)* R::Checked): IntoResponse,
        {
            type Value = R::Value;
            type Checked = ($($part,)* R::Checked);

            #[expect(non_snake_case, reason = "a variable is named after its type")]
            fn checked(
                self,
                plan: &Plan,
                check: impl FnOnce(&R::Value) -> Result<Fitting>,
            ) -> Result<Self::Checked> {
                let ($($part,)* json) = self;
                Ok(($($part,)* json.checked(plan, check)?))
            }
        }
    )*};
}
// A status, headers, cookies: as many as is usual before a response.
tuples!((A) (A B) (A B C) (A B C D));
