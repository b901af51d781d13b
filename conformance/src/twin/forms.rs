//! `17_forms`: URL-encoded (and multipart) form fields.

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize)]
struct LoggedIn {
    username: String,
    n: usize,
}

#[post("/login")]
fn login(username: Form<String>, #[form(min_length = 4)] password: String) -> Json<LoggedIn> {
    Json(LoggedIn {
        username: username.0,
        n: password.chars().count(),
    })
}

#[derive(Debug, Serialize)]
struct Optional {
    a: Option<String>,
    n: Integer,
    on: bool,
}

#[post("/opt")]
fn opt(
    #[form] a: Option<String>,
    #[form(ge = 0, default = 1.into())] n: Integer,
    #[form(default)] on: bool,
) -> Json<Optional> {
    Json(Optional { a, n, on })
}

#[derive(Debug, Serialize)]
struct Tags {
    tag: Vec<String>,
}

#[post("/list")]
fn list_(#[form(default)] tag: Vec<String>) -> Json<Tags> {
    Json(Tags { tag })
}

#[derive(Debug, Serialize)]
struct Numbers {
    n: Vec<Integer>,
}

#[post("/list-int")]
fn list_int(#[form] n: Vec<Integer>) -> Json<Numbers> {
    Json(Numbers { n })
}

#[derive(Debug, Serialize)]
struct User {
    user: String,
}

#[post("/alias")]
fn alias(#[form(alias = "user-name")] user: String) -> Json<User> {
    Json(User { user })
}

#[derive(Debug, Serialize)]
struct One {
    v: f64,
}

#[post("/one")]
fn one(#[form] v: f64) -> Json<One> {
    Json(One { v })
}

#[derive(Debug, Serialize)]
struct Mixed {
    pid: Integer,
    v: Integer,
    q: bool,
}

#[post("/mix/{pid}")]
fn mix(pid: Integer, #[form] v: Integer, #[query(default)] q: bool) -> Json<Mixed> {
    Json(Mixed { pid, v, q })
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("forms")
        .routes(routes![login, opt, list_, list_int, alias, one, mix])
}
