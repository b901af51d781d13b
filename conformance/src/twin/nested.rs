//! `09_nested`: nested models and containers in a JSON body.

use std::collections::{BTreeMap, BTreeSet};

use faultless::model::{Field, FrozenSet, HttpUrl, Integer, Patch, Rules, Schema, Schemas};
use faultless::prelude::*;

use super::unions::Sent;

#[derive(Debug, Serialize, Model)]
struct Image {
    url: HttpUrl,
    name: String,
}

#[derive(Debug, Serialize, Model)]
struct Item {
    name: String,
    image: Option<Image>,
    #[serde(default)]
    images: Vec<Image>,
    #[serde(default)]
    tags: BTreeSet<String>,
}

#[derive(Debug, Model)]
struct Offer {
    title: String,
    items: Vec<Item>,
}

#[derive(Debug, Serialize, Model)]
#[serde(default)]
struct Containers {
    ints: Vec<Integer>,
    uniq: BTreeSet<Integer>,
    frozen: FrozenSet<String>,
    pair: (Integer, String),
    many: Box<[Integer]>,
    #[serde(serialize_with = "write_weights")]
    weights: BTreeMap<Integer, f64>,
    flags: BTreeMap<String, bool>,
    grid: Vec<Vec<Integer>>,
    maybe: BTreeMap<String, Vec<Option<Integer>>>,
}

impl Default for Containers {
    fn default() -> Self {
        Self {
            ints: Vec::new(),
            uniq: BTreeSet::new(),
            frozen: FrozenSet::default(),
            pair: (0.into(), String::new()),
            many: Box::default(),
            weights: BTreeMap::new(),
            flags: BTreeMap::new(),
            grid: Vec::new(),
            maybe: BTreeMap::new(),
        }
    }
}

/// Weights by their number, which is a text in JSON, however large.
fn write_weights<S: serde::Serializer>(
    weights: &BTreeMap<Integer, f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(
        weights
            .iter()
            .map(|(key, weight)| (key.to_string(), weight)),
    )
}

#[derive(Debug, Serialize, Model)]
#[serde(default)]
struct Sized {
    #[field(min_length = 1, max_length = 3)]
    some: Vec<Integer>,
    #[field(min_length = 1, max_length = 2)]
    uniq: BTreeSet<Integer>,
    #[field(max_length = 1)]
    table: BTreeMap<String, Integer>,
}

impl Default for Sized {
    fn default() -> Self {
        Self {
            some: vec![1.into()],
            uniq: BTreeSet::from([1.into()]),
            table: BTreeMap::new(),
        }
    }
}

fn three(schemas: &mut Schemas, rules: &Rules) -> Schema {
    Integer::schema(schemas, rules).with("default", 3)
}

#[derive(Debug, Model)]
struct Nulls {
    #[field(required)]
    required_nullable: Option<Integer>,
    #[field(schema = three)]
    optional_int: Sent<Integer>,
    optional_nullable: Patch<Integer>,
}

#[post("/item", response_model = None)]
fn item(p: Item) -> Json<Item> {
    Json(p)
}

#[derive(Debug, Serialize)]
struct Offered {
    title: String,
    n: Vec<usize>,
}

#[post("/offer")]
fn offer(p: Offer) -> Json<Offered> {
    Json(Offered {
        title: p.title,
        n: p.items.iter().map(|item| item.images.len()).collect(),
    })
}

#[post("/images", response_model = None)]
fn images(p: Body<Vec<Image>>) -> Json<Vec<Image>> {
    Json(p.0)
}

#[derive(Debug, Serialize)]
struct Weights(#[serde(serialize_with = "write_weights")] BTreeMap<Integer, f64>);

#[post("/weights")]
fn weights(p: Body<BTreeMap<Integer, f64>>) -> Json<Weights> {
    Json(Weights(p.0))
}

#[post("/containers", response_model = None)]
fn containers(p: Containers) -> Json<Containers> {
    Json(p)
}

#[post("/sized", response_model = None)]
fn sized(p: Sized) -> Json<Sized> {
    Json(p)
}

#[derive(Debug, Serialize)]
struct All {
    required_nullable: Option<Integer>,
    optional_int: Integer,
    optional_nullable: Option<Integer>,
}

#[derive(Debug, Serialize)]
struct Told {
    all: All,
    set: Vec<&'static str>,
}

#[post("/nulls")]
fn nulls(p: Nulls) -> Json<Told> {
    let sent = [
        ("optional_int", p.optional_int.0.is_some()),
        ("optional_nullable", !p.optional_nullable.is_missing()),
        ("required_nullable", true),
    ];
    let names = sent.into_iter().filter(|(_, is_sent)| *is_sent);
    Json(Told {
        set: names.map(|(name, _)| name).collect(),
        all: All {
            required_nullable: p.required_nullable,
            optional_int: p.optional_int.0.unwrap_or_else(|| 3.into()),
            optional_nullable: p.optional_nullable.into_value(),
        },
    })
}

pub(super) fn app() -> App {
    App::new().title("nested").routes(routes![
        item, offer, images, weights, containers, sized, nulls
    ])
}
