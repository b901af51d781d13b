//! `31_error_order`: many things wrong at once; which errors are reported, and in which order.

use std::collections::BTreeMap;

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
struct Thing {
    #[field(min_length = 2)]
    name: String,
    n: Integer,
    #[serde(default)]
    sub: BTreeMap<String, Integer>,
}

#[derive(Debug, Serialize)]
struct All {
    a: Integer,
    b: Integer,
    q1: Integer,
    q2: Integer,
    x_one: Integer,
    x_two: Integer,
    sid: Integer,
    thing: Thing,
}

// Declared in an order that is not the order of the groups in the answer.
#[post("/all/{a}/{b}")]
#[expect(clippy::too_many_arguments, reason = "the reference has as many")]
fn all_(
    thing: Thing,
    #[cookie] sid: Integer,
    #[header] x_two: Integer,
    q2: Integer,
    b: Integer,
    #[header] x_one: Integer,
    #[query(ge = 1)] q1: Integer,
    a: Integer,
) -> Json<All> {
    Json(All {
        a,
        b,
        q1,
        q2,
        x_one,
        x_two,
        sid,
        thing,
    })
}

#[dependency]
fn dep_a(da: Integer) -> Integer {
    da
}

#[dependency]
fn dep_b(a: Depends<dep_a>, #[header] x_b: Integer) -> i128 {
    whole(&a) + whole(&x_b)
}

/// A number as Rust adds it.
fn whole(number: &Integer) -> i128 {
    number.to_string().parse().unwrap_or_default()
}

#[derive(Debug, Serialize)]
struct Deps {
    q: Integer,
    b: i128,
    p: Integer,
}

#[get("/deps/{p}")]
fn deps(q: Integer, b: Depends<dep_b>, p: Integer) -> Json<Deps> {
    Json(Deps { q, b: *b, p })
}

#[dependency(raises(FORBIDDEN = "k is one"))]
fn dep_raises(#[query(default)] k: Integer) -> Result<Integer> {
    ensure!(k != 1.into(), FORBIDDEN, "k is one");
    Ok(k)
}

#[derive(Debug, Serialize)]
struct Raised {
    p: Integer,
    k: Integer,
    q: Integer,
}

// A dependency that raises wins over validation errors found before and after it.
#[post("/raise/{p}")]
fn raise_(p: Integer, k: Depends<dep_raises>, q: Integer, thing: Thing) -> Json<Raised> {
    drop(thing);
    Json(Raised {
        p,
        k: Integer::clone(&k),
        q,
    })
}

#[security_scheme(scheme_name = "HTTPBearer")]
fn bearer() -> HttpBearer {
    HttpBearer::new()
}

#[derive(Debug, Serialize)]
struct Secured {
    q: Integer,
}

#[post("/secured", dependencies = [bearer])]
fn secured(thing: Thing, q: Integer) -> Json<Secured> {
    drop(thing);
    Json(Secured { q })
}

#[derive(Debug, Serialize)]
struct Bodies {
    third: Integer,
    q: Integer,
}

#[post("/bodies")]
fn bodies(
    first: Thing,
    second: Thing,
    #[body] third: Integer,
    #[query(default)] q: Integer,
) -> Json<Bodies> {
    drop((first, second));
    Json(Bodies { third, q })
}

// A dependency's own dependencies failing validation means it is not called.
#[dependency(raises(IM_A_TEAPOT = "called"))]
fn needs_valid(d: Depends<dep_a>) -> Result<Integer> {
    drop(d);
    raise!(418, "called");
}

#[get("/skip", response_model = None)]
fn skip(v: Depends<needs_valid>, #[query(default)] q: Integer) -> Json<Integer> {
    drop(v);
    Json(q)
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("error order")
        .routes(routes![all_, deps, raise_, secured, bodies, skip])
}
