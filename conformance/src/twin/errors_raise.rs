//! `20_errors_raise`: `HttpException` in all its forms, answered by the built-in handlers.

use std::collections::HashMap;

use faultless::ErrorDoc;
use faultless::model::Integer;
use faultless::prelude::*;
use serde_json::{Value, json};

/// An error of the application that says nothing of HTTP.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct RuntimeError(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("there is no {0}")]
struct KeyError(String);

async fn gate(request: HttpRequest, next: Next) -> Result<Response> {
    match request.headers().get("x-block").map(HeaderValue::as_bytes) {
        // A middleware may answer by itself.
        Some(b"answer") => {
            let body = Json(json!({"detail": "blocked"}));
            return Ok((StatusCode::FORBIDDEN, body).into_response());
        }
        Some(b"raise") => raise!(FORBIDDEN, "raised in middleware"),
        _ => {}
    }
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert("x-gate", HeaderValue::from_static("passed"));
    Ok(response)
}

#[derive(Debug, Serialize)]
struct Left {
    left: u32,
}

#[get("/stock/{name}", raises(NOT_FOUND = "No such part", CONFLICT = json!({"code": "sold_out", "part": "nut"})))]
fn stock(name: String) -> Result<Json<Left>> {
    let left = match name.as_str() {
        "bolt" => 4,
        "nut" => 0,
        _ => raise!(NOT_FOUND, "No such part"),
    };
    if left == 0 {
        let detail = json!({"code": "sold_out", "part": name});
        raise!(HttpException::new(409, detail).header("X-Reason", "empty shelf"));
    }
    Ok(Json(Left { left }))
}

fn details(kind: &str) -> Option<Value> {
    Some(match kind {
        "str" => json!("plain words"),
        "empty" => json!(""),
        "dict" => json!({"code": "E1", "hint": ["a", {"b": 1}]}),
        "list" => json!([1, "two", null, true]),
        "int" => json!(7),
        "float" => json!(1.5),
        "bool" => json!(false),
        "nested" => json!({"errors": [{"loc": ["x", 0], "why": {"deep": {"er": null}}}]}),
        "unicode" => json!("naïve ☃ \u{1f600} \"quoted\" \\ <b>"),
        "none" => json!(null),
        _ => return None,
    })
}

#[get("/detail/{kind}", response_model = None)]
fn detail(kind: String) -> Result<()> {
    raise!(BAD_REQUEST, details(&kind).ok_or(KeyError(kind))?)
}

// Any status, no detail given.
#[get("/status/{code}", response_model = None)]
fn status(code: Integer) -> Result<()> {
    raise!(u16::try_from(code.0)?)
}

// Any status with a detail.
#[get("/status-detail/{code}", response_model = None)]
fn status_detail(code: Integer) -> Result<()> {
    let code = u16::try_from(code.0)?;
    raise!(HttpException::new(code, format!("said {code}")).header("X-Said", code))
}

#[get("/headers", response_model = None, raises(UNAUTHORIZED = "who are you"))]
fn headers(
    #[query(default = 30.into())] retry: Integer,
    #[query(default = "Basic realm=\"shop\"")] who: String,
) -> Result<()> {
    raise!(
        HttpException::new(401, "who are you")
            .header("WWW-Authenticate", who)
            .header("Retry-After", retry.to_string())
            .header("X-Trace", "t-1")
    )
}

// A content type among the exception's headers.
#[get("/content-type", response_model = None)]
fn content_type() -> Result<()> {
    raise!(
        HttpException::new(400, json!({"title": "typed"}))
            .header("Content-Type", "application/problem+json")
    )
}

/// Raises from three calls down, once it is there.
fn third(n: Integer) -> Result<()> {
    if n > 2.into() {
        raise!(422, Deep { n, why: "too deep" });
    }
    third(Integer(n.0 + 1))
}

#[derive(Debug, Serialize)]
struct Deep {
    n: Integer,
    why: &'static str,
}

#[get("/nested/{n}", response_model = None, raises(UNPROCESSABLE_ENTITY = json!({"n": 3, "why": "too deep"})))]
fn nested(n: Integer) -> Result<()> {
    third(n)
}

#[dependency(raises(FORBIDDEN = "no key", PAYMENT_REQUIRED))]
fn need_key(x_key: Option<String>) -> Result<String> {
    let Some(key) = x_key else {
        raise!(FORBIDDEN, "no key")
    };
    if key == "base" {
        raise!(402);
    }
    Ok(key)
}

#[derive(Debug, Serialize)]
struct Unlocked {
    key: String,
    n: Integer,
}

#[get("/dependency")]
fn dependency(key: Depends<need_key>, #[query(default)] n: Integer) -> Json<Unlocked> {
    Json(Unlocked {
        key: key.to_string(),
        n,
    })
}

#[get("/starlette/{code}", response_model = None)]
fn starlette(code: Integer) -> Result<()> {
    raise!(u16::try_from(code.0)?)
}

#[get("/starlette-detail", response_model = None, raises(BAD_REQUEST = "from the base class"))]
fn starlette_detail() -> Result<()> {
    raise!(400, "from the base class")
}

// A detail that JSON has no form for: a map whose keys are no strings.
#[get("/unencodable", response_model = None, raises(unplanned))]
fn unencodable() -> Result<()> {
    raise!(400, HashMap::from([((1, 2), "x")]))
}

#[derive(Debug, Serialize)]
struct Number {
    n: Integer,
}

#[get("/async/{n}", raises(BAD_REQUEST = "negative"))]
async fn async_(n: Integer) -> Result<Json<Number>> {
    ensure!(n >= 0.into(), BAD_REQUEST, "negative");
    Ok(Json(Number { n }))
}

#[get("/returned/{code}")]
fn returned(code: Integer) -> Result<(StatusCode, Json<Value>)> {
    let status = StatusCode::from_u16(u16::try_from(code.0)?)?;
    Ok((status, Json(json!({"detail": "returned, not raised"}))))
}

#[get("/boom", response_model = None, raises(RuntimeError))]
fn boom() -> Result<()> {
    raise!(RuntimeError("secret internals"))
}

pub(super) fn app() -> App {
    App::new()
        .title("errors: raise")
        .middleware(gate)
        .raises([ErrorDoc::new(403).detail("raised in middleware")])
        .routes(routes![
            stock,
            detail,
            status,
            status_detail,
            headers,
            content_type,
            nested,
            dependency,
        ])
        .routes(routes![
            starlette,
            starlette_detail,
            unencodable,
            async_,
            returned,
            boom
        ])
}
