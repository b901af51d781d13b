//! `03_string_rules`: lengths and patterns, on path and query.

use faultless::prelude::*;

/// The answer of most routes.
#[derive(Debug, Serialize)]
struct Seen<T> {
    q: T,
}

fn seen<T>(q: T) -> Json<Seen<T>> {
    Json(Seen { q })
}

#[get("/len")]
fn length(#[query(min_length = 3, max_length = 6)] q: String) -> Json<Seen<String>> {
    seen(q)
}

#[get("/len-opt")]
fn length_opt(
    #[query(min_length = 2, max_length = 4)] q: Option<String>,
) -> Json<Seen<Option<String>>> {
    seen(q)
}

#[get("/pattern")]
fn pattern(#[query(pattern = "^[a-z]+-[0-9]{2}$")] q: String) -> Json<Seen<String>> {
    seen(q)
}

#[get("/all")]
fn all_rules(
    #[query(min_length = 2, max_length = 5, pattern = "^x", default = "xyz")] q: String,
) -> Json<Seen<String>> {
    seen(q)
}

#[derive(Debug, Serialize)]
struct Coded {
    code: String,
}

#[get("/path/{code}")]
fn path_rules(#[path(min_length = 2, max_length = 3, title = "Code")] code: String) -> Json<Coded> {
    Json(Coded { code })
}

#[get("/each")]
fn each(#[query(items(min_length = 2))] q: Vec<String>) -> Json<Seen<Vec<String>>> {
    seen(q)
}

#[get("/count")]
fn count(#[query(min_length = 2, max_length = 3)] q: Vec<String>) -> Json<Seen<Vec<String>>> {
    seen(q)
}

#[get("/one")]
fn one(#[query(min_length = 1, max_length = 1)] q: String) -> Json<Seen<String>> {
    seen(q)
}

pub(super) fn app() -> App {
    App::new().title("string rules").routes(routes![
        length, length_opt, pattern, all_rules, path_rules, each, count, one
    ])
}
