//! `33_limits`: body size and form limits, of the application and of routes.

use bytes::Bytes;
use faultless::prelude::*;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Done {
    ok: bool,
}

const DONE: Json<Done> = Json(Done { ok: true });

#[post("/json")]
fn json_(#[body] payload: Value) -> Json<Done> {
    drop(payload);
    DONE
}

#[post("/unread")]
fn unread() -> Json<Done> {
    DONE
}

#[derive(Debug, Serialize)]
struct Size {
    size: usize,
}

#[post("/raw")]
async fn raw(body: Bytes) -> Json<Size> {
    Json(Size { size: body.len() })
}

#[post("/small", body_limit = 20)]
fn small(#[body] payload: Value) -> Json<Done> {
    drop(payload);
    DONE
}

#[post("/large", body_limit = 2000)]
fn large(#[body] payload: Value) -> Json<Done> {
    drop(payload);
    DONE
}

#[derive(Debug, Serialize)]
struct Fields {
    a: String,
    b: String,
}

#[post("/fields", body_limit = 5000, form_limits(max_fields = 2))]
fn fields(#[form] a: String, #[form(default)] b: String) -> Json<Fields> {
    Json(Fields { a, b })
}

#[derive(Debug, Serialize)]
struct Parts {
    a: usize,
    f: Option<u64>,
}

#[post(
    "/parts",
    body_limit = 5000,
    form_limits(max_part_size = 30, max_files = 1)
)]
fn parts(#[form(default)] a: String, f: Option<UploadFile>) -> Json<Parts> {
    Json(Parts {
        a: a.chars().count(),
        f: f.map(|file| file.size()),
    })
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("limits")
        .body_limit(200)
        .routes(routes![json_, unread, raw, small, large, fields, parts])
}
