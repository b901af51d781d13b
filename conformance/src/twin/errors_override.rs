//! `22_errors_override`: the handlers for validation and `HttpException` replaced.

use faultless::ErrorResponse;
use faultless::model::{Input, Integer, Issue};
use faultless::prelude::*;
use serde_json::Value;

#[derive(Debug, Serialize, Model)]
struct Item {
    title: String,
    size: Integer,
}

/// Sees the router's 404 and 405 as well.
async fn on_http(_: &Request, error: &HttpException) -> (StatusCode, HeaderMap, String) {
    let words = format!("{}: {}", error.status().as_u16(), error.told());
    (error.status(), error.headers().clone(), words)
}

#[derive(Debug, Serialize)]
struct Invalid<'a> {
    errors: &'a [Issue],
    body: Option<&'a Input<'static>>,
}

/// JSON with the issues and the body as it was received; `?plain=1` asks for text.
async fn on_invalid(request: &Request, error: &RequestValidationError) -> Response {
    if request
        .query_param("plain")
        .is_some_and(|plain| !plain.is_empty())
    {
        let line = |issue: &Issue| format!("{}: {}", issue.location(), issue.message());
        let lines: Vec<String> = error.issues().iter().map(line).collect();
        return (StatusCode::BAD_REQUEST, lines.join("\n")).into_response();
    }
    let body = Invalid {
        errors: error.issues(),
        body: error.body(),
    };
    (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
}

#[post("/item", response_model = None)]
fn item(item: Item) -> Json<Item> {
    Json(item)
}

#[derive(Debug, Serialize)]
struct Found {
    n: Integer,
    word: String,
}

#[get(
    "/q/{n}",
    raises(IM_A_TEAPOT = "no threes", NOT_FOUND, FORBIDDEN = "not five")
)]
fn q(n: Integer, #[query(min_length = 3, default = "abc")] word: String) -> Result<Json<Found>> {
    if n == 3.into() {
        raise!(IM_A_TEAPOT, "no threes");
    }
    if n == 4.into() {
        raise!(NOT_FOUND);
    }
    if n == 5.into() {
        raise!(HttpException::new(403, "not five").header("X-Five", "5"));
    }
    Ok(Json(Found { n, word }))
}

/// An `HttpException` that can be told from those of the router: the reference has a class of its own for it.
#[derive(Debug, thiserror::Error, Raise)]
#[error(transparent)]
struct Raised(#[from] HttpException);

#[derive(Debug, Serialize)]
struct Sub<'a> {
    sub: &'a faultless::Detail,
}

/// Registered for the narrower type: the router's 404 and 405 keep the built-in answer.
async fn on_sub(_: &Request, error: &Raised) -> Response {
    let sub = &error.0.told();
    (error.0.status(), Json(Sub { sub })).into_response()
}

#[get("/raise/{which}")]
fn raise_(which: String) -> Result<()> {
    if which == "sub" {
        raise!(Raised(HttpException::new(404, "sub")));
    }
    raise!(NOT_FOUND, "base")
}

pub(super) fn app() -> App {
    let narrow = App::new()
        .title("only fastapi's class")
        .openapi_path(None)
        .exception_handler(on_sub)
        .routes(routes![raise_]);
    // All of them in words.
    let text = |status: u16| {
        ErrorResponse::new(status)
            .media_type("text/plain")
            .json::<String>()
    };
    let statuses = [400, 403, 404, 408, 413, 418];
    let app = statuses.into_iter().fold(App::new(), |app, status| {
        app.status_response(status, text(status))
    });
    app.title("errors: override")
        .exception_response::<RequestValidationError>(ErrorResponse::new(422).json::<Value>())
        .exception_response::<RequestValidationError>(text(400))
        .exception_handler(on_http)
        .exception_handler(on_invalid)
        .routes(routes![item, q])
        .mount("/sub", narrow)
}
