//! `02_query_params`: required, optional, defaults, lists, aliases, many types.

use std::collections::BTreeSet;

use ::uuid::Uuid;
use faultless::model::Integer;
use faultless::prelude::*;

use super::value;

#[derive(Debug, Serialize, Model)]
#[serde(rename_all = "lowercase")]
enum Order {
    Asc,
    Desc,
}

#[derive(Debug, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum Kind {
    X,
    Y,
}

#[derive(Debug, Clone, Copy, Model)]
#[model(literal, int)]
enum Number {
    One = 1,
    Two = 2,
}

/// The answer of most routes.
#[derive(Debug, Serialize)]
struct Seen<T> {
    q: T,
}

fn seen<T>(q: T) -> Json<Seen<T>> {
    Json(Seen { q })
}

#[get("/required")]
fn required(q: String) -> Json<Seen<String>> {
    seen(q)
}

#[get("/optional")]
fn optional(q: Option<String>) -> Json<Seen<Option<String>>> {
    seen(q)
}

#[derive(Debug, Serialize)]
struct Page {
    skip: Integer,
    limit: Integer,
}

#[get("/page")]
fn page(
    #[query(default)] skip: Integer,
    #[query(default = 10.into())] limit: Integer,
) -> Json<Page> {
    Json(Page { skip, limit })
}

#[get("/int")]
fn one_int(q: Integer) -> Json<Seen<Integer>> {
    seen(q)
}

#[get("/opt-int")]
fn opt_int(q: Option<Integer>) -> Json<Seen<Option<Integer>>> {
    seen(q)
}

#[get("/float", raises(unplanned))]
fn one_float(q: f64) -> Json<Seen<f64>> {
    seen(q)
}

#[get("/bool")]
fn one_bool(q: bool) -> Json<Seen<bool>> {
    seen(q)
}

#[derive(Debug, Serialize)]
struct Short {
    short: bool,
}

#[get("/bool-default")]
fn bool_default(#[query(default)] short: bool) -> Json<Short> {
    Json(Short { short })
}

#[derive(Debug, Serialize)]
struct Ordered {
    order: Order,
}

#[get("/enum")]
fn r#enum(#[query(default = Order::Asc)] order: Order) -> Json<Ordered> {
    Json(Ordered { order })
}

#[derive(Debug, Serialize)]
struct OfKind<T> {
    kind: T,
}

#[get("/literal")]
fn literal(kind: Kind) -> Json<OfKind<Kind>> {
    Json(OfKind { kind })
}

#[get("/literal-int")]
fn literal_int(kind: Number) -> Json<OfKind<i32>> {
    Json(OfKind { kind: kind as i32 })
}

#[get("/uuid")]
fn uuid(q: Uuid) -> Json<Seen<Uuid>> {
    seen(q)
}

#[get("/date")]
fn one_date(q: speedate::Date) -> Json<Seen<value::Date>> {
    seen(value::Date(q))
}

#[get("/datetime")]
fn one_datetime(q: speedate::DateTime) -> Json<Seen<value::DateTime>> {
    seen(value::DateTime(q))
}

#[get("/timedelta")]
fn one_timedelta(q: speedate::Duration) -> Json<Seen<value::Seconds>> {
    seen(value::Seconds(q))
}

#[get("/list")]
fn str_list(#[query(default)] q: Vec<String>) -> Json<Seen<Vec<String>>> {
    seen(q)
}

#[get("/list-required")]
fn list_required(q: Query<Vec<String>>) -> Json<Seen<Vec<String>>> {
    seen(q.0)
}

#[get("/list-int")]
fn int_list(#[query(default = vec![7.into()])] q: Vec<Integer>) -> Json<Seen<Vec<Integer>>> {
    seen(q)
}

#[get("/list-opt")]
fn opt_list(q: Query<Option<Vec<String>>>) -> Json<Seen<Option<Vec<String>>>> {
    seen(q.0)
}

#[get("/set-int")]
fn int_set(#[query(default)] q: BTreeSet<Integer>) -> Json<Seen<BTreeSet<Integer>>> {
    seen(q)
}

#[get("/tuple")]
fn pair(q: Query<(Integer, String)>) -> Json<Seen<(Integer, String)>> {
    seen(q.0)
}

#[get("/alias")]
fn alias(#[query(alias = "item-query")] q: String) -> Json<Seen<String>> {
    seen(q)
}

#[derive(Debug, Serialize)]
struct OldAndNew {
    old: Option<String>,
    new: Option<String>,
}

#[get("/deprecated")]
fn deprecated(
    #[query(deprecated, title = "Old one", description = "Do not use.")] old: Option<String>,
    new: Option<String>,
) -> Json<OldAndNew> {
    Json(OldAndNew { old, new })
}

#[derive(Debug, Serialize)]
struct Hidden {
    secret: Option<String>,
}

#[get("/hidden")]
fn hidden(#[query(hidden)] secret: Option<String>) -> Json<Hidden> {
    Json(Hidden { secret })
}

#[get("/required-nullable")]
fn required_nullable(#[query(required)] q: Option<Integer>) -> Json<Seen<Option<Integer>>> {
    seen(q)
}

// An integer or a text, whichever fits without being converted.
#[derive(Debug, Serialize, Model)]
#[serde(untagged)]
enum IntOrStr {
    Int(Integer),
    Str(String),
}

#[derive(Debug, Serialize)]
struct Either {
    q: IntOrStr,
    is_int: bool,
}

#[get("/union")]
fn union(q: IntOrStr) -> Json<Either> {
    let is_int = matches!(q, IntOrStr::Int(_));
    Json(Either { q, is_int })
}

#[derive(Debug, Serialize)]
struct Mixed {
    need: String,
    flag: bool,
    n: Integer,
    tag: Option<String>,
}

#[get("/mixed")]
fn mixed(
    need: String,
    flag: bool,
    #[query(default = 5.into())] n: Integer,
    tag: Option<String>,
) -> Json<Mixed> {
    Json(Mixed { need, flag, n, tag })
}

// A single-valued parameter given many times takes the last value.
#[get("/last")]
fn last(#[query(default)] q: Integer) -> Json<Seen<Integer>> {
    seen(q)
}

pub(super) fn app() -> App {
    App::new()
        .title("query params")
        .routes(routes![
            required,
            optional,
            page,
            one_int,
            opt_int,
            one_float,
            one_bool,
            bool_default,
            r#enum,
            literal,
            literal_int,
            uuid,
            one_date,
            one_datetime,
            one_timedelta,
        ])
        .routes(routes![
            str_list,
            list_required,
            int_list,
            opt_list,
            int_set,
            pair,
            alias,
            deprecated,
            hidden,
            required_nullable,
            union,
            mixed,
            last,
        ])
}
