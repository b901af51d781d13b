//! Enums that hold something, types around one value, flattened fields, validators.

use std::collections::BTreeMap;

use faultless_model::{Field as _, Input, Invalid, Kind, Model, Reader, Rules, Shape, Violation};

use crate::support::{lines, read};

#[derive(Debug, PartialEq, Model)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Pet {
    Cat {
        #[field(le = 9)]
        lives: u8,
    },
    #[serde(alias = "hound")]
    Dog(Dog),
    Fish,
}

#[derive(Debug, PartialEq, Model)]
#[serde(deny_unknown_fields)]
struct Dog {
    breed: Option<String>,
}

#[test]
fn a_tag_tells_the_variant() {
    assert_eq!(
        read(r#"{"kind": "cat", "lives": 9}"#),
        Ok(Pet::Cat { lives: 9 })
    );
    assert_eq!(
        read(r#"{"kind": "hound"}"#),
        Ok(Pet::Dog(Dog { breed: None }))
    );
    assert_eq!(read(r#"{"kind": "fish"}"#), Ok(Pet::Fish));
    let told = |json| lines::<Pet>(json, &Rules::NONE);
    assert_eq!(
        told(r#"{"kind": "cat", "lives": 10}"#),
        ["body.cat.lives: Input should be less than or equal to 9 (less_than_equal)"]
    );
    assert_eq!(
        told(r#"{"kind": "hound", "breed": 1, "name": "a"}"#),
        [
            "body.hound.breed: Input should be a valid string (string_type)",
            "body.hound.name: Extra inputs are not permitted (extra_forbidden)",
        ]
    );
    assert_eq!(
        told(r#"{"kind": ["cat", 1.5, {"a": null}]}"#),
        [
            "body: Input tag '['cat', 1.5, {'a': None}]' found using 'kind' does not match any of the expected tags: \
             'cat', 'dog', 'hound', 'fish' (union_tag_invalid)"
        ]
    );
    assert_eq!(
        told("{}"),
        ["body: Unable to extract tag using discriminator 'kind' (union_tag_not_found)"]
    );
    assert_eq!(
        told("[]"),
        [
            "body: Input should be a valid dictionary or object to extract fields from (model_attributes_type)"
        ]
    );
    assert_eq!(Pet::SHAPE, Shape::Object);
}

#[derive(Debug, PartialEq, Model)]
#[serde(tag = "t", content = "c")]
enum Beside {
    One(Vec<u8>),
    Named { a: u8 },
    Nothing,
}

#[test]
fn content_stands_beside_the_tag() {
    assert_eq!(read(r#"{"t": "One", "c": [1]}"#), Ok(Beside::One(vec![1])));
    assert_eq!(
        read(r#"{"c": {"a": 1}, "t": "Named"}"#),
        Ok(Beside::Named { a: 1 })
    );
    assert_eq!(read(r#"{"t": "Nothing"}"#), Ok(Beside::Nothing));
    let told = |json| lines::<Beside>(json, &Rules::NONE);
    assert_eq!(
        told(r#"{"t": "One"}"#),
        ["body.One.c: Field required (missing)"]
    );
    assert_eq!(
        told(r#"{"t": "One", "c": [300]}"#),
        ["body.One.c.0: Input should be less than or equal to 255 (less_than_equal)"]
    );
    assert_eq!(
        told(r#"{"t": "Named", "c": {}}"#),
        ["body.Named.c.a: Field required (missing)"]
    );
}

#[derive(Debug, PartialEq, Model)]
enum Outside {
    One(u8),
    Named { a: u8 },
    Nothing,
}

#[test]
fn a_variant_is_named_by_the_only_entry() {
    assert_eq!(read(r#"{"One": 1}"#), Ok(Outside::One(1)));
    assert_eq!(read(r#"{"Named": {"a": 1}}"#), Ok(Outside::Named { a: 1 }));
    assert_eq!(read(r#""Nothing""#), Ok(Outside::Nothing));
    assert_eq!(read(r#"{"Nothing": null}"#), Ok(Outside::Nothing));
    let told = |json| lines::<Outside>(json, &Rules::NONE);
    assert_eq!(
        told(r#"{"Nothing": 1}"#),
        ["body.Nothing: Input should be None (none_required)"]
    );
    assert!(told(r#"{"Two": 1}"#)[0].ends_with("(union_tag_invalid)"));
    assert!(told(r#"{"One": 1, "Named": 2}"#)[0].ends_with("(union_tag_not_found)"));
    assert_eq!(
        told(r#""One""#),
        ["body.One: Input should be a valid integer (int_type)"]
    );
}

#[derive(Debug, PartialEq, Model)]
#[serde(untagged)]
enum Best {
    #[serde(rename = "int")]
    Whole(i64),
    #[serde(rename = "str")]
    Text(String),
    Small(Small),
    Large(Large),
    Nothing,
}

#[derive(Debug, PartialEq, Model)]
struct Small {
    a: i64,
}

#[derive(Debug, PartialEq, Model)]
struct Large {
    a: i64,
    b: Option<i64>,
}

#[test]
fn the_best_fit_is_taken() {
    assert_eq!(read("1"), Ok(Best::Whole(1)));
    assert_eq!(read("\"1\""), Ok(Best::Text("1".into())));
    assert_eq!(read("1.0"), Ok(Best::Whole(1)));
    assert_eq!(read("null"), Ok(Best::Nothing));
    // The most fields, else the first.
    assert_eq!(read(r#"{"a": 1}"#), Ok(Best::Small(Small { a: 1 })));
    assert_eq!(
        read(r#"{"a": 1, "b": 2}"#),
        Ok(Best::Large(Large { a: 1, b: Some(2) }))
    );
    assert_eq!(
        lines::<Best>("[]", &Rules::NONE),
        [
            "body.int: Input should be a valid integer (int_type)",
            "body.str: Input should be a valid string (string_type)",
            "body.Small: Input should be a valid dictionary or object to extract fields from (model_attributes_type)",
            "body.Large: Input should be a valid dictionary or object to extract fields from (model_attributes_type)",
            "body.Nothing: Input should be None (none_required)",
        ]
    );
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Model)]
struct Sku(#[field(pattern = "^[A-Z]{3}$")] String);

#[derive(Debug, PartialEq, Model)]
#[serde(transparent)]
struct Count {
    #[field(ge = 1)]
    value: Option<u8>,
}

#[derive(Debug, PartialEq, Model)]
struct Stock {
    sku: Sku,
    count: Count,
}

#[test]
fn a_type_around_one_value_is_that_value() {
    assert_eq!(
        read(r#"{"sku": "ABC"}"#),
        Ok(Stock {
            sku: Sku("ABC".into()),
            count: Count { value: None }
        })
    );
    assert_eq!(
        lines::<Stock>(r#"{"sku": "abc", "count": 0}"#, &Rules::NONE),
        [
            "body.sku: String should match pattern '^[A-Z]{3}$' (string_pattern_mismatch)",
            "body.count: Input should be greater than or equal to 1 (greater_than_equal)",
        ]
    );
    assert_eq!(Sku::SHAPE, Shape::Scalar);
}

#[derive(Debug, PartialEq, Model)]
struct Open {
    id: i64,
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    rest: BTreeMap<String, Input<'static>>,
}

#[derive(Debug, PartialEq, Model)]
struct Page {
    #[field(ge = 1)]
    size: u8,
}

#[test]
fn flattened_fields_stand_among_the_others() {
    let open: Open = read(r#"{"id": 1, "size": 2, "x": [1.0]}"#).unwrap();
    assert_eq!((open.id, open.page.size), (1, 2));
    assert_eq!(
        open.rest.get("x"),
        Some(&Input::List(vec![Input::Float(1.0)]))
    );
    assert!(!open.rest.contains_key("id"));
    assert_eq!(
        lines::<Open>(r#"{"id": "x", "size": 0}"#, &Rules::NONE),
        [
            "body.id: Input should be a valid integer, unable to parse string as an integer (int_parsing)",
            "body.size: Input should be greater than or equal to 1 (greater_than_equal)",
        ]
    );
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "a validator borrows what it is asked about"
)]
fn even(value: &i64) -> Result<(), Violation> {
    if value % 2 == 0 {
        return Ok(());
    }
    Err(Violation::new("odd", "an even number is wanted").with_context("rest", value % 2))
}

fn short(text: &str) -> Result<(), String> {
    if text.len() < 4 {
        Ok(())
    } else {
        Err(format!("{text} is too long"))
    }
}

fn sane(sum: &Sum) -> Result<(), Violation> {
    if sum.a > 100 {
        return Err(Violation::assertion("a is small"));
    }
    Ok(())
}

#[derive(Debug, PartialEq, Model)]
#[model(validator = sane)]
struct Sum {
    #[field(ge = 0, validator = even)]
    a: i64,
    #[serde(default)]
    #[field(validator = short, validator = short)]
    b: String,
}

#[test]
fn validators_are_asked_once_all_else_is_right() {
    assert_eq!(
        read(r#"{"a": 2}"#),
        Ok(Sum {
            a: 2,
            b: String::new()
        })
    );
    let told = |json| lines::<Sum>(json, &Rules::NONE);
    assert_eq!(
        told(r#"{"a": 3, "b": "abcd"}"#),
        [
            "body.a: an even number is wanted (odd)",
            "body.b: Value error, abcd is too long (value_error)"
        ]
    );
    // A rule comes before the validator, which then has nothing to say.
    assert_eq!(
        told(r#"{"a": -1}"#),
        ["body.a: Input should be greater than or equal to 0 (greater_than_equal)"]
    );
    assert_eq!(
        told(r#"{"a": 102}"#),
        ["body: Assertion failed, a is small (assertion_error)"]
    );
}

fn halves(input: &Input<'_>, _: &Rules, reader: &mut Reader<'_>) -> Result<f64, Invalid> {
    match input {
        Input::Int(digits) => Ok(digits.parse::<f64>().unwrap_or_default() / 2.0),
        other => Err(reader.refuse(Kind::Custom("halves".into()), other)),
    }
}

#[derive(Debug, PartialEq, Model)]
struct Measured {
    #[field(with = halves)]
    size: f64,
    #[field(required)]
    note: Option<String>,
}

#[test]
fn a_function_reads_and_an_option_may_be_demanded() {
    assert_eq!(
        read(r#"{"size": 3, "note": null}"#),
        Ok(Measured {
            size: 1.5,
            note: None
        })
    );
    assert_eq!(
        lines::<Measured>(r#"{"size": "3"}"#, &Rules::NONE),
        [
            "body.size: halves (halves)",
            "body.note: Field required (missing)"
        ]
    );
    assert_eq!(
        lines::<Measured>(r#"{"note": ""}"#, &Rules::NONE),
        ["body.size: Field required (missing)"]
    );
}

#[derive(Debug, PartialEq, Model)]
#[model(literal)]
enum Step {
    #[field(literal = -1)]
    Back,
    #[field(literal = true)]
    Yes,
    #[field(literal = None)]
    Nothing,
    #[serde(rename = "auto", alias = "automatic")]
    Auto,
}

#[test]
fn a_literal_mixes_values() {
    assert_eq!(read("-1"), Ok(Step::Back));
    assert_eq!(read("1"), Ok(Step::Yes));
    assert_eq!(read("null"), Ok(Step::Nothing));
    assert_eq!(read("\"automatic\""), Ok(Step::Auto));
    assert_eq!(
        lines::<Step>("\"-1\"", &Rules::NONE),
        ["body: Input should be -1, True, None, 'auto' or 'automatic' (literal_error)"]
    );
}

#[derive(Debug, PartialEq, Model)]
#[serde(untagged)]
enum Term {
    Not(Not),
    Minus(Minus),
    Number(i64),
}

#[derive(Debug, PartialEq, Model)]
struct Not {
    of: Box<Term>,
}

#[derive(Debug, PartialEq, Model)]
struct Minus {
    of: Box<Term>,
    exact: Option<bool>,
}

#[test]
fn a_union_within_itself_does_not_double_the_work_at_every_level() {
    let nested = |levels: usize, inside: &str| {
        format!(
            "{}{inside}{}",
            "{\"of\": ".repeat(levels),
            "}".repeat(levels)
        )
    };
    assert!(read::<Term>(&nested(5, "1")).is_ok());
    // Twice as often at every level would take longer than anybody waits.
    let told = lines::<Term>(&nested(100, "\"x\""), &Rules::NONE);
    assert!(
        told.iter()
            .any(|line| line.ends_with("(recursion_depth_exceeded)")),
        "{told:?}"
    );
    // What comes after it has a count of its own.
    let list = format!("[{}, 1, {}]", nested(60, "\"x\""), nested(4, "1"));
    let told = lines::<Vec<Term>>(&list, &Rules::NONE);
    assert!(
        !told.iter().any(|line| line.starts_with("body.2")),
        "{told:?}"
    );
}
