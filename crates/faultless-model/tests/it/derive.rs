//! `#[derive(Model)]`.

use faultless_model::{Contents, Field, FieldDoc, Input, Model, Rules, Shape};
use serde_json::json;

use crate::support::{lines, read, read_under, told};

const NONE: &Rules = &Rules::NONE;

/// What a shop sells.
///
/// In two paragraphs.
#[derive(Debug, PartialEq, Model)]
#[model(title = "Product")]
struct Product {
    /// Stock keeping unit.
    #[field(pattern = "^[A-Z]{3}-[0-9]{4}$", examples = ["ABC-1234"])]
    sku: String,
    #[field(
        min_length = 1,
        max_length = 10,
        title = "Title",
        description = "What it is called"
    )]
    title: String,
    #[field(gt = 0, le = 10000)]
    price: f64,
    #[serde(default)]
    #[field(ge = 0, multiple_of = 2, deprecated)]
    stock: i64,
    #[serde(default = "no_tags")]
    #[field(max_length = 3)]
    tags: Vec<String>,
}

fn no_tags() -> Vec<String> {
    vec!["none".to_owned()]
}

#[test]
fn a_model_reads_its_fields_and_defaults() {
    let product: Product =
        read(r#"{"sku": "ABC-1234", "title": "Bolt", "price": "12.5"}"#).unwrap();
    let expected = Product {
        sku: "ABC-1234".into(),
        title: "Bolt".into(),
        price: 12.5,
        stock: 0,
        tags: vec!["none".into()],
    };
    assert_eq!(product, expected);
}

#[test]
fn a_model_tells_every_field_in_its_own_order() {
    let json = r#"{"tags": [null], "stock": -1, "price": 0}"#;
    let whole = json!({"tags": [null], "stock": -1, "price": 0});
    let expected = json!([
        {"type": "missing", "loc": ["body", "sku"], "msg": "Field required", "input": whole},
        {"type": "missing", "loc": ["body", "title"], "msg": "Field required", "input": whole},
        {"type": "greater_than", "loc": ["body", "price"], "msg": "Input should be greater than 0", "input": 0, "ctx": {"gt": 0.0}},
        {"type": "multiple_of", "loc": ["body", "stock"], "msg": "Input should be a multiple of 2", "input": -1, "ctx": {"multiple_of": 2}},
        {"type": "string_type", "loc": ["body", "tags", 0], "msg": "Input should be a valid string", "input": null},
    ]);
    assert_eq!(told::<Product>(json, NONE), expected);
}

#[test]
fn a_model_is_an_object() {
    let words = "body: Input should be a valid dictionary or object to extract fields from (model_attributes_type)";
    for json in ["null", "[]", "3", "\"x\""] {
        assert_eq!(lines::<Product>(json, NONE), [words]);
    }
    assert_eq!(Product::SHAPE, Shape::Object);
}

#[test]
fn a_model_tells_about_itself() {
    assert_eq!(
        (Product::NAME, Product::TITLE),
        ("Product", Some("Product"))
    );
    assert_eq!(
        Product::DESCRIPTION,
        Some("What a shop sells.\n\nIn two paragraphs.")
    );
    let [sku, title, _, stock, tags] = <Product as Model>::fields() else {
        panic!("five fields")
    };
    assert_eq!(
        (sku.name, sku.description),
        ("sku", Some("Stock keeping unit."))
    );
    assert_eq!((sku.examples)(), [Input::from("ABC-1234")]);
    assert_eq!(
        (title.title, title.description),
        (Some("Title"), Some("What it is called"))
    );
    assert!(stock.deprecated && stock.has_default && tags.has_default && !sku.has_default);
}

#[derive(Debug, PartialEq, Model)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Named {
    first_name: String,
    #[serde(rename = "AGE", alias = "age", alias = "years")]
    age: u8,
    #[serde(skip)]
    cached: Option<i32>,
    #[serde(rename(serialize = "x", deserialize = "kind"))]
    r#type: Option<String>,
    #[field(alias = "in_value")]
    value: Option<i64>,
}

#[test]
fn names_are_serdes() {
    let expected = Named {
        first_name: "a".into(),
        age: 3,
        cached: None,
        r#type: Some("t".into()),
        value: Some(1),
    };
    let json = r#"{"firstName": "a", "years": 3, "kind": "t", "in_value": 1}"#;
    assert_eq!(read(json), Ok(expected));
    assert_eq!(
        lines::<Named>(
            r#"{"first_name": 1, "age": -1, "value": 1, "cached": 2}"#,
            NONE
        ),
        [
            "body.firstName: Field required (missing)",
            "body.age: Input should be greater than or equal to 0 (greater_than_equal)",
            "body.first_name: Extra inputs are not permitted (extra_forbidden)",
            "body.value: Extra inputs are not permitted (extra_forbidden)",
            "body.cached: Extra inputs are not permitted (extra_forbidden)",
        ],
    );
}

#[derive(Clone, Debug, PartialEq, Model)]
#[serde(default)]
struct Settings {
    size: u32,
    name: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            size: 7,
            name: "seven".into(),
        }
    }
}

#[test]
fn a_default_of_the_type_fills_its_fields() {
    assert_eq!(
        read(r#"{"size": 1}"#),
        Ok(Settings {
            size: 1,
            name: "seven".into()
        })
    );
    assert_eq!(read("{}"), Ok(Settings::default()));
}

#[derive(Model)]
#[allow(dead_code, reason = "it is only asked about itself")]
struct Held {
    whole: Settings,
    #[serde(default = "tenth")]
    ratio: f32,
    #[serde(default)]
    numbers: Vec<u8>,
    list: Vec<Option<Settings>>,
    #[serde(default)]
    unwritten: Unwritten,
    by_name: std::collections::BTreeMap<String, Settings>,
    pair: (Settings, u8),
    required: Option<u8>,
}

fn tenth() -> f32 {
    0.1
}

/// A type without JSON.
#[derive(Default, Model)]
struct Unwritten {
    _any: u8,
}

#[test]
fn fields_tell_their_defaults_as_json() {
    let defaults = |fields: &[FieldDoc]| -> Vec<String> {
        let told = fields.iter().map(|field| match (field.default)() {
            Some(json) => json.to_string(),
            None => "none".to_owned(),
        });
        told.collect()
    };
    assert_eq!(defaults(Settings::fields()), ["7", "\"seven\""]);
    let told = defaults(Held::fields());
    let expected = ["none", "0.1", "[]", "none", "none", "none", "none", "none"];
    assert_eq!(told, expected);
}

#[test]
fn fields_tell_what_they_hold() {
    fn told(contents: Contents) -> String {
        match contents {
            Contents::Fields(fields) => fields[0].name.to_owned(),
            Contents::Items(item) => format!("[{}]", told(item())),
            Contents::Each(each) => {
                let each: Vec<String> = each.iter().map(|contents| told(contents())).collect();
                format!("({})", each.join(" "))
            }
            _ => "-".to_owned(),
        }
    }
    let held: Vec<String> = Held::fields()
        .iter()
        .map(|field| told((field.contents)()))
        .collect();
    assert_eq!(
        held,
        [
            "size", "-", "[-]", "[size]", "_any", "[size]", "(size -)", "-"
        ]
    );
    assert_eq!(told(<Box<Held>>::contents()), "whole");
}

#[derive(Debug, PartialEq, Model)]
struct Page<T>
where
    T: Clone,
{
    #[field(max_length = 2)]
    items: Vec<T>,
    next: Option<Box<Page<T>>>,
}

#[test]
fn a_model_may_be_generic_and_hold_itself() {
    let page: Page<i64> = read(r#"{"items": [1], "next": {"items": ["2"]}}"#).unwrap();
    assert_eq!(page.next.unwrap().items, [2]);
    assert_eq!(
        lines::<Page<Settings>>(r#"{"items": [{"size": "x"}], "next": {"next": 1}}"#, NONE),
        [
            "body.items.0.size: Input should be a valid integer, unable to parse string as an integer (int_parsing)",
            "body.next.items: Field required (missing)",
            "body.next.next: Input should be a valid dictionary or object to extract fields from (model_attributes_type)",
        ],
    );
}

#[derive(Debug, PartialEq, Model)]
struct Measure<T: faultless_model::Bounded<i128>> {
    #[field(gt = 0)]
    value: T,
}

#[test]
fn the_rules_of_a_generic_model_speak_of_each_type() {
    let context = |issues: serde_json::Value| issues[0]["ctx"].clone();
    assert_eq!(
        context(told::<Measure<i64>>(r#"{"value": 0}"#, NONE)),
        json!({"gt": 0})
    );
    assert_eq!(
        context(told::<Measure<f64>>(r#"{"value": 0}"#, NONE)).to_string(),
        r#"{"gt":0.0}"#
    );
}

#[derive(Debug, PartialEq, Model)]
#[model(strict)]
struct Strict {
    n: i64,
    ratio: Option<f64>,
    #[field(strict = false)]
    lax: bool,
}

#[test]
fn a_strict_model_takes_no_numbers_in_strings() {
    assert_eq!(
        read(r#"{"n": 1, "ratio": 2, "lax": "yes"}"#),
        Ok(Strict {
            n: 1,
            ratio: Some(2.0),
            lax: true
        })
    );
    let kinds = lines::<Strict>(r#"{"n": 1.0, "ratio": "1", "lax": 1}"#, NONE);
    let expected = [
        "body.n: Input should be a valid integer (int_type)",
        "body.ratio: Input should be a valid number (float_type)",
    ];
    assert_eq!(kinds, expected);
}

#[derive(Debug, PartialEq, Model)]
#[serde(rename_all = "kebab-case")]
enum Metal {
    Iron,
    #[serde(alias = "cu")]
    Copper,
    RareEarth,
    #[serde(rename = "it's")]
    Its,
    #[expect(dead_code, reason = "never read")]
    #[serde(skip)]
    Hidden,
}

#[test]
fn an_enum_is_read_by_name() {
    assert_eq!(read("\"rare-earth\""), Ok(Metal::RareEarth));
    assert_eq!(read("\"cu\""), Ok(Metal::Copper));
    let expected = "'iron', 'copper', 'rare-earth' or \"it's\"";
    let issue = json!([{
        "type": "enum", "loc": ["body"], "msg": format!("Input should be {expected}"), "input": "gold",
        "ctx": {"expected": expected},
    }]);
    assert_eq!(told::<Metal>("\"gold\"", NONE), issue);
    for json in ["\"Iron\"", "\"hidden\"", "1", "null", "[]"] {
        assert!(read::<Metal>(json).is_err(), "{json}");
    }
    assert_eq!(Metal::SHAPE, Shape::Scalar);
}

#[derive(Debug, PartialEq, Model)]
#[model(literal)]
enum Letter {
    #[serde(rename = "a")]
    A,
}

#[derive(Debug, PartialEq, Model)]
#[model(int)]
enum Level {
    Low = 1,
    High = 3,
}

#[derive(Debug, PartialEq, Model)]
#[model(int, literal)]
enum Step {
    Down = -1,
    Stay,
    Up,
}

#[test]
fn literals_and_numbers_are_read_as_the_reference_reads_them() {
    assert_eq!(
        lines::<Letter>("\"b\"", NONE),
        ["body: Input should be 'a' (literal_error)"]
    );
    for json in ["1", "\"1\"", "\" 1 \"", "\"1.0\"", "\"01\"", "1.0", "true"] {
        assert_eq!(read(json), Ok(Level::Low), "{json}");
    }
    assert_eq!(read("3"), Ok(Level::High));
    for json in ["2", "\"x\"", "1.5", "null", "[]", "\"1_0\"", "false"] {
        assert_eq!(
            lines::<Level>(json, NONE),
            ["body: Input should be 1 or 3 (enum)"],
            "{json}"
        );
    }
    assert_eq!(
        (read("-1"), read("0.0"), read("true")),
        (Ok(Step::Down), Ok(Step::Stay), Ok(Step::Up))
    );
    assert_eq!(
        lines::<Step>("\"1\"", NONE),
        ["body: Input should be -1, 0 or 1 (literal_error)"]
    );
    let strict = faultless_model::RuleSet::<Level>::new()
        .strict(true)
        .build();
    assert!(
        read_under::<Level>("\"1\"", &strict).is_err() && read_under::<Level>("1", &strict).is_ok()
    );
}

mod reach {
    //! Models whose fields are of types that not everyone sees.

    use faultless_model::Model;

    /// Seen where its fields' types are not.
    #[derive(Debug, PartialEq, Model)]
    pub(crate) struct Basket<T> {
        pub(super) lines: Vec<Line>,
        pub(super) other: Option<Either>,
        pub(super) more: T,
    }

    #[derive(Debug, PartialEq, Model)]
    pub(super) struct Line {
        pub(super) n: u8,
    }

    #[derive(Debug, PartialEq, Model)]
    #[serde(untagged)]
    pub(super) enum Either {
        Number(u8),
        Line(Line),
    }

    /// Without fields.
    #[derive(Debug, PartialEq, Model)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Empty {}
}

#[test]
fn a_field_may_be_of_a_type_that_is_less_public_than_its_model() {
    assert_eq!(
        read::<reach::Basket<reach::Empty>>(
            r#"{"lines": [{"n": 1}], "other": {"n": 2}, "more": {}}"#
        ),
        Ok(reach::Basket {
            lines: vec![reach::Line { n: 1 }],
            other: Some(reach::Either::Line(reach::Line { n: 2 })),
            more: reach::Empty {},
        })
    );
}
