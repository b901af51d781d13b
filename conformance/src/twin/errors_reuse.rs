//! `23_errors_reuse`: the built-in handlers called from handlers; validation errors raised by hand.

use faultless::model::{Integer, Issue, Kind, Location};
use faultless::prelude::*;
use faultless::{ErrorResponse, exception_handlers};
use serde_json::{Value, json};

#[derive(Debug, Serialize, Model)]
struct Item {
    name: String,
    #[serde(default)]
    n: Integer,
}

async fn on_http(request: &Request, error: &HttpException) -> Response {
    let mut response = exception_handlers::http_exception(request, error);
    response
        .headers_mut()
        .insert("x-seen", HeaderValue::from_static("http"));
    response
}

async fn on_invalid(request: &Request, error: &RequestValidationError) -> Result<Response> {
    let mut response = exception_handlers::request_validation(request, error);
    let seen = format!("invalid {}", error.issues().len());
    response
        .headers_mut()
        .insert("x-seen", HeaderValue::try_from(seen)?);
    Ok(response)
}

async fn on_bad_answer(_: &Request, error: &ResponseValidationError) -> (StatusCode, Json<Value>) {
    let places: Vec<&Location> = error.issues().iter().map(Issue::location).collect();
    (StatusCode::BAD_GATEWAY, Json(json!({"bad_answer": places})))
}

#[post("/item", response_model = None, raises(BAD_REQUEST = "negative"))]
fn item(item: Item) -> Result<Json<Item>> {
    if item.n < 0.into() {
        raise!(HttpException::new(400, "negative").header("X-N", item.n.to_string()));
    }
    Ok(Json(item))
}

#[get("/answer", response_model = Item, raises(ResponseValidationError))]
fn answer(#[query(default = "1")] n: String) -> Json<Value> {
    Json(json!({"name": "a", "n": n}))
}

// Raised by hand: the handler is that of the automatic ones.
#[get("/by-hand", response_model = None, raises())]
fn by_hand(#[query(default = "one")] kind: String) -> Result<()> {
    let mut place = Location::from(["query"]);
    place.push(kind.clone());
    let issue = Issue::new(Kind::Custom("custom".into()), place)
        .with_message("made by hand")
        .with_input(kind);
    raise!(RequestValidationError::new(vec![issue]))
}

#[get("/empty/{code}", response_model = None)]
fn empty(code: Integer) -> Result<()> {
    raise!(u16::try_from(code.0)?, "not shown for bodiless statuses")
}

pub(super) fn app() -> App {
    App::new()
        .title("errors: reuse")
        .exception_handler(on_http)
        .exception_handler(on_invalid)
        .exception_handler(on_bad_answer)
        .exception_response::<ResponseValidationError>(ErrorResponse::new(502).json::<Value>())
        .routes(routes![item, answer, by_hand, empty])
}
