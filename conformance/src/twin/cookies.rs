//! `12_cookies`: cookie parameters, and cookies set by the response.

use std::time::Duration;

use faultless::SameSite;
use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize)]
struct Ads {
    ads_id: Option<String>,
}

#[get("/opt")]
fn opt(ads_id: Cookie<Option<String>>) -> Json<Ads> {
    Json(Ads { ads_id: ads_id.0 })
}

#[derive(Debug, Serialize)]
struct Session {
    session: String,
}

#[get("/need")]
fn need(#[cookie(min_length = 3)] session: String) -> Json<Session> {
    Json(Session { session })
}

#[derive(Debug, Serialize)]
struct Visits {
    visits: Integer,
}

#[get("/int")]
fn int_(#[cookie(ge = 0, default)] visits: Integer) -> Json<Visits> {
    Json(Visits { visits })
}

#[derive(Debug, Serialize)]
struct Token {
    token: Option<String>,
}

#[get("/alias")]
fn alias(#[cookie(alias = "X-Token")] token: Option<String>) -> Json<Token> {
    Json(Token { token })
}

#[derive(Debug, Serialize)]
struct Two {
    a: Integer,
    b: bool,
}

#[get("/two")]
fn two(#[cookie] a: Integer, #[cookie] b: bool) -> Json<Two> {
    Json(Two { a, b })
}

#[derive(Debug, Serialize)]
struct Set {
    set: String,
}

#[post("/set")]
fn set_(#[query(default = "v1")] value: String) -> (SetCookie, SetCookie, Json<Set>) {
    let safe = SetCookie::new("safe", "1")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Strict)
        .path("/12_cookies")
        .max_age(Duration::from_mins(1));
    let flavour = SetCookie::new("flavour", &value);
    (flavour, safe, Json(Set { set: value }))
}

#[derive(Debug, Serialize)]
struct Cleared {
    cleared: bool,
}

#[post("/clear")]
fn clear() -> ([(&'static str, &'static str); 1], Json<Cleared>) {
    ([("x-cleared", "yes")], Json(Cleared { cleared: true }))
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("cookies")
        .routes(routes![opt, need, int_, alias, two, set_, clear])
}
