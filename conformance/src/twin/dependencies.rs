//! `26_dependencies`: nested, cached, configured ones, errors in them, and teardowns.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use faultless::ErrorResponse;
use faultless::model::Integer;
use faultless::prelude::*;
use serde_json::{Value, json};

use super::value;

/// The order in which things happened in the last request that asked for a log.
static LOG: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

fn happened(what: &'static str) {
    LOG.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(what);
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Custom(String);

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct RuntimeError(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct KeyError(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct ValueError(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct TypeError(&'static str);

async fn on_custom(_: &Request, error: &Custom) -> (StatusCode, Json<Value>) {
    happened("handler");
    let told = json!({"custom": error.to_string()});
    (StatusCode::CONFLICT, Json(told))
}

#[derive(Debug, Clone, Serialize)]
struct Page {
    q: Option<String>,
    skip: Integer,
    limit: Integer,
}

#[dependency]
fn paging(
    q: Option<String>,
    #[query(default)] skip: Integer,
    #[query(le = 100, default = 10.into())] limit: Integer,
) -> Page {
    Page { q, skip, limit }
}

#[get("/paging")]
fn read_paging(p: Depends<paging>) -> Json<Page> {
    Json((*p).clone())
}

#[derive(Debug, Serialize)]
struct Merged {
    pid: Integer,
    p: Page,
    flag: bool,
    x_n: Integer,
}

#[get("/merged/{pid}")]
fn merged(pid: Integer, p: Depends<paging>, flag: bool, x_n: Header<Integer>) -> Json<Merged> {
    Json(Merged {
        pid,
        p: (*p).clone(),
        flag,
        x_n: x_n.0,
    })
}

#[derive(Debug, Serialize)]
struct End {
    end: Integer,
}

#[dependency]
fn window(start: Integer, #[query(gt = 0, default = 5.into())] size: Integer) -> Integer {
    Integer(start.0 + size.0)
}

#[get("/class")]
fn class_(w: Depends<window>) -> Json<End> {
    Json(End { end: (*w).clone() })
}

struct Contains {
    word: &'static str,
}

#[dependency]
fn contains(#[config] config: &Contains, #[query(default)] text: String) -> bool {
    text.contains(config.word)
}

#[get("/instance")]
fn instance(
    #[depends(config = Contains { word: "rust" })] found: Depends<contains>,
) -> Json<Value> {
    Json(json!({"found": *found}))
}

#[dependency]
fn level3(c: Integer) -> Integer {
    Integer(c.0 * 2)
}

#[dependency]
fn level2(b: Integer, three: Depends<level3>) -> Integer {
    Integer(b.0 + &three.0)
}

#[dependency]
fn level1(two: Depends<level2>, a: Integer) -> Integer {
    Integer(&two.0 + a.0)
}

#[derive(Debug, Serialize)]
struct Total {
    total: Integer,
}

#[get("/deep")]
fn deep(total: Depends<level1>, z: Integer) -> Json<Total> {
    let total = Integer(&total.0 + z.0);
    Json(Total { total })
}

/// What one request counts with: shared, since a dependency runs once.
#[dependency]
fn count() -> AtomicU32 {
    AtomicU32::new(0)
}

#[dependency]
fn counter(count: Depends<count>) -> u32 {
    count.fetch_add(1, Ordering::Relaxed) + 1
}

#[dependency]
fn uses_counter(n: Depends<counter>) -> u32 {
    *n
}

#[get("/cached", response_model = None)]
fn cached(a: Depends<counter>, b: Depends<uses_counter>, c: Depends<counter>) -> Json<[u32; 3]> {
    Json([*a, *b, *c])
}

#[get("/uncached", response_model = None)]
fn uncached(
    a: Depends<counter>,
    #[depends(use_cache = false)] b: Depends<counter>,
) -> Json<[u32; 2]> {
    Json([*a, *b])
}

#[dependency(raises(BAD_REQUEST = "bad token"))]
fn check_token(x_token: Header<String>) -> Result<()> {
    ensure!(*x_token == "good", BAD_REQUEST, "bad token");
    Ok(())
}

#[dependency(raises(UNAUTHORIZED = "bad key"))]
fn check_key(x_key: Header<String>) -> Result<String> {
    ensure!(*x_key == "key", UNAUTHORIZED, "bad key");
    Ok(x_key.0)
}

#[derive(Debug, Serialize)]
struct Number {
    n: Integer,
}

// Dependencies without a value; an error raised in the first stops the rest.
#[get("/guarded", dependencies = [check_token, check_key])]
fn guarded(#[query(default)] n: Integer) -> Json<Number> {
    Json(Number { n })
}

#[derive(Debug, Model)]
struct Body1 {
    a: Integer,
}

#[dependency]
fn body_dep(one: Body1) -> Integer {
    one.a
}

#[derive(Debug, Model)]
struct Body2 {
    b: Integer,
}

#[derive(Debug, Serialize)]
struct Both {
    a: Integer,
    b: Integer,
}

// Two body models, one of them in a dependency: the body has a key for each.
#[post("/body")]
fn body(a: Depends<body_dep>, two: Body2) -> Json<Both> {
    Json(Both {
        a: (*a).clone(),
        b: two.b,
    })
}

/// The same parameter name read in two places is validated once for each.
#[dependency]
fn same_name(n: Integer) -> Integer {
    n
}

#[get("/same", response_model = None)]
fn same(#[query(gt = 5)] n: Integer, d: Depends<same_name>) -> Json<[Integer; 2]> {
    Json([n, (*d).clone()])
}

#[dependency(raises(value::UnicodeEncodeError))]
fn set_header(head: ResponseHead, #[query(default = "none")] tint: String) -> Result<()> {
    if tint.chars().any(|character| character > '\u{ff}') {
        raise!(value::UnicodeEncodeError);
    }
    head.header("x-tint", tint);
    head.status(203);
    Ok(())
}

#[get("/response", dependencies = [set_header])]
fn response() -> Json<Value> {
    Json(json!({"ok": true}))
}

#[get("/response-error", response_model = None, dependencies = [set_header], raises(BAD_REQUEST = "headers of the response parameter are dropped"))]
fn response_error() -> Result<()> {
    raise!(BAD_REQUEST, "headers of the response parameter are dropped");
}

#[dependency(raises())]
async fn outer(scope: Yield<String>) -> Result<()> {
    happened("outer in");
    let outcome = scope.give("outer".to_owned()).await;
    if outcome.as_ref().is_err_and(Exception::is::<Custom>) {
        happened("outer saw custom");
    }
    happened("outer out");
    outcome
}

#[dependency(raises())]
async fn inner(o: Depends<outer>, scope: Yield<String>) -> Result<()> {
    happened("inner in");
    let outcome = scope.give(format!("{}/inner", *o)).await;
    if outcome.as_ref().is_err_and(Exception::is::<HttpException>) {
        happened("inner saw http");
    }
    happened("inner out");
    outcome
}

#[get("/yield", raises(FORBIDDEN = "from endpoint", Custom, RuntimeError))]
fn yield_(v: Depends<inner>, #[query(default)] fail: String) -> Result<Json<Value>> {
    happened("endpoint");
    match fail.as_str() {
        "http" => raise!(FORBIDDEN, "from endpoint"),
        "custom" => raise!(Custom("from endpoint".to_owned())),
        "crash" => raise!(RuntimeError("from endpoint")),
        _ => Ok(Json(json!({"v": *v}))),
    }
}

#[get("/log")]
fn log(#[query(default = true)] reset: bool) -> Json<Vec<&'static str>> {
    let mut told = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    let log = told.clone();
    if reset {
        told.clear();
    }
    Json(log)
}

#[dependency(raises(NOT_FOUND = "no thing", Custom))]
async fn translates(scope: Yield<u8>) -> Result<()> {
    let outcome = scope.give(1).await;
    let Err(exception) = &outcome else {
        return Ok(());
    };
    if let Some(KeyError(key)) = exception.downcast_ref() {
        raise!(NOT_FOUND, "no {key}");
    }
    if let Some(ValueError(value)) = exception.downcast_ref() {
        raise!(Custom(format!("value {value}")));
    }
    outcome
}

// Errors of the endpoint can be turned into others by the dependency.
#[get("/translate", raises(TypeError))]
fn translate(
    _translates: Depends<translates>,
    #[query(default = "none")] kind: String,
) -> Result<Json<Value>> {
    match kind.as_str() {
        "key" => raise!(KeyError("thing")),
        "value" => raise!(ValueError("thing")),
        "type" => raise!(TypeError("thing")),
        _ => Ok(Json(json!({"kind": kind}))),
    }
}

#[dependency(raises(unplanned))]
async fn swallows(scope: Yield<u8>) -> Result<()> {
    let _ = scope.give(1).await;
    Ok(())
}

// A dependency that swallows the error leaves no response: a server error.
#[get("/swallow", raises())]
fn swallow(
    _swallows: Depends<swallows>,
    #[query(default = true)] fail: bool,
) -> Result<Json<Value>> {
    ensure!(!fail, BAD_REQUEST, "swallowed");
    Ok(Json(json!({"fail": fail})))
}

#[dependency(raises(UNAUTHORIZED = "before yield"))]
async fn before_yield(#[query(default)] fail: bool, scope: Yield<u8>) -> Result<()> {
    ensure!(!fail, UNAUTHORIZED, "before yield");
    scope.give(1).await
}

#[get("/before")]
fn before(_before: Depends<before_yield>) -> Json<Value> {
    Json(json!({"ok": true}))
}

#[dependency(raises())]
async fn after_yield(scope: Yield<u8>) -> Result<()> {
    scope.give(1).await?;
    raise!(IM_A_TEAPOT, "after yield");
}

// The answer is already on its way when the code after `give` runs.
#[get("/after")]
fn after(_after: Depends<after_yield>) -> Json<Value> {
    Json(json!({"ok": true}))
}

#[get("/after-function", raises(IM_A_TEAPOT = "after yield"))]
fn after_function(#[depends(scope = "function")] _after: Depends<after_yield>) -> Json<Value> {
    Json(json!({"ok": true}))
}

#[derive(Debug, Serialize)]
struct Order {
    a: Integer,
    n: Integer,
}

// The body is read and parsed before any dependency runs, but validated after.
#[post("/order", dependencies = [check_token])]
fn order(one: Body1, n: Integer) -> Json<Order> {
    Json(Order { a: one.a, n })
}

pub(super) fn app() -> App {
    App::new()
        .title("dependencies")
        .exception_handler(on_custom)
        .exception_response::<Custom>(ErrorResponse::new(409).json::<Value>())
        .routes(routes![
            read_paging,
            merged,
            class_,
            instance,
            deep,
            cached,
            uncached,
            guarded,
            body,
            same,
            response,
            response_error,
            yield_,
            log,
            translate,
            swallow,
            before,
            after,
            after_function,
            order,
        ])
}
