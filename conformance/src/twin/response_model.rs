//! `15_response_model`: response models: filtering, excluding, aliases, and answers that break their model.

use std::collections::{BTreeMap, BTreeSet};

use bigdecimal::BigDecimal;
use faultless::model::{Integer, TextBytes};
use faultless::prelude::*;
use faultless::response::{Html, Redirect};
use serde_json::{Value, json};
use uuid::Uuid;

use super::value;

#[derive(Debug, Serialize, Model)]
struct UserIn {
    login: String,
    password: String,
    email: Option<String>,
}

#[derive(Debug, Serialize, Model)]
struct UserOut {
    login: String,
    email: Option<String>,
}

#[derive(Debug, Serialize, Model)]
struct Item {
    name: String,
    #[serde(default = "price")]
    price: f64,
    #[serde(default)]
    tags: Vec<String>,
    note: Option<String>,
}

fn price() -> f64 {
    1.5
}

#[derive(Debug, Serialize, Model)]
struct Named {
    #[serde(rename = "userName")]
    user_name: String,
}

/// A key that a table does not have.
#[derive(Debug, thiserror::Error)]
#[error("{0:?}")]
struct KeyError(String);

type Found = Result<Json<Value>, KeyError>;

fn find(key: String) -> Found {
    Ok(Json(match key.as_str() {
        "bare" => json!({"name": "bare"}),
        "full" => json!({"name": "full", "price": 9, "tags": ["a"], "note": "n"}),
        "default" => json!({"name": "default", "price": 1.5, "tags": [], "note": null}),
        _ => return Err(KeyError(key)),
    }))
}

#[post("/user", response_model = UserOut)]
fn user(u: UserIn) -> Json<UserIn> {
    Json(u)
}

#[post("/user-annotated")]
fn user_annotated(u: UserIn) -> Json<UserOut> {
    Json(UserOut {
        login: u.login,
        email: u.email,
    })
}

#[get("/item/{k}", response_model = Item)]
fn item(k: String) -> Found {
    find(k)
}

#[get("/unset/{k}", response_model = Item, response_model_exclude_unset)]
fn unset(k: String) -> Found {
    find(k)
}

#[get("/defaults/{k}", response_model = Item, response_model_exclude_defaults)]
fn defaults(k: String) -> Found {
    find(k)
}

#[get("/none/{k}", response_model = Item, response_model_exclude_none)]
fn none(k: String) -> Found {
    find(k)
}

#[get("/include/{k}", response_model = Item, response_model_include = ["name", "tags"])]
fn include(k: String) -> Found {
    find(k)
}

#[get("/exclude/{k}", response_model = Item, response_model_exclude = ["note"])]
fn exclude(k: String) -> Found {
    find(k)
}

#[get("/named", response_model = Named)]
fn named() -> Json<Value> {
    Json(json!({"userName": "ann"}))
}

#[get("/named-by-name", response_model = Named, response_model_by_alias = false)]
fn named_by_name() -> Json<Value> {
    named()
}

#[get("/list", response_model = Vec<UserOut>)]
fn list_() -> Json<Value> {
    Json(json!([{"login": "a", "password": "x"}, {"login": "b", "email": "b@e.org"}]))
}

#[get("/map", response_model = BTreeMap<String, f64>)]
fn map_() -> Json<Value> {
    Json(json!({"one": 1, "half": "0.5"}))
}

#[get("/broken/missing", response_model = Item, raises(unplanned))]
fn broken_missing() -> Json<Value> {
    Json(json!({"price": 3}))
}

#[get("/broken/type", response_model = Item, raises(unplanned))]
fn broken_type() -> Json<Value> {
    Json(json!({"name": "n", "price": "a lot"}))
}

#[get("/broken/none", response_model = Item, raises(unplanned))]
fn broken_none() -> Json<()> {
    Json(())
}

#[get("/nothing")]
fn nothing() -> Json<()> {
    Json(())
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Scalar {
    Int(Integer),
    Any(Value),
}

#[get("/scalar/{kind}")]
fn scalar(kind: String) -> Result<Json<Scalar>, KeyError> {
    let any = match kind.as_str() {
        "int" => json!(3),
        "float" => json!(2.0),
        "str" => json!("text"),
        "bool" => json!(true),
        "list" => json!([1, "a", null]),
        "big" => return Ok(Json(Scalar::Int(Integer((1_i128 << 70).into())))),
        _ => return Err(KeyError(kind)),
    };
    Ok(Json(Scalar::Any(any)))
}

/// 2024-02-03, at 04:05:06 and so many microseconds.
fn moment(microsecond: u32, tz_offset: Option<i32>) -> speedate::DateTime {
    speedate::DateTime {
        date: speedate::Date {
            year: 2024,
            month: 2,
            day: 3,
        },
        time: speedate::Time {
            hour: 4,
            minute: 5,
            second: 6,
            microsecond,
            tz_offset,
        },
    }
}

/// A duration that the reference cannot hold.
#[derive(Debug, thiserror::Error)]
#[error("days={0}; must have magnitude <= 999999999")]
struct OverflowError(Integer);

/// So many days, two seconds and a half.
fn duration(days: &Integer) -> Result<speedate::Duration, OverflowError> {
    let overflow = || OverflowError(days.clone());
    let whole = i64::try_from(&days.0).map_err(|_| overflow())?;
    if whole.abs() > 999_999_999 {
        return Err(overflow());
    }
    let micros = i128::from(whole) * 86_400_000_000 + 2_500_000;
    let (seconds, micros, positive) = {
        let size = micros.unsigned_abs();
        (size / 1_000_000, size % 1_000_000, micros >= 0)
    };
    let part = |part: u128| u32::try_from(part).map_err(|_| overflow());
    speedate::Duration::new(
        positive,
        part(seconds / 86_400)?,
        part(seconds % 86_400)?,
        part(micros)?,
    )
    .map_err(|_| overflow())
}

#[derive(Debug, Serialize)]
struct Types {
    uuid: Uuid,
    dt: value::DateTime,
    dt_micro: value::DateTime,
    td: value::Seconds,
    dec_int: value::Number,
    dec_frac: value::Number,
    bytes: &'static str,
    set: BTreeSet<u8>,
    tuple: (u8, u8),
}

const ID: Uuid = Uuid::from_u128(0x1234_5678_1234_5678_1234_5678_1234_5678);

#[get("/types", raises(OverflowError))]
fn types() -> Result<Json<Types>> {
    Ok(Json(Types {
        uuid: ID,
        dt: value::DateTime(moment(0, Some(0))),
        dt_micro: value::DateTime(moment(700, None)),
        td: value::Seconds(duration(&Integer(1.into()))?),
        dec_int: value::Number(3.into()),
        dec_frac: value::Number(BigDecimal::new(310.into(), 2)),
        bytes: "raw",
        set: BTreeSet::from([5]),
        tuple: (1, 2),
    }))
}

// The same types through a model: another form on the wire than in [`Types`].
#[derive(Debug, Serialize, Model)]
struct Typed {
    uuid: Uuid,
    dt: value::Shown<speedate::DateTime>,
    naive: value::Shown<speedate::DateTime>,
    td: value::Shown<speedate::Duration>,
    dec: value::Decimal,
    #[serde(default = "raw")]
    raw: TextBytes,
}

fn raw() -> TextBytes {
    TextBytes(b"raw".to_vec())
}

fn typed(days: &Integer) -> Result<Typed, OverflowError> {
    Ok(Typed {
        uuid: ID,
        dt: value::Shown(moment(0, Some(0))),
        naive: value::Shown(moment(700, None)),
        td: value::Shown(duration(days)?),
        dec: value::Decimal(BigDecimal::new(310.into(), 2)),
        raw: raw(),
    })
}

fn day() -> Integer {
    Integer(1.into())
}

#[get("/types-model")]
fn types_model(#[query(default = day())] days: Integer) -> Result<Json<Typed>, OverflowError> {
    Ok(Json(typed(&days)?))
}

#[get("/types-untyped", response_model = None)]
fn types_untyped(#[query(default = day())] days: Integer) -> Result<Json<Typed>, OverflowError> {
    Ok(Json(typed(&days)?))
}

#[derive(Debug, Serialize)]
struct Nested {
    model: Typed,
    bare: value::Seconds,
    dt: value::DateTime,
    list: (value::Number, value::DateTime),
}

#[get("/types-nested")]
fn types_nested(#[query(default = day())] days: Integer) -> Result<Json<Nested>, OverflowError> {
    let model = typed(&days)?;
    Ok(Json(Nested {
        bare: value::Seconds(model.td.0.clone()),
        dt: value::DateTime(model.dt.0),
        list: (
            value::Number(model.dec.0.clone()),
            value::DateTime(model.dt.0),
        ),
        model,
    }))
}

// What a map of several types holds, each written as its member of the union writes it.
#[derive(Debug, Serialize, Model)]
#[serde(untagged)]
enum Several {
    Moment(value::Shown<speedate::DateTime>),
    Decimal(value::Decimal),
    Duration(value::Shown<speedate::Duration>),
    Int(Integer),
}

#[get("/types-union")]
fn types_union() -> Result<Json<BTreeMap<String, Several>>, OverflowError> {
    let model = typed(&day())?;
    Ok(Json(BTreeMap::from([
        ("dt".to_owned(), Several::Moment(model.dt)),
        ("dec".to_owned(), Several::Decimal(model.dec)),
        ("td".to_owned(), Several::Duration(model.td)),
        ("n".to_owned(), Several::Int(day())),
    ])))
}

#[get("/text", response_model = None)]
fn text() -> &'static str {
    "plain words"
}

#[get("/html")]
fn html() -> Html<&'static str> {
    Html("<p>hi</p>")
}

#[get("/json")]
fn json_() -> (StatusCode, [(&'static str, &'static str); 1], Json<Value>) {
    let made = json!({"made": "by hand", "ü": "é"});
    (StatusCode::ACCEPTED, [("x-made", "yes")], Json(made))
}

#[get("/redirect", response_model = None)]
fn redirect() -> Redirect {
    Redirect::temporary("/15_response_model/named")
}

#[get("/redirect-typed", status = 302)]
fn redirect_typed() -> Redirect {
    Redirect::found("/15_response_model/text")
}

#[get("/bytes", response_model = None)]
fn bytes_() -> &'static [u8] {
    b"\x00\xff\x01"
}

#[derive(Debug, Serialize)]
struct NotFinite {
    x: f64,
    y: f64,
}

#[get("/nan", raises(unplanned))]
fn nan() -> Json<NotFinite> {
    Json(NotFinite {
        x: f64::NAN,
        y: f64::INFINITY,
    })
}

pub(super) fn app() -> App {
    App::new().title("response model").routes(routes![
        user,
        user_annotated,
        item,
        unset,
        defaults,
        none,
        include,
        exclude,
        named,
        named_by_name,
        list_,
        map_,
        broken_missing,
        broken_type,
        broken_none,
        nothing,
        scalar,
        types,
        types_model,
        types_untyped,
        types_nested,
        types_union,
        text,
        html,
        json_,
        redirect,
        redirect_typed,
        bytes_,
        nan,
    ])
}
