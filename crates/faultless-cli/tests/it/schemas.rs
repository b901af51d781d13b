//! How schemas are read: references, choices, what is written in several ways.

use faultless_cli::diff::{Class, Document, Rule};
use serde_json::{Value, json};

use super::{changes, document, got, operation, report, sent};

fn same(old: &Value, new: &Value) {
    for (old, new) in [(old, new), (new, old)] {
        assert_eq!(changes(&sent(old), &sent(new)), [], "{old} and {new}");
        assert_eq!(changes(&got(old), &got(new)), [], "{old} and {new}");
    }
}

#[test]
fn one_thing_may_be_written_in_several_ways() {
    let optional =
        json!({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}], "title": "Name"});
    same(
        &optional,
        &json!({"type": ["string", "null"], "maxLength": 3}),
    );
    same(
        &optional,
        &json!({"type": "string", "nullable": true, "maxLength": 3}),
    );
    same(
        &optional,
        &json!({"oneOf": [{"type": "null"}, {"type": "string", "maxLength": 3.0}]}),
    );
    same(
        &json!({"const": "a"}),
        &json!({"type": "string", "enum": ["a"]}),
    );
    same(
        &json!({"exclusiveMinimum": 0}),
        &json!({"minimum": 0, "exclusiveMinimum": true}),
    );
    same(
        &json!({"type": "string", "minLength": 0}),
        &json!({"type": "string"}),
    );
    same(
        &json!({"allOf": [{"type": "object", "properties": {"a": {}}}, {"required": ["a"]}]}),
        &json!({"type": "object", "properties": {"a": {}}, "required": ["a"]}),
    );
    same(
        &json!({"anyOf": [{"type": "string"}, {"anyOf": [{"type": "integer"}, {"type": "null"}]}]}),
        &json!({"anyOf": [{"type": "integer"}, {"type": "null"}, {"type": "string"}]}),
    );
    same(
        &json!({"type": "array", "uniqueItems": false}),
        &json!({"type": "array"}),
    );
    same(
        &json!({"title": "A", "description": "b", "examples": [1]}),
        &json!({"x-y": 1}),
    );
}

/// A document whose one operation takes and answers the component `Root`.
fn components(schemas: &Value) -> Document {
    let content =
        json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Root"}}}});
    let paths = json!({"/a": {"put": {"requestBody": content, "responses": {"200": content}}}});
    document("it", &paths, &json!({"schemas": schemas}))
}

#[test]
fn a_component_is_told_once_for_an_operation_and_a_direction() {
    let shape = |leaf: Value| {
        let field = json!({"$ref": "#/components/schemas/Leaf"});
        let root = json!({"type": "object", "properties": {"a": field, "b": {"type": "array", "items": field}}});
        components(&json!({"Root": root, "Leaf": leaf}))
    };
    let old = shape(json!({"type": "object", "properties": {"x": {"type": "integer"}}}));
    let new = shape(json!({"type": "object", "properties": {"x": {"type": "string"}}}));
    assert_eq!(
        changes(&old, &new),
        [
            (Rule::RequestTypeNarrowed, "request body a.x".to_owned()),
            (Rule::ResponseTypeWidened, "response 200 a.x".to_owned()),
        ]
    );
}

#[test]
fn a_component_may_change_its_name_and_its_place() {
    let old =
        components(&json!({"Root": {"$ref": "#/components/schemas/A"}, "A": {"type": "string"}}));
    let new = components(&json!({"Root": {"type": "string"}}));
    assert_eq!(changes(&old, &new), []);
}

#[test]
fn schemas_that_refer_to_themselves_are_compared() {
    let tree = |kind: &str| {
        let next = json!({"$ref": "#/components/schemas/Root"});
        components(
            &json!({"Root": {"type": "object", "properties": {"next": next, "value": {"type": kind}}}}),
        )
    };
    assert_eq!(changes(&tree("string"), &tree("string")), []);
    assert_eq!(changes(&tree("string"), &tree("integer")).len(), 2);
}

/// What has not changed is not gone into, unless something that it refers to has.
#[test]
fn a_change_is_found_behind_what_is_the_same() {
    let shape = |leaf: &str| {
        components(&json!({
            "Root": {"type": "array", "items": {"$ref": "#/components/schemas/Middle"}},
            "Middle": {"type": "object", "properties": {"leaf": {"$ref": "#/components/schemas/Leaf"}, "up": {"$ref": "#/components/schemas/Root"}}},
            "Leaf": {"type": leaf},
        }))
    };
    assert_eq!(changes(&shape("string"), &shape("string")), []);
    assert_eq!(
        changes(&shape("string"), &shape("integer")),
        [
            (Rule::RequestTypeNarrowed, "request body[] leaf".to_owned()),
            (Rule::ResponseTypeWidened, "response 200[] leaf".to_owned()),
        ]
    );
}

#[test]
fn alternatives_are_known_by_what_they_are_fixed_to() {
    let pet = |kind: &str, field: &str| json!({"type": "object", "properties": {"kind": {"const": kind}, field: {}}, "required": ["kind"]});
    let old = json!({"oneOf": [pet("cat", "lives"), pet("dog", "tricks")]});
    let turned = json!({"oneOf": [pet("dog", "tricks"), pet("cat", "lives")]});
    assert_eq!(changes(&got(&old), &got(&turned)), []);
    let changed = json!({"oneOf": [pet("dog", "tricks"), pet("cat", "age")]});
    assert_eq!(
        changes(&got(&old), &got(&changed)),
        [
            (
                Rule::ResponseFieldRemoved,
                "response 200 (`\"cat\"`) lives".to_owned()
            ),
            (
                Rule::ResponseFieldAdded,
                "response 200 (`\"cat\"`) age".to_owned()
            ),
        ]
    );
    let other = json!({"oneOf": [pet("dog", "tricks"), pet("cat", "lives"), pet("cow", "milk")]});
    let report = report(&got(&old), &got(&other));
    assert_eq!(
        report.changes()[0].words(),
        "the alternative `\"cow\"` is new"
    );
}

#[test]
fn a_choice_where_there_was_none_is_breaking() {
    let item = json!({"type": "object", "title": "Item", "properties": {"a": {}}});
    let choice = json!({"anyOf": [item, {"type": "string"}]});
    assert_eq!(
        changes(&got(&item), &got(&choice)),
        [(Rule::ResponseTypeWidened, "response 200".to_owned())]
    );
    assert_eq!(
        changes(&sent(&item), &sent(&choice)),
        [(Rule::RequestAlternativeAdded, "request body".to_owned())]
    );
}

#[test]
fn fields_go_one_way() {
    let with = |flag: &str| json!({"type": "object", "properties": {"id": {flag: true}}, "required": ["id"]});
    let without = json!({"type": "object", "properties": {}});
    assert_eq!(changes(&sent(&without), &sent(&with("readOnly"))), []);
    assert_eq!(changes(&got(&with("writeOnly")), &got(&without)), []);
    assert_eq!(changes(&got(&with("readOnly")), &got(&without)).len(), 1);
}

#[test]
fn numbers_are_compared_as_numbers() {
    let maximum = |number: &str| {
        let schema: Value = serde_json::from_str(&format!(r#"{{"maximum": {number}}}"#)).unwrap();
        sent(&schema)
    };
    assert_eq!(changes(&maximum("10"), &maximum("10.0")), []);
    // Next to each other, and one to a float.
    let (smaller, larger) = (maximum("9007199254740992"), maximum("9007199254740993"));
    assert_eq!(changes(&smaller, &larger)[0].0, Rule::RequestLimitLoosened);
    assert_eq!(changes(&larger, &smaller)[0].0, Rule::RequestLimitTightened);
    let both = sent(&json!({"minimum": 1, "exclusiveMinimum": 1}));
    assert_eq!(
        changes(&sent(&json!({"minimum": 1})), &both)[0].0,
        Rule::RequestLimitTightened
    );
}

#[test]
fn maps_lists_and_tuples_are_gone_into() {
    let map = |kind: &str| json!({"type": "object", "additionalProperties": {"type": kind}});
    assert_eq!(
        changes(&got(&map("integer")), &got(&map("string"))),
        [(Rule::ResponseTypeWidened, "response 200 *".to_owned())]
    );
    let tuple =
        |kind: &str| json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": kind}]});
    assert_eq!(
        changes(&sent(&tuple("integer")), &sent(&tuple("string"))),
        [(Rule::RequestTypeNarrowed, "request body[1]".to_owned())]
    );
    let nested = |kind: &str| json!({"type": "array", "items": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": kind}}}}});
    assert_eq!(
        changes(&sent(&nested("integer")), &sent(&nested("string"))),
        [(Rule::RequestTypeNarrowed, "request body[][] a".to_owned())]
    );
}

#[test]
fn parameters_of_the_path_count_for_each_operation_and_are_replaced_by_its_own() {
    let shared = |own: Value| {
        let common = json!([
            {"in": "path", "name": "id", "required": true, "schema": {"type": "integer"}},
            {"in": "query", "name": "q", "schema": {"type": "string"}},
        ]);
        document(
            "it",
            &json!({"/a/{id}": {"parameters": common, "get": {"parameters": own}}}),
            &json!({}),
        )
    };
    let apart = document(
        "it",
        &json!({"/a/{key}": {"get": {"parameters": [
            {"in": "query", "name": "q", "schema": {"type": "string"}},
            {"in": "path", "name": "key", "required": true, "schema": {"type": "integer"}},
        ]}}}),
        &json!({}),
    );
    assert_eq!(
        changes(&shared(json!([])), &apart),
        [(Rule::PathParameterRenamed, String::new())]
    );
    let own = shared(json!([{"in": "query", "name": "q", "schema": {"type": "integer"}}]));
    assert_eq!(
        changes(&shared(json!([])), &own),
        [(Rule::RequestTypeNarrowed, "query parameter `q`".to_owned())]
    );
}

#[test]
fn headers_have_names_in_small_and_capital_letters() {
    let header = |name: &str| {
        operation(
            &json!({"parameters": [{"in": "header", "name": name, "schema": {"type": "string"}}]}),
        )
    };
    assert_eq!(changes(&header("X-Token"), &header("x-token")), []);
}

#[test]
fn paths_that_differ_in_names_alone_are_told_apart_by_them() {
    let paths = |paths: Value| document("it", &paths, &json!({}));
    let old = paths(
        json!({"/a/{x}": {"get": {"operationId": "x"}}, "/a/{y}": {"get": {"operationId": "y"}}}),
    );
    let new = paths(
        json!({"/a/{y}": {"get": {"operationId": "y"}}, "/a/{x}": {"get": {"operationId": "x"}}}),
    );
    assert_eq!(changes(&old, &new), []);
}

#[test]
fn what_suffices_is_compared_and_not_how_it_is_written() {
    let secured = |root: Value, own: Option<Value>| {
        let operation = own.map_or_else(|| json!({}), |own| json!({"security": own}));
        let text =
            json!({"openapi": "3.1.0", "security": root, "paths": {"/a": {"get": operation}}});
        Document::parse("it", text.to_string().as_bytes()).unwrap()
    };
    let either = || secured(json!([{"a": ["read"]}, {"b": []}]), None);
    assert_eq!(
        changes(
            &either(),
            &secured(json!([]), Some(json!([{"b": []}, {"a": ["read"]}])))
        ),
        []
    );
    let more = report(
        &either(),
        &secured(json!([{"a": ["read", "write"]}, {"b": []}]), None),
    );
    assert_eq!(
        more.changes()[0].words(),
        "`a` with `read` is no longer enough: `a` with `read`, `write`, or `b` is demanded now"
    );
    assert_eq!(
        report(&either(), &secured(json!([{}]), None)).count(Class::Breaking),
        0
    );
}

#[test]
fn the_documents_of_the_reference_are_what_they_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/openapi");
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read(entry.unwrap().path()).unwrap();
        if let Ok(document) = Document::parse("it", &text) {
            assert_eq!(changes(&document, &document), []);
            documents.push(document);
        }
    }
    assert!(documents.len() > 10, "the documents are elsewhere");
    for pair in documents.windows(2) {
        assert!(report(&pair[0], &pair[1]).count(Class::Breaking) > 0);
    }
}

#[test]
fn what_chooses_an_alternative_is_compared() {
    let pets = |mapping: Value, cat: &str| {
        let mut schemas = json!({
            "Root": {
                "oneOf": [{"$ref": format!("#/components/schemas/{cat}")}, {"$ref": "#/components/schemas/Dog"}],
                "discriminator": {"propertyName": "kind", "mapping": mapping},
            },
            "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "barks": {"type": "boolean"}}},
        });
        schemas[cat] = json!({"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}});
        components(&schemas)
    };
    let place = |name: &str| format!("#/components/schemas/{name}");
    let mapping = |cat: &str, dog: &str| json!({"cat": place(cat), "dog": place(dog)});
    let old = pets(mapping("Cat", "Dog"), "Cat");
    let renamed = pets(mapping("Cat2", "Dog"), "Cat2");
    assert_eq!(report(&old, &old).changes().len(), 0);
    let gone = pets(json!({"feline": place("Cat"), "dog": place("Dog")}), "Cat");
    let changes_of = changes(&old, &gone);
    assert!(
        changes_of
            .iter()
            .any(|(rule, _)| *rule == Rule::SchemaChanged),
        "{changes_of:?}"
    );
    let swapped = changes(&old, &pets(mapping("Dog", "Cat"), "Cat"));
    assert!(
        swapped
            .iter()
            .any(|(rule, _)| rule.class() == Class::Breaking),
        "{swapped:?}"
    );
    // Names of components are no part of the contract where they are chosen by a value.
    let renamed = changes(&old, &renamed);
    assert!(
        !renamed.iter().any(|(rule, _)| *rule == Rule::SchemaChanged),
        "{renamed:?}"
    );
}
