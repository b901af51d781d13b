//! `08_field_rules`: field constraints, validators, strictness and names inside body models.

use std::collections::BTreeMap;

use faultless::model::{Input, Integer};
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
struct Product {
    /// Stock keeping unit
    #[field(pattern = "^[A-Z]{3}-[0-9]{4}$")]
    sku: String,
    #[field(min_length = 1, max_length = 10)]
    title: String,
    #[field(gt = 0, le = 10000)]
    price: f64,
    #[serde(default = "zero")]
    #[field(ge = 0, multiple_of = 2)]
    stock: Integer,
    #[serde(default)]
    #[field(min_length = 0, max_length = 3)]
    tags: Vec<String>,
}

fn zero() -> Integer {
    Integer(0.into())
}

fn one() -> Integer {
    Integer(1.into())
}

#[derive(Debug, Serialize, Model)]
struct Trimmed {
    #[field(min_length = 2, trim, lowercase)]
    name: String,
}

#[derive(Debug, Serialize, Model)]
#[model(validator = ordered)]
struct Checked {
    low: Integer,
    high: Integer,
    #[serde(default = "fine")]
    #[field(validator = no_bang)]
    word: String,
}

fn fine() -> String {
    "ok".to_owned()
}

fn no_bang(word: &str) -> Result<(), &'static str> {
    if word.contains('!') {
        return Err("no exclamation marks");
    }
    Ok(())
}

fn ordered(checked: &Checked) -> Result<(), &'static str> {
    if checked.low.0 > checked.high.0 {
        return Err("low must not exceed high");
    }
    Ok(())
}

#[derive(Debug, Serialize, Model)]
#[model(strict)]
struct Strict {
    #[serde(default = "zero")]
    i: Integer,
    #[serde(default)]
    s: String,
    #[serde(default)]
    b: bool,
    #[serde(default)]
    f: f64,
}

#[derive(Debug, Serialize, Model)]
#[model(strict)]
struct StrictModel {
    n: Integer,
    ratio: Option<f64>,
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Forbid {
    #[serde(default = "one")]
    a: Integer,
}

#[derive(Debug, Serialize, Model)]
struct Allow {
    #[serde(default = "one")]
    a: Integer,
    #[serde(flatten)]
    extra: BTreeMap<String, Input<'static>>,
}

#[derive(Debug, Serialize, Model)]
struct Aliased {
    #[serde(rename = "firstName")]
    first_name: String,
    #[serde(rename = "AGE")]
    #[field(ge = 0)]
    age: Integer,
}

#[derive(Debug, Serialize, Model)]
struct ByEither {
    #[serde(rename = "firstName", alias = "first_name")]
    first_name: String,
}

#[derive(Debug, Serialize, Model)]
struct Split {
    #[serde(rename(deserialize = "in_value", serialize = "out_value"))]
    value: Integer,
}

#[post("/product", response_model = None)]
fn product(p: Product) -> Json<Product> {
    Json(p)
}

#[post("/trimmed", response_model = None)]
fn trimmed(p: Trimmed) -> Json<Trimmed> {
    Json(p)
}

#[post("/checked", response_model = None)]
fn checked(p: Checked) -> Json<Checked> {
    Json(p)
}

#[post("/strict", response_model = None)]
fn strict(p: Strict) -> Json<Strict> {
    Json(p)
}

#[post("/strict-model", response_model = None)]
fn strict_model(p: StrictModel) -> Json<StrictModel> {
    Json(p)
}

#[post("/forbid", response_model = None)]
fn forbid(p: Forbid) -> Json<Forbid> {
    Json(p)
}

#[post("/allow", response_model = None)]
fn allow(p: Allow) -> Json<Allow> {
    Json(p)
}

#[post("/aliased", response_model = None)]
fn aliased(p: Aliased) -> Json<Aliased> {
    Json(p)
}

#[post("/by-either", response_model = None)]
fn by_either(p: ByEither) -> Json<ByEither> {
    Json(p)
}

#[post("/split", response_model = None)]
fn split(p: Split) -> Json<Split> {
    Json(p)
}

pub(super) fn app() -> App {
    App::new().title("field rules").routes(routes![
        product,
        trimmed,
        checked,
        strict,
        strict_model,
        forbid,
        allow,
        aliased,
        by_either,
        split,
    ])
}
