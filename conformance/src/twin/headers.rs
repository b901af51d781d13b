//! `13_headers`: header parameters.

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize)]
struct Agent {
    user_agent: Option<String>,
}

#[get("/agent")]
fn agent(user_agent: Header<Option<String>>) -> Json<Agent> {
    Json(Agent {
        user_agent: user_agent.0,
    })
}

#[derive(Debug, Serialize)]
struct Key {
    x_key: String,
}

#[get("/need")]
fn need(#[header(min_length = 2)] x_key: String) -> Json<Key> {
    Json(Key { x_key })
}

#[derive(Debug, Serialize)]
struct Count {
    x_count: Integer,
}

#[get("/int")]
fn int_(#[header(gt = 0)] x_count: Integer) -> Json<Count> {
    Json(Count { x_count })
}

#[derive(Debug, Serialize)]
struct Dnt {
    dnt: bool,
}

#[get("/bool")]
fn bool_(#[header(default)] dnt: bool) -> Json<Dnt> {
    Json(Dnt { dnt })
}

#[derive(Debug, Serialize)]
struct Tokens {
    x_token: Option<Vec<String>>,
}

#[get("/list")]
fn list_(x_token: Header<Option<Vec<String>>>) -> Json<Tokens> {
    Json(Tokens { x_token: x_token.0 })
}

#[derive(Debug, Serialize)]
struct Numbers {
    x_n: Vec<Integer>,
}

#[get("/list-int")]
fn list_int(#[header] x_n: Vec<Integer>) -> Json<Numbers> {
    Json(Numbers { x_n })
}

#[derive(Debug, Serialize)]
struct Strange {
    strange_header: Option<String>,
}

#[get("/raw")]
fn raw(#[header(convert_underscores = false)] strange_header: Option<String>) -> Json<Strange> {
    Json(Strange { strange_header })
}

#[derive(Debug, Serialize)]
struct Other {
    v: Option<String>,
}

#[get("/alias")]
fn alias(#[header(alias = "X-Other-Name")] v: Option<String>) -> Json<Other> {
    Json(Other { v })
}

#[derive(Debug, Serialize)]
struct Two {
    x_a: Integer,
    x_b: f64,
}

#[get("/two")]
fn two(#[header] x_a: Integer, #[header] x_b: f64) -> Json<Two> {
    Json(Two { x_a, x_b })
}

#[derive(Debug, Serialize)]
struct Host {
    host: String,
}

#[get("/host")]
fn host(#[header] host: String) -> Json<Host> {
    Json(Host { host })
}

#[derive(Debug, Serialize)]
struct Done {
    ok: bool,
}

#[get("/out")]
fn out() -> ([(&'static str, &'static str); 1], Json<Done>) {
    (
        [("x-out", "from the response parameter")],
        Json(Done { ok: true }),
    )
}

/// The app.
pub(super) fn app() -> App {
    App::new().title("headers").routes(routes![
        agent, need, int_, bool_, list_, list_int, raw, alias, two, host, out
    ])
}
