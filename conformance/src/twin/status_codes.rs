//! `16_status_codes`: on the route, chosen by the handler, or on a returned response.

use faultless::model::Integer;
use faultless::prelude::*;

use super::value;

#[derive(Debug, Serialize)]
struct Named {
    name: String,
}

#[post("/created", status = 201)]
fn created(name: String) -> Json<Named> {
    Json(Named { name })
}

// The body is not sent, its content type is.
#[delete("/gone", status = NO_CONTENT)]
fn gone() -> Json<()> {
    Json(())
}

#[delete("/gone-empty", status = 204)]
fn gone_empty() -> StatusCode {
    StatusCode::NO_CONTENT
}

#[get("/not-modified", status = 304)]
fn not_modified() -> Json<()> {
    Json(())
}

#[derive(Debug, Serialize)]
struct Upserted {
    key: String,
}

#[put("/upsert/{key}", status = 200)]
fn upsert(key: String) -> Result<(StatusCode, HeaderMap, Json<Upserted>)> {
    let mut headers = HeaderMap::new();
    let mut status = StatusCode::OK;
    if key.starts_with("new") {
        status = StatusCode::CREATED;
        headers.insert("x-new", value::header(&key)?);
    }
    Ok((status, headers, Json(Upserted { key })))
}

#[derive(Debug, Serialize)]
struct Coded {
    code: u16,
}

#[get("/code/{code}")]
fn code(code: Integer) -> Result<(StatusCode, Json<Coded>)> {
    let code = u16::try_from(code.0)?;
    Ok((StatusCode::from_u16(code)?, Json(Coded { code })))
}

#[get("/accepted", status = 202)]
fn accepted() -> Json<&'static str> {
    Json("later")
}

// A response made by hand keeps its own status.
#[get("/override", status = 201)]
fn r#override() -> Response {
    "by hand".into_response()
}

pub(super) fn app() -> App {
    App::new().title("status codes").routes(routes![
        created,
        gone,
        gone_empty,
        not_modified,
        upsert,
        code,
        accepted,
        r#override
    ])
}
