//! `26_dependencies`: nested, cached, configured ones, errors in them, and teardowns.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use faultless::model::Integer;
use faultless::prelude::*;
use serde_json::{Value, json};

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

#[dependency]
fn paging(
    q: Option<String>,
    #[query(default)] skip: Integer,
    #[query(le = 100, default = 10.into())] limit: Integer,
) -> Value {
    json!({"q": q, "skip": skip, "limit": limit})
}

#[get("/paging")]
fn read_paging(p: Depends<paging>) -> Json<Value> {
    Json((*p).clone())
}

#[get("/merged/{pid}")]
fn merged(pid: Integer, p: Depends<paging>, flag: bool, x_n: Header<Integer>) -> Json<Value> {
    Json(json!({"pid": pid, "p": *p, "flag": flag, "x_n": *x_n}))
}

#[dependency]
fn window(start: Integer, #[query(gt = 0, default = 5.into())] size: Integer) -> Integer {
    Integer(start.0 + size.0)
}

#[get("/class", summary = "Class ")]
fn class_(w: Depends<window>) -> Json<Value> {
    Json(json!({"end": *w}))
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

#[get("/deep")]
fn deep(total: Depends<level1>, z: Integer) -> Json<Value> {
    let total = Integer(&total.0 + z.0);
    Json(json!({"total": total}))
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

#[get("/cached")]
fn cached(a: Depends<counter>, b: Depends<uses_counter>, c: Depends<counter>) -> Json<[u32; 3]> {
    Json([*a, *b, *c])
}

#[get("/uncached")]
fn uncached(
    a: Depends<counter>,
    #[depends(use_cache = false)] b: Depends<counter>,
) -> Json<[u32; 2]> {
    Json([*a, *b])
}

#[dependency]
fn check_token(x_token: Header<String>) -> Result<()> {
    ensure!(*x_token == "good", BAD_REQUEST, "bad token");
    Ok(())
}

#[dependency]
fn check_key(x_key: Header<String>) -> Result<String> {
    ensure!(*x_key == "key", UNAUTHORIZED, "bad key");
    Ok(x_key.0)
}

// Dependencies without a value; an error raised in the first stops the rest.
#[get("/guarded", dependencies = [check_token, check_key])]
fn guarded(#[query(default)] n: Integer) -> Json<Value> {
    Json(json!({"n": n}))
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

// Two body models, one of them in a dependency: the body has a key for each.
#[post("/body")]
fn body(a: Depends<body_dep>, two: Body2) -> Json<Value> {
    Json(json!({"a": *a, "b": two.b}))
}

/// The same parameter name read in two places is validated once for each.
#[dependency]
fn same_name(n: Integer) -> Integer {
    n
}

#[get("/same")]
fn same(#[query(gt = 5)] n: Integer, d: Depends<same_name>) -> Json<Value> {
    Json(json!([n, *d]))
}

#[dependency]
fn set_header(head: ResponseHead, #[query(default = "none")] tint: String) {
    head.header("x-tint", tint);
    head.status(203);
}

#[get("/response", dependencies = [set_header])]
fn response() -> Json<Value> {
    Json(json!({"ok": true}))
}

#[get("/response-error", dependencies = [set_header])]
fn response_error() -> Result<()> {
    raise!(BAD_REQUEST, "headers of the response parameter are dropped");
}

#[dependency]
async fn outer(scope: Yield<String>) -> Result<()> {
    happened("outer in");
    let outcome = scope.give("outer".to_owned()).await;
    if outcome.as_ref().is_err_and(Exception::is::<Custom>) {
        happened("outer saw custom");
    }
    happened("outer out");
    outcome
}

#[dependency]
async fn inner(o: Depends<outer>, scope: Yield<String>) -> Result<()> {
    happened("inner in");
    let outcome = scope.give(format!("{}/inner", *o)).await;
    if outcome.as_ref().is_err_and(Exception::is::<HttpException>) {
        happened("inner saw http");
    }
    happened("inner out");
    outcome
}

#[get("/yield", summary = "Yield ")]
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

#[dependency]
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
#[get("/translate")]
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

#[dependency]
async fn swallows(scope: Yield<u8>) -> Result<()> {
    let _ = scope.give(1).await;
    Ok(())
}

// A dependency that swallows the error leaves no response: a server error.
#[get("/swallow")]
fn swallow(
    _swallows: Depends<swallows>,
    #[query(default = true)] fail: bool,
) -> Result<Json<Value>> {
    ensure!(!fail, BAD_REQUEST, "swallowed");
    Ok(Json(json!({"fail": fail})))
}

#[dependency]
async fn before_yield(#[query(default)] fail: bool, scope: Yield<u8>) -> Result<()> {
    ensure!(!fail, UNAUTHORIZED, "before yield");
    scope.give(1).await
}

#[get("/before")]
fn before(_before: Depends<before_yield>) -> Json<Value> {
    Json(json!({"ok": true}))
}

#[dependency]
async fn after_yield(scope: Yield<u8>) -> Result<()> {
    scope.give(1).await?;
    raise!(IM_A_TEAPOT, "after yield");
}

// The answer is already on its way when the code after `give` runs.
#[get("/after")]
fn after(_after: Depends<after_yield>) -> Json<Value> {
    Json(json!({"ok": true}))
}

#[get("/after-function")]
fn after_function(#[depends(scope = "function")] _after: Depends<after_yield>) -> Json<Value> {
    Json(json!({"ok": true}))
}

// The body is read and parsed before any dependency runs, but validated after.
#[post("/order", dependencies = [check_token])]
fn order(one: Body1, n: Integer) -> Json<Value> {
    Json(json!({"a": one.a, "n": n}))
}

pub(super) fn app() -> App {
    App::new()
        .title("dependencies")
        .exception_handler(on_custom)
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
