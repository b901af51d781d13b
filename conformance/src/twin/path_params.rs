//! `01_path_params`: one route per scalar type, and convertors.

use bigdecimal::BigDecimal;
use faultless::model::Integer;
use faultless::prelude::*;
use uuid::Uuid;

use super::value;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Model)]
#[serde(rename_all = "lowercase")]
enum Metal {
    Iron,
    Copper,
    #[serde(rename = "rare-earth")]
    Rare,
}

#[derive(Debug, Clone, Copy, Model)]
#[model(int)]
enum Level {
    Low = 1,
    High = 3,
}

#[derive(Debug, Serialize, Model)]
#[model(literal)]
enum Letter {
    #[serde(rename = "a")]
    A,
    #[serde(rename = "b")]
    B,
    #[serde(rename = "c d")]
    CD,
}

/// The answer of most routes.
#[derive(Debug, Serialize)]
struct Seen<T> {
    v: T,
}

fn seen<T>(v: T) -> Json<Seen<T>> {
    Json(Seen { v })
}

#[derive(Debug, Serialize)]
struct Text {
    v: String,
    len: usize,
}

#[get("/str/{v}")]
fn read_str(v: String) -> Json<Text> {
    let len = v.chars().count();
    Json(Text { v, len })
}

#[get("/int/{v}")]
fn read_int(v: Integer) -> Json<Seen<Integer>> {
    seen(v)
}

#[get("/float/{v}", raises(unplanned))]
fn read_float(v: f64) -> Json<Seen<f64>> {
    seen(v)
}

#[get("/bool/{v}")]
fn read_bool(v: bool) -> Json<Seen<bool>> {
    seen(v)
}

#[get("/uuid/{v}")]
fn read_uuid(v: Uuid) -> Json<Seen<Uuid>> {
    seen(v)
}

#[derive(Debug, Serialize)]
struct Ore {
    v: Metal,
    is_iron: bool,
}

#[get("/metal/{v}")]
fn read_metal(v: Metal) -> Json<Ore> {
    let is_iron = v == Metal::Iron;
    Json(Ore { v, is_iron })
}

#[get("/level/{v}")]
fn read_level(v: Level) -> Json<Seen<i32>> {
    seen(v as i32)
}

#[get("/literal/{v}")]
fn read_literal(v: Letter) -> Json<Seen<Letter>> {
    seen(v)
}

#[get("/date/{v}")]
fn read_date(v: speedate::Date) -> Json<Seen<value::Date>> {
    seen(value::Date(v))
}

#[get("/datetime/{v}")]
fn read_datetime(v: speedate::DateTime) -> Json<Seen<value::DateTime>> {
    seen(value::DateTime(v))
}

#[get("/decimal/{v}")]
fn read_decimal(v: BigDecimal) -> Json<Seen<value::Decimal>> {
    seen(value::Decimal(v))
}

// The rest of the path, slashes included.
#[get("/rest/{v:path}")]
fn read_rest(v: String) -> Json<Seen<String>> {
    seen(v)
}

// A convertor in the route: a path that does not fit is a 404, not a 422.
#[get("/conv/int/{v:int}")]
fn conv_int(v: Integer) -> Json<Seen<Integer>> {
    seen(v)
}

#[get("/conv/float/{v:float}")]
fn conv_float(v: f64) -> Json<Seen<f64>> {
    seen(v)
}

#[get("/conv/uuid/{v:uuid}")]
fn conv_uuid(v: Uuid) -> Json<Seen<Uuid>> {
    seen(v)
}

#[derive(Debug, Serialize)]
struct Person<T> {
    who: T,
}

// The fixed route is declared before the one with a parameter.
#[get("/people/me")]
fn people_me() -> Json<Person<&'static str>> {
    Json(Person { who: "me" })
}

#[get("/people/{pid}")]
fn people_one(pid: Integer) -> Json<Person<Integer>> {
    Json(Person { who: pid })
}

#[derive(Debug, Serialize)]
struct Two {
    a: Integer,
    b: bool,
}

#[get("/two/{a}/mid/{b}")]
fn two(a: Integer, b: bool) -> Json<Two> {
    Json(Two { a, b })
}

#[derive(Debug, Serialize)]
struct FileName {
    stem: String,
    ext: String,
}

#[get("/file/{stem}.{ext}")]
fn file_name(stem: String, ext: String) -> Json<FileName> {
    Json(FileName { stem, ext })
}

pub(super) fn app() -> App {
    App::new()
        .title("path params")
        .routes(routes![
            read_str,
            read_int,
            read_float,
            read_bool,
            read_uuid,
            read_metal,
            read_level,
            read_literal,
            read_date,
            read_datetime,
            read_decimal,
            read_rest,
        ])
        .routes(routes![
            conv_int, conv_float, conv_uuid, people_me, people_one, two, file_name,
        ])
}
