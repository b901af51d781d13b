//! `24_errors_catchall`: a catch-all for everything that has no handler of its own.

use faultless::ErrorResponse;
use faultless::model::Integer;
use faultless::prelude::*;
use serde_json::{Value, json};

use super::errors_custom::name_of;

#[derive(Debug, thiserror::Error)]
#[error("known")]
struct Known;

/// An error named after each of Python's that the reference raises.
macro_rules! errors {
    ($($name:ident)*) => {$(
        #[derive(Debug, thiserror::Error)]
        #[error("{0}")]
        struct $name(&'static str);
    )*};
}
errors!(RuntimeError ValueError KeyError ZeroDivisionError);

async fn on_any(request: &Request, exception: &Exception) -> Response {
    let body = json!({"error": "internal", "kind": name_of(exception), "path": request.path()});
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    (status, [("x-caught", "all")], Json(body)).into_response()
}

async fn on_known(request: &Request, _: &Known) -> Result<(StatusCode, Json<Value>)> {
    if request
        .query_param("fail")
        .is_some_and(|fail| !fail.is_empty())
    {
        raise!(ValueError("known handler failed"));
    }
    Ok((StatusCode::BAD_REQUEST, Json(json!({"error": "known"}))))
}

#[get("/boom/{kind}", response_model = None, raises(Known, BAD_REQUEST = "not caught by the catch-all", INTERNAL_SERVER_ERROR))]
fn boom(kind: String) -> Result<()> {
    match kind.as_str() {
        "known" => raise!(Known),
        "http" => raise!(BAD_REQUEST, "not caught by the catch-all"),
        "http500" => raise!(INTERNAL_SERVER_ERROR, "an HTTP error all the same"),
        "value" => raise!(ValueError("x")),
        "key" => raise!(KeyError("x")),
        "zero" => raise!(ZeroDivisionError("x")),
        _ => raise!(RuntimeError("x")),
    }
}

#[dependency(raises(RuntimeError))]
fn broken() -> Result<()> {
    raise!(RuntimeError("dependency"))
}

#[get("/dependency")]
fn dependency(_broken: Depends<broken>) -> Json<Value> {
    Json(json!({}))
}

#[derive(Debug, Serialize)]
struct Number {
    n: Integer,
}

/// Ten by `n`, rounded down.
fn tenth(n: &Integer) -> Result<Integer, ZeroDivisionError> {
    let zero = Integer::from(0);
    if *n == zero {
        return Err(ZeroDivisionError("division by zero"));
    }
    let ten = Integer::from(10);
    let quotient = Integer(&ten.0 / &n.0);
    let rest = Integer(&ten.0 % &n.0);
    // The quotient of a negative number is rounded up so far.
    let over = *n < zero && rest != zero;
    Ok(if over {
        Integer(quotient.0 - 1)
    } else {
        quotient
    })
}

#[get("/n/{n}")]
fn number(n: Integer) -> Result<Json<Number>> {
    Ok(Json(Number { n: tenth(&n)? }))
}

pub(super) fn app() -> App {
    App::new()
        .title("errors: catch-all")
        .exception_handler(on_any)
        .exception_handler(on_known)
        .exception_response::<Known>(ErrorResponse::new(400).json::<Value>())
        .exception_response::<Known>(ErrorResponse::new(500).json::<Value>())
        .status_response(500, ErrorResponse::new(500).json::<Value>())
        .middleware(|request, next: Next| async move {
            let mut response = next.run(request).await;
            response
                .headers_mut()
                .insert("x-tag", HeaderValue::from_static("middleware"));
            response
        })
        .routes(routes![boom, dependency, number])
}
