//! `04_number_rules`: constraints of numbers, on path and query.

use bigdecimal::BigDecimal;
use faultless::model::Integer;
use faultless::prelude::*;

use super::value;

#[derive(Debug, Serialize)]
struct Number<T> {
    n: T,
}

#[get("/ge/{n}")]
fn ge(#[path(ge = 1)] n: Integer) -> Json<Number<Integer>> {
    Json(Number { n })
}

#[get("/range/{n}")]
fn range_(#[path(gt = 0, le = 1000)] n: Integer) -> Json<Number<Integer>> {
    Json(Number { n })
}

#[derive(Debug, Serialize)]
struct Sized {
    size: f64,
}

#[get("/float")]
fn float_(#[query(gt = 0, lt = 10.5)] size: f64) -> Json<Sized> {
    Json(Sized { size })
}

#[get("/multiple")]
fn multiple(#[query(multiple_of = 5)] n: Integer) -> Json<Number<Integer>> {
    Json(Number { n })
}

#[get("/multiple-float", raises(unplanned))]
fn multiple_float(#[query(multiple_of = 0.5)] n: f64) -> Json<Number<f64>> {
    Json(Number { n })
}

#[derive(Debug, Serialize)]
struct Finite {
    x: f64,
}

#[get("/finite")]
fn finite(#[query(allow_inf_nan = false)] x: f64) -> Json<Finite> {
    Json(Finite { x })
}

#[derive(Debug, Serialize)]
struct Exact {
    d: value::Decimal,
}

#[get("/decimal")]
fn decimal(#[query(max_digits = 5, decimal_places = 2)] d: BigDecimal) -> Json<Exact> {
    Json(Exact {
        d: value::Decimal(d),
    })
}

#[get("/decimal-range")]
fn decimal_range(#[query(gt = "0", le = "9.99")] d: BigDecimal) -> Json<Exact> {
    Json(Exact {
        d: value::Decimal(d),
    })
}

#[get("/opt")]
fn opt(#[query(ge = 0, le = 3)] n: Option<Integer>) -> Json<Number<Option<Integer>>> {
    Json(Number { n })
}

#[derive(Debug, Serialize)]
struct Both {
    a: Integer,
    b: Integer,
    c: f64,
}

#[get("/both/{a}")]
fn both(
    #[path(ge = 10)] a: Integer,
    #[query(lt = 0)] b: Integer,
    #[query(le = 1, default = 0.5)] c: f64,
) -> Json<Both> {
    Json(Both { a, b, c })
}

#[get("/list")]
fn list_(#[query(max_length = 3, items(ge = 0))] n: Vec<Integer>) -> Json<Number<Vec<Integer>>> {
    Json(Number { n })
}

pub(super) fn app() -> App {
    App::new().title("number rules").routes(routes![
        ge,
        range_,
        float_,
        multiple,
        multiple_float,
        finite,
        decimal,
        decimal_range,
        opt,
        both,
        list_,
    ])
}
