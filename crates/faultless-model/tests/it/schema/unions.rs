//! Enums: choices, literals, unions.

#![allow(dead_code, reason = "most of the types are described and nothing else")]

use faultless_model::{Integer, Model, from_json};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{fits, read_as, written_as};

/// How big.
#[derive(PartialEq, Eq, PartialOrd, Ord, Model)]
#[serde(rename_all = "lowercase")]
enum Size {
    Small,
    #[serde(rename(serialize = "big"))]
    Large,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Model)]
#[model(int)]
enum Level {
    Low = 1,
    High = 3,
}

#[derive(Model)]
#[model(literal)]
enum Mixed {
    #[field(literal = 1)]
    One,
    #[field(literal = "auto")]
    Auto,
    #[field(literal = None)]
    Nothing,
    #[field(literal = true)]
    Yes,
}

#[derive(Model)]
#[model(literal)]
#[serde(rename_all = "lowercase")]
enum Only {
    This,
}

#[derive(Model)]
struct Chosen {
    size: Size,
    other: Option<Size>,
    level: Level,
    mixed: Mixed,
    only: Only,
}

#[test]
fn enums_are_defined_and_literals_stand_in_place() {
    let schema = read_as::<Chosen>();
    assert_eq!(
        schema["$defs"],
        json!({
            "Size": {"title": "Size", "description": "How big.", "type": "string", "enum": ["small", "large"]},
            "Level": {"title": "Level", "type": "integer", "enum": [1, 3]},
        }),
    );
    assert_eq!(
        schema["properties"],
        json!({
            "size": {"$ref": "#/$defs/Size"},
            "other": {"anyOf": [{"$ref": "#/$defs/Size"}, {"type": "null"}]},
            "level": {"$ref": "#/$defs/Level"},
            "mixed": {"title": "Mixed", "enum": [1, "auto", null, true]},
            "only": {"title": "Only", "type": "string", "const": "this"},
        }),
    );
    let written = written_as::<Size>();
    assert_eq!(written["enum"], json!(["small", "big"]));
}

#[test]
fn names_of_a_map_are_told_where_they_are_texts() {
    type Map<K> = std::collections::BTreeMap<K, u8>;
    let schema = read_as::<Map<Size>>();
    assert_eq!(schema["propertyNames"], json!({"$ref": "#/$defs/Size"}));
    assert!(fits(&schema, &json!({"small": 1})));
    assert!(!fits(&schema, &json!({"tiny": 1})));
    // The names are digits, which no integer fits.
    let schema = read_as::<Map<Level>>();
    from_json::<Map<Level>>(br#"{"3": 1}"#).unwrap();
    assert!(fits(&schema, &json!({"3": 1})));
}

/// Asks that what serde writes of a type is read, and fits what is said of it.
fn as_serde_writes<T: Model + Serialize>(schema: &Value, values: Vec<T>) {
    for value in values {
        let written = serde_json::to_value(value).unwrap();
        from_json::<T>(written.to_string().as_bytes()).unwrap();
        assert!(fits(schema, &written), "{written} against {schema:#}");
        assert!(fits(&written_as::<T>(), &written), "{written} as written");
    }
}

/// Round.
#[derive(Serialize, Deserialize, Model)]
struct Circle {
    radius: f64,
}

#[derive(Serialize, Deserialize, Model)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Tagged {
    #[serde(alias = "disc")]
    Circle(Circle),
    Rect {
        #[field(gt = 0)]
        w: f64,
    },
    Nothing,
}

#[test]
fn a_tag_stands_among_the_fields() {
    let schema = read_as::<Tagged>();
    let reference = |name: &str| json!({"$ref": format!("#/$defs/{name}")});
    assert_eq!(
        schema["oneOf"],
        json!([reference("Circle"), reference("Rect"), reference("Nothing")])
    );
    assert_eq!(
        schema["discriminator"],
        json!({"propertyName": "kind", "mapping": {
            "circle": "#/$defs/Circle", "disc": "#/$defs/Circle", "rect": "#/$defs/Rect",
            "nothing": "#/$defs/Nothing",
        }}),
    );
    assert_eq!(
        schema["$defs"]["Circle"],
        json!({
            "title": "Circle", "description": "Round.", "type": "object",
            "properties": {
                "kind": {"title": "Kind", "type": "string", "enum": ["circle", "disc"]},
                "radius": {"title": "Radius", "type": "number"},
            },
            "required": ["kind", "radius"],
        }),
    );
    assert_eq!(schema["$defs"]["Nothing"]["required"], json!(["kind"]));
    assert!(!fits(&schema, &json!({"kind": "rect", "w": 0})));
    let values = vec![
        Tagged::Circle(Circle { radius: 1.0 }),
        Tagged::Rect { w: 2.0 },
        Tagged::Nothing,
    ];
    as_serde_writes(&schema, values);
}

#[derive(Serialize, Deserialize, Model)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Number(u8),
    Pair { a: u8, b: u8 },
    Unit,
}

#[derive(Serialize, Deserialize, Model)]
enum Named {
    Number(u8),
    Pair { a: u8, b: u8 },
    Unit,
}

#[derive(Serialize, Deserialize, Model)]
#[serde(untagged)]
enum Untagged {
    Number(u8),
    Circle(Circle),
    Pair { a: u8, b: u8 },
    Unit,
}

#[test]
fn enums_are_as_serde_writes_them() {
    as_serde_writes(
        &read_as::<Adjacent>(),
        vec![
            Adjacent::Number(1),
            Adjacent::Pair { a: 1, b: 2 },
            Adjacent::Unit,
        ],
    );
    let schema = read_as::<Named>();
    assert!(!fits(&schema, &json!({"Number": 1, "Unit": null})));
    as_serde_writes(
        &schema,
        vec![Named::Number(1), Named::Pair { a: 1, b: 2 }, Named::Unit],
    );
    let schema = read_as::<Untagged>();
    assert_eq!(
        schema["anyOf"][0],
        json!({"type": "integer", "minimum": 0, "maximum": 255})
    );
    assert_eq!(schema["anyOf"][1], json!({"$ref": "#/$defs/Circle"}));
    assert_eq!(schema["anyOf"][2]["title"], "Pair");
    assert_eq!(schema["anyOf"][3], json!({"type": "null"}));
    let circle = Untagged::Circle(Circle { radius: 1.0 });
    let values = vec![
        Untagged::Number(1),
        circle,
        Untagged::Pair { a: 1, b: 2 },
        Untagged::Unit,
    ];
    as_serde_writes(&schema, values);
}

#[derive(Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum CatKind {
    Cat,
}

#[derive(Model)]
struct Cat {
    kind: CatKind,
}

#[derive(Model)]
#[serde(untagged)]
#[model(discriminator = "kind")]
enum Pet {
    #[serde(rename = "cat")]
    Cat(Cat),
    #[serde(rename = "fish")]
    Fish { kind: String },
}

#[derive(Model)]
struct Owner {
    pet: Pet,
    pets: Option<Vec<Pet>>,
}

#[test]
fn members_that_hold_their_tag_are_told_apart_by_it() {
    let schema = read_as::<Owner>();
    let pet = json!({
        "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Fish"}],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": "#/$defs/Cat", "fish": "#/$defs/Fish"},
        },
    });
    assert_eq!(schema["properties"]["pets"]["anyOf"][0]["items"], pet);
    assert_eq!(schema["properties"]["pet"]["title"], "Pet");
    assert_eq!(schema["properties"]["pet"]["oneOf"], pet["oneOf"]);
}

/// Anything that JSON can say.
#[derive(Serialize, Deserialize, Model)]
#[serde(untagged)]
enum Json {
    Number(i64),
    List(Vec<Json>),
}

#[derive(Model)]
struct Holder {
    json: Json,
    number: Integer,
}

#[test]
fn a_union_that_holds_itself_is_defined() {
    let schema = read_as::<Holder>();
    assert_eq!(
        schema["properties"]["json"],
        json!({"$ref": "#/$defs/Json"})
    );
    assert_eq!(
        schema["$defs"]["Json"]["anyOf"][1]["items"],
        json!({"$ref": "#/$defs/Json"})
    );
    let schema = read_as::<Json>();
    assert!(!fits(&schema, &json!([1, ["x"]])));
    as_serde_writes(
        &schema,
        vec![Json::List(vec![Json::Number(1), Json::List(vec![])])],
    );
}
