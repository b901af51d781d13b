//! `21_errors_custom`: error types of the application, what they are, handlers by type and by status.

use faultless::ErrorResponse;
use faultless::model::{Field, Input, Integer, Issues, Reader, Rules};
use faultless::prelude::*;
use serde_json::{Value, json};

use super::value;

#[derive(Debug, thiserror::Error)]
#[error("{name} boiled over")]
struct Kettle {
    name: String,
    source: Option<Closed>,
}

#[derive(Debug, thiserror::Error, Raise)]
#[error("{label}")]
struct Shop {
    label: &'static str,
}

#[derive(Debug, thiserror::Error, Raise)]
#[error(transparent)]
struct OutOfStock(#[from] Shop);

#[derive(Debug, thiserror::Error, Raise)]
#[error(transparent)]
struct Recalled(#[from] OutOfStock);

#[derive(Debug, thiserror::Error, Raise)]
#[error(transparent)]
struct Closed(#[from] Shop);

#[derive(Debug, thiserror::Error, Raise)]
#[error("owed {owed}")]
#[raise(status = 402)]
struct Payment {
    owed: Integer,
}

#[derive(Debug, thiserror::Error)]
#[error("the handler of this one fails")]
struct Chained;

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Unhandled(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct RuntimeError(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("there is no {0}")]
struct KeyError(String);

/// A value inside a handler that does not fit its model.
#[derive(Debug, thiserror::Error)]
#[error("{} issues", .0.len())]
struct ValidationError(Issues);

async fn on_kettle(_: &Request, error: &Kettle) -> Result<Response> {
    let name = value::header(&error.name)?;
    let body = Json(json!({"message": format!("{} boiled over", error.name)}));
    Ok((StatusCode::IM_A_TEAPOT, [("x-kettle", name)], body).into_response())
}

/// Serves `Shop`, and what is one and has no handler nearer to it.
async fn on_shop(_: &Request, error: &Shop) -> (StatusCode, Json<Value>) {
    let body = json!({"by": "shop", "label": error.label});
    (StatusCode::BAD_REQUEST, Json(body))
}

fn on_out_of_stock(request: &Request, error: &OutOfStock) -> (StatusCode, Json<Value>) {
    let body = json!({"by": "out_of_stock", "label": error.0.label, "path": request.path()});
    (StatusCode::CONFLICT, Json(body))
}

/// By status: asked before any handler for the error's type.
async fn on_404(request: &Request, error: &HttpException) -> (StatusCode, Json<Value>) {
    let body = json!({"lost": request.path(), "detail": error.told()});
    (StatusCode::NOT_FOUND, Json(body))
}

async fn on_405(request: &Request, error: &HttpException) -> (StatusCode, HeaderMap, String) {
    let words = format!("{} is not for here", request.method());
    (
        StatusCode::METHOD_NOT_ALLOWED,
        error.headers().clone(),
        words,
    )
}

async fn on_payment(_: &Request, error: &Payment) -> (StatusCode, Json<Owed>) {
    let owed = error.owed.clone();
    (StatusCode::PAYMENT_REQUIRED, Json(Owed { owed }))
}

#[derive(Debug, Serialize)]
struct Owed {
    owed: Integer,
}

/// A handler may answer with another status than the one raised.
async fn on_410(_: &Request, _: &HttpException) -> Response {
    let location = [("location", "/21_errors_custom/kettle/new")];
    let body = Json(json!({"moved": true}));
    (StatusCode::MOVED_PERMANENTLY, location, body).into_response()
}

/// A handler that fails itself.
async fn on_chained(_: &Request, _: &Chained) -> Result<Response> {
    raise!(RuntimeError("handler failed"))
}

/// By status 500: the slot of the catch-all.
async fn on_500(_: &Request, exception: &Exception) -> (StatusCode, Json<Value>) {
    let body = json!({"oops": name_of(exception)});
    (StatusCode::INTERNAL_SERVER_ERROR, Json(body))
}

/// The name of the error's type, without its path.
pub(super) fn name_of(exception: &Exception) -> &'static str {
    let path = exception.type_name();
    path.rsplit_once("::").map_or(path, |(_, name)| name)
}

#[get("/kettle/{name}", response_model = None, raises(Kettle, unplanned))]
fn kettle(name: String) -> Result<()> {
    raise!(Kettle { name, source: None })
}

#[get("/shop/{which}", response_model = None, raises(Shop, OutOfStock, KeyError))]
fn shop(which: String) -> Result<()> {
    let of = |label| Shop { label };
    match which.as_str() {
        "shop" => raise!(of("shop")),
        "stock" => raise!(OutOfStock(of("out_of_stock"))),
        "recalled" => raise!(Recalled(OutOfStock(of("recalled")))),
        "closed" => raise!(Closed(of("closed"))),
        _ => raise!(KeyError(which)),
    }
}

#[get("/payment/{owed}", response_model = None, raises(Payment))]
fn payment(owed: Integer) -> Result<()> {
    raise!(Payment { owed })
}

#[get("/status/{code}", response_model = None)]
fn status(code: Integer) -> Result<()> {
    let code = u16::try_from(code.0)?;
    raise!(code, json!({"code": code}))
}

#[get("/chained", response_model = None, raises(unplanned))]
fn chained() -> Result<()> {
    raise!(Chained)
}

#[get("/unhandled", response_model = None, raises(Unhandled))]
fn unhandled() -> Result<()> {
    raise!(Unhandled("nobody listens"))
}

// The outer error is answered, not its cause.
#[get("/wrapped", response_model = None, raises(Kettle))]
fn wrapped() -> Result<()> {
    raise!(Kettle {
        name: "wrapped".to_owned(),
        source: Some(Closed(Shop { label: "closed" })),
    })
}

#[derive(Debug, Serialize, Model)]
struct Strict {
    n: Integer,
}

// A model that does not fit inside the handler is the server's fault.
#[get("/inner-validation", response_model = None, raises(unplanned))]
fn inner_validation(#[query(default = "x")] n: String) -> Result<Json<Strict>> {
    let input = Input::object(vec![("n".into(), n.into())]);
    let mut issues = Issues::new();
    let read = Strict::read(&input, &Rules::NONE, &mut Reader::new(&mut issues));
    let Ok(strict) = read else {
        raise!(ValidationError(issues))
    };
    Ok(Json(strict))
}

#[derive(Debug, Serialize)]
struct Number {
    n: Integer,
}

#[post("/only-post")]
fn only_post(n: Integer) -> Json<Number> {
    Json(Number { n })
}

pub(super) fn app() -> App {
    App::new()
        .title("errors: custom")
        .exception_response::<Kettle>(ErrorResponse::new(418).json::<Value>())
        .exception_response::<Shop>(ErrorResponse::new(400).json::<Value>())
        .exception_response::<OutOfStock>(ErrorResponse::new(409).json::<Value>())
        .exception_response::<Payment>(ErrorResponse::new(402).json::<Value>())
        .status_response(500, ErrorResponse::new(500).json::<Value>())
        .exception_handler(on_kettle)
        .exception_handler(on_shop)
        .exception_handler(on_out_of_stock)
        .status_handler(404, on_404)
        .status_handler(405, on_405)
        .exception_handler(on_payment)
        .status_handler(410, on_410)
        .exception_handler(on_chained)
        .status_handler(500, on_500)
        .routes(routes![
            kettle,
            shop,
            payment,
            status,
            chained,
            unhandled,
            wrapped,
            inner_validation,
            only_post,
        ])
}
