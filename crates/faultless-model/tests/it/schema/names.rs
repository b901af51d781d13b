//! Names of definitions.

#![allow(dead_code, reason = "most of the types are described and nothing else")]

use faultless_model::{Field, Mode, Model, Rules, Schemas, title_of};
use serde_json::{Value, json};

use super::{fits, read_as};

#[derive(Model)]
struct Node {
    v: u8,
    next: Option<Box<Node>>,
}

#[test]
fn a_type_that_holds_itself_refers_to_itself() {
    let schema = read_as::<Node>();
    assert_eq!(schema["$ref"], "#/$defs/Node");
    let next = &schema["$defs"]["Node"]["properties"]["next"];
    assert_eq!(
        *next,
        json!({"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]})
    );
    assert!(fits(&schema, &json!({"v": 1, "next": {"v": 2}})));
    assert!(!fits(&schema, &json!({"v": 1, "next": {"v": "x"}})));
}

mod shop {
    #[derive(faultless_model::Model)]
    pub(super) struct Item {
        a: u8,
    }
}

mod store {
    #[derive(faultless_model::Model)]
    pub(super) struct Item {
        b: u8,
    }
}

#[derive(Model)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Model)]
struct Both {
    first: Page<shop::Item>,
    second: Page<store::Item>,
    third: Page<Node>,
}

#[test]
fn types_of_one_name_are_told_apart_by_their_modules() {
    let schema = read_as::<Both>();
    let names: Vec<&str> = schema["$defs"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "Node",
            "Page_Node_",
            "it__schema__names__Page_it__schema__names__shop__Item_",
            "it__schema__names__Page_it__schema__names__store__Item_",
            "it__schema__names__shop__Item",
            "it__schema__names__store__Item",
        ],
    );
    assert_eq!(schema["$defs"]["Page_Node_"]["title"], "Page[Node]");
    let page = json!({"items": []});
    let first = json!({"items": [{"a": 1}]});
    assert!(fits(
        &schema,
        &json!({"first": first, "second": page, "third": page})
    ));
    assert!(!fits(
        &schema,
        &json!({"first": page, "second": first, "third": page})
    ));
}

#[derive(Model)]
struct Alike {
    node: Option<Box<Alike>>,
}

#[derive(Model)]
struct Priced {
    price: bigdecimal::BigDecimal,
}

#[derive(Model)]
struct Basket {
    priced: Vec<Priced>,
    alike: Alike,
}

#[test]
fn what_is_read_and_written_alike_is_told_once() {
    let mut schemas = Schemas::new(Mode::Validation);
    let read = Basket::schema(&mut schemas, Rules::none());
    schemas.set_mode(Mode::Serialization);
    let written = Basket::schema(&mut schemas, Rules::none());
    let definitions = schemas.finish("#/components/schemas/");
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    assert_eq!(definitions.resolved(read), reference("Basket-Input"));
    assert_eq!(definitions.resolved(written), reference("Basket-Output"));
    let all = definitions.all();
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Alike",
            "Basket-Input",
            "Basket-Output",
            "Priced-Input",
            "Priced-Output"
        ]
    );
    assert_eq!(
        all["Basket-Output"]["properties"]["priced"]["items"],
        reference("Priced-Output")
    );
    assert_eq!(
        all["Priced-Output"]["properties"]["price"]["type"],
        "string"
    );
}

#[test]
fn a_document_of_any_form_is_resolved() {
    let mut schemas = Schemas::new(Mode::Validation);
    let node = Node::schema(&mut schemas, Rules::none());
    let mut document = json!({"paths": {"/": [Value::from(node)]}});
    schemas
        .finish("#/components/schemas/")
        .resolve(&mut document);
    assert_eq!(
        document["paths"]["/"][0]["$ref"],
        "#/components/schemas/Node"
    );
}

#[test]
fn titles_are_pythons() {
    for (name, title) in [
        ("first_name", "First Name"),
        ("pageSize", "Pagesize"),
        ("user-agent", "User-Agent"),
        ("$sort", "$Sort"),
        ("AGE", "Age"),
        ("x1y", "X1Y"),
        ("it's", "It'S"),
        ("ßa_éb", "Ssa Éb"),
    ] {
        assert_eq!(title_of(name), title);
    }
}
