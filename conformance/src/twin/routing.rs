//! `32_routing`: unknown paths, wrong methods, slashes at the end, a mount without redirects.

use faultless::model::Integer;
use faultless::prelude::*;

#[get("/get")]
fn get() -> Json<&'static str> {
    Json("get")
}

#[post("/post")]
fn post() -> Json<&'static str> {
    Json("post")
}

#[get("/both")]
fn both_get() -> Json<&'static str> {
    Json("both get")
}

#[post("/both")]
fn both_post() -> Json<&'static str> {
    Json("both post")
}

#[operation("/many", methods = ["GET", "PUT", "PATCH"], hidden)]
fn many(request: &Request) -> Json<String> {
    Json(request.method().to_string())
}

#[head("/head")]
fn head() -> impl IntoResponse {
    ([("x-head", "1")], "")
}

#[options("/options")]
fn options() -> impl IntoResponse {
    ([("x-opt", "1")], "opt")
}

#[trace("/trace")]
fn trace() -> Json<&'static str> {
    Json("traced")
}

#[get("/with-slash/")]
fn with_slash() -> Json<&'static str> {
    Json("with")
}

#[get("/without-slash")]
fn without_slash() -> Json<&'static str> {
    Json("without")
}

#[derive(Debug, Serialize)]
struct Number {
    n: Integer,
}

#[post("/with-slash-post/")]
fn with_slash_post(#[body(embed)] n: Integer) -> Json<Number> {
    Json(Number { n })
}

#[derive(Debug, Serialize)]
struct Seen {
    v: String,
}

#[get("/param/{v}")]
fn param(v: String) -> Json<Seen> {
    Json(Seen { v })
}

#[derive(Debug, Serialize)]
struct Target {
    path: String,
    query: String,
    root_path: String,
}

#[get("/seen")]
fn seen(request: &Request) -> Json<Target> {
    Json(Target {
        path: request.path().to_owned(),
        query: request.query().to_owned(),
        root_path: request.root_path().to_owned(),
    })
}

#[get("/Case")]
fn case() -> Json<&'static str> {
    Json("Case")
}

// The reference declares GET a second time here, which is never reached; faultless refuses that when it is built.
#[get("/twice")]
fn twice_first() -> Json<&'static str> {
    Json("first")
}

#[delete("/twice")]
fn twice_delete() -> Json<&'static str> {
    Json("deleted")
}

#[get("/here")]
fn strict_here() -> Json<&'static str> {
    Json("here")
}

pub(super) fn app() -> App {
    let strict = App::new()
        .title("no redirects")
        .openapi_path(None)
        .redirect_slashes(false)
        .routes(routes![strict_here]);
    App::new()
        .title("routing")
        .routes(routes![
            get, post, both_get, both_post, many, head, options, trace, with_slash,
        ])
        .routes(routes![
            without_slash,
            with_slash_post,
            param,
            seen,
            case,
            twice_first,
            twice_delete,
        ])
        .mount("/strict", strict)
}
