//! Structs and newtypes.

#![allow(dead_code, reason = "most of the types are described and nothing else")]

use std::collections::BTreeMap;

use faultless_model::{
    Field, Input, Invalid, Model, Reader, Rules, Schema, Schemas, Secret, from_json,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{fits, read_as, written_as};

fn ten() -> u32 {
    10
}

/// What a shop sells.
#[derive(Debug, Serialize, Deserialize, Model)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Product {
    #[field(min_length = 1, title = "Its name", examples = ["tea", "milk"])]
    full_name: String,
    /// In cents.
    #[field(gt = 0, deprecated)]
    price: u32,
    #[serde(default = "ten")]
    stock: u32,
    #[serde(default)]
    note: Option<String>,
    size: Option<f64>,
    #[field(required)]
    code: Option<u8>,
    #[serde(default)]
    key: Secret<String>,
    #[serde(skip)]
    cached: u8,
}

#[test]
fn a_struct_is_an_object() {
    let schema = read_as::<Product>();
    assert_eq!(
        schema,
        json!({
            "title": "Product",
            "description": "What a shop sells.",
            "type": "object",
            "properties": {
                "fullName": {"title": "Its name", "type": "string", "minLength": 1, "examples": ["tea", "milk"]},
                "price": {
                    "title": "Price", "description": "In cents.", "type": "integer", "exclusiveMinimum": 0, "maximum": u32::MAX,
                    "deprecated": true,
                },
                "stock": {"title": "Stock", "type": "integer", "minimum": 0, "maximum": u32::MAX, "default": 10},
                "note": {"title": "Note", "anyOf": [{"type": "string"}, {"type": "null"}]},
                "size": {"title": "Size", "anyOf": [{"type": "number"}, {"type": "null"}]},
                "code": {"title": "Code", "anyOf": [{"type": "integer", "minimum": 0, "maximum": 255}, {"type": "null"}]},
                "key": {"title": "Key", "type": "string", "format": "password", "writeOnly": true},
            },
            "required": ["fullName", "price", "code"],
            "additionalProperties": false,
        })
    );
    let product = json!({"fullName": "tea", "price": 3, "code": null});
    let read: Product = from_json(product.to_string().as_bytes()).unwrap();
    assert!(fits(&schema, &product));
    assert!(!fits(&schema, &json!({"fullName": "tea", "price": 3})));
    assert!(!fits(
        &schema,
        &json!({"fullName": "tea", "price": 3, "code": 1, "x": 1})
    ));
    assert!(fits(
        &written_as::<Product>(),
        &serde_json::to_value(read).unwrap()
    ));
}

#[derive(Serialize, Model)]
struct Sides {
    #[serde(rename(serialize = "written", deserialize = "read"))]
    both: u8,
    #[serde(skip_serializing)]
    taken: u8,
    #[serde(skip_deserializing)]
    given: u8,
    #[serde(skip_deserializing)]
    foreign: Foreign,
}

/// A type that is written alone.
#[derive(Default, Serialize)]
struct Foreign;

#[test]
fn each_side_has_its_names_and_fields() {
    let of = |schema: Value| {
        let names = schema["properties"].as_object().unwrap().keys().cloned();
        let names: Vec<String> = names.collect();
        (names.join(" "), schema["required"].clone())
    };
    assert_eq!(
        of(read_as::<Sides>()),
        ("read taken".into(), json!(["read", "taken"]))
    );
    assert_eq!(
        of(written_as::<Sides>()),
        (
            "foreign given written".into(),
            json!(["written", "given", "foreign"])
        ),
    );
    assert_eq!(
        written_as::<Sides>()["properties"]["foreign"],
        json!({"title": "Foreign"})
    );
}

#[derive(Model)]
struct Page {
    #[field(ge = 1)]
    limit: u32,
    #[serde(default)]
    limit_all: bool,
}

#[derive(Model)]
struct Search {
    q: String,
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    more: Option<More>,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Model)]
struct More {
    deep: u8,
}

#[test]
fn flattened_fields_stand_among_the_others() {
    let schema = read_as::<Search>();
    let properties = schema["properties"].as_object().unwrap();
    let names: Vec<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(names, ["deep", "limit", "limit_all", "q"]);
    assert_eq!(
        properties["limit"],
        json!({"title": "Limit", "type": "integer", "minimum": 1, "maximum": u32::MAX})
    );
    assert_eq!(schema["required"], json!(["q", "limit"]));
    assert_eq!(
        schema["additionalProperties"],
        json!({"type": "integer", "minimum": 0, "maximum": 255})
    );
    assert!(fits(&schema, &json!({"q": "", "limit": 1, "x": 2})));
    assert!(!fits(&schema, &json!({"q": "", "limit": 1, "x": "2"})));
}

/// A word.
#[derive(Model)]
struct Word(#[field(max_length = 5)] String);

#[derive(Model)]
struct Words {
    word: Word,
    #[field(description = "The last one.")]
    last: Option<Word>,
}

#[test]
fn a_newtype_is_what_it_holds() {
    let schema = read_as::<Words>();
    let word = json!({"type": "string", "maxLength": 5, "description": "A word.", "title": "Word"});
    assert_eq!(schema["properties"]["word"], word);
    assert_eq!(schema["properties"]["last"]["description"], "The last one.");
    assert!(!fits(&schema, &json!({"word": "longer"})));
}

fn unix(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<u64, Invalid> {
    u64::read(input, rules, reader)
}

fn as_unix(schemas: &mut Schemas, rules: &Rules) -> Schema {
    u64::schema(schemas, rules).with("format", "unix-time")
}

/// A type that says nothing of itself.
struct Silent;

impl Field for Silent {
    const SHAPE: faultless_model::Shape = faultless_model::Shape::Scalar;

    fn read(_: &Input<'_>, _: &Rules, _: &mut Reader<'_>) -> Result<Self, Invalid> {
        Ok(Self)
    }
}

#[derive(Model)]
struct Told {
    #[field(with = unix, schema = as_unix, ge = 1)]
    since: u64,
    #[field(with = unix)]
    untold: u64,
    #[field(schema = hush)]
    silent: Silent,
    quiet: Silent,
}

fn hush(_: &mut Schemas, _: &Rules) -> Schema {
    Schema::any().with("enum", vec!["hush"])
}

#[test]
fn a_field_may_be_told_its_schema() {
    assert_eq!(
        read_as::<Told>()["properties"],
        json!({
            "since": {"title": "Since", "type": "integer", "format": "unix-time", "minimum": 1, "maximum": u64::MAX},
            "untold": {"title": "Untold"},
            "silent": {"title": "Silent", "enum": ["hush"]},
            "quiet": {"title": "Quiet"},
        }),
    );
}

fn next() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

#[derive(Model)]
struct Defaults {
    #[serde(default = "next")]
    id: u64,
    #[serde(default)]
    #[field(secret)]
    pin: u32,
    #[serde(default)]
    list: Vec<u8>,
}

#[test]
fn only_lasting_defaults_are_told() {
    let properties = read_as::<Defaults>()["properties"].clone();
    assert_eq!(properties["id"].get("default"), None);
    assert_eq!(properties["pin"].get("default"), None);
    assert_eq!(properties["list"]["default"], json!([]));
}
