//! Types of every sort, to be read from whatever comes.

#![expect(
    dead_code,
    reason = "the types are there to be read; only their debug form is looked at"
)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::IpAddr;
use std::num::NonZero;
use std::path::PathBuf;

use bigdecimal::BigDecimal;
use email_address::EmailAddress;
use faultless_model::{
    Base64, Base64Url, FrozenSet, Hex, HttpUrl, Input, Integer, JsonText, Model, Patch, TextBytes,
};
use indexmap::IndexMap;
use rust_decimal::Decimal;

#[derive(Debug, Model)]
pub(super) struct Order {
    #[field(ge = 1, le = 1000)]
    id: i64,
    #[field(min_length = 1, max_length = 3, pattern = "^[a-cé]*$")]
    name: String,
    #[field(gt = 0, allow_inf_nan = false)]
    price: f64,
    #[serde(default)]
    #[field(lt = 2.5)]
    ratio: f32,
    #[serde(default)]
    #[field(max_length = 3, items(min_length = 1))]
    tags: Vec<String>,
    nested: Option<Box<Closed>>,
    size: Option<Size>,
    #[serde(alias = "n", default = "three")]
    #[field(multiple_of = 3)]
    count: u8,
    next: Option<Box<Order>>,
}

fn three() -> u8 {
    3
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
pub(super) struct Closed {
    #[field(ge = 0)]
    x: u64,
    y: Vec<i8>,
}

#[derive(Debug, Model)]
#[serde(rename_all = "lowercase")]
pub(super) enum Size {
    Small,
    Large,
}

#[derive(Debug, Model)]
#[model(strict)]
pub(super) struct Strict {
    id: i32,
    ratio: f64,
    maybe: Option<bool>,
    when: Option<speedate::DateTime>,
    #[field(required)]
    rest: Option<String>,
}

fn without_b(name: &str) -> Result<(), &'static str> {
    if name.contains('b') {
        Err("no b")
    } else {
        Ok(())
    }
}

fn ordered(range: &Range) -> Result<(), String> {
    if range.x <= range.y {
        Ok(())
    } else {
        Err(format!("{} is beyond {}", range.x, range.name))
    }
}

#[derive(Debug, Model)]
#[model(validator = ordered)]
pub(super) struct Range {
    x: i64,
    #[field(lt = 1000)]
    y: i64,
    #[field(validator = without_b)]
    name: String,
}

#[derive(Debug, Model)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Pet {
    Cat { n: u8 },
    Dog(Closed),
    Litter { pets: Vec<Pet> },
    Fish,
}

#[derive(Debug, Model)]
#[serde(untagged)]
pub(super) enum Any {
    Whole(i64),
    Real(f64),
    Text(String),
    Point(Closed),
    List(Vec<Any>),
    Nothing,
}

#[derive(Debug, Model)]
pub(super) struct Open {
    id: i64,
    #[serde(flatten)]
    both: Both,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Model)]
pub(super) struct Both {
    a: Option<String>,
    #[field(ge = 2)]
    n: Option<u8>,
}

#[derive(Debug, Model, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name(#[field(min_length = 2)] String);

#[derive(Debug, Model)]
pub(super) struct Collections {
    tags: Option<BTreeSet<Name>>,
    frozen: Option<FrozenSet<i64>>,
    by_number: Option<BTreeMap<u8, Closed>>,
    by_date: Option<BTreeMap<jiff::civil::Date, bool>>,
    ordered: Option<IndexMap<String, NonZero<u8>>>,
    row: Option<(i64, String, Option<bool>)>,
    pair: Option<[f32; 2]>,
    queue: Option<VecDeque<Option<char>>>,
    #[field(unique, max_length = 4)]
    once: Option<Vec<i64>>,
    #[serde(default)]
    patch: Patch<u16>,
    text: Option<JsonText<Vec<u8>>>,
    value: Option<serde_json::Value>,
    any: Option<Input<'static>>,
}

#[derive(Debug, Model)]
pub(super) struct Moments {
    date: Option<speedate::Date>,
    time: Option<speedate::Time>,
    datetime: Option<speedate::DateTime>,
    duration: Option<speedate::Duration>,
    civil: Option<jiff::civil::DateTime>,
    stamp: Option<jiff::Timestamp>,
    day: Option<jiff::civil::Date>,
    span: Option<jiff::SignedDuration>,
    naive: Option<chrono::NaiveDateTime>,
    utc: Option<chrono::DateTime<chrono::Utc>>,
    fixed: Option<chrono::DateTime<chrono::FixedOffset>>,
    delta: Option<chrono::TimeDelta>,
    std: Option<std::time::Duration>,
}

#[derive(Debug, Model)]
pub(super) struct Words {
    id: Option<uuid::Uuid>,
    email: Option<EmailAddress>,
    url: Option<HttpUrl>,
    ip: Option<IpAddr>,
    net: Option<ipnet::IpNet>,
    path: Option<PathBuf>,
    base64: Option<Base64>,
    base64url: Option<Base64Url>,
    hex: Option<Hex>,
    #[field(max_length = 4)]
    bytes: Option<TextBytes>,
    switch: Option<bool>,
}

#[derive(Debug, Model)]
pub(super) struct Numbers {
    i8: Option<i8>,
    u128: Option<u128>,
    i128: Option<i128>,
    nonzero: Option<NonZero<i16>>,
    #[field(multiple_of = 0.1, ge = -1e300)]
    real: Option<f64>,
    single: Option<f32>,
    #[field(multiple_of = 7)]
    big: Option<Integer>,
    #[field(max_digits = 9, decimal_places = 3)]
    decimal: Option<BigDecimal>,
    #[field(max_digits = 9, decimal_places = 3)]
    exact: Option<Decimal>,
    loose: Option<BigDecimal>,
}
