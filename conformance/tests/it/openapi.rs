//! Compares what the twin's documents say of parameters and bodies with the recorded ones.
//!
//! Of the components, those count that parameters and bodies refer to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use conformance::twin;
use faultless::TestClient;
use serde_json::{Map, Value, json};

/// What differs on purpose, by group and unit, each with the reason.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "06_json_body",
        "patch /item body",
        "a model that tells what was not sent is another one here",
    ),
    (
        "06_json_body",
        "component Change",
        "the model that `patch /item` has instead",
    ),
];

/// What a document says, by unit: each parameter, the order of an operation's parameters, each body, each component.
fn units(document: &Value) -> BTreeMap<String, Value> {
    let mut units = BTreeMap::new();
    let mut wanted = BTreeSet::new();
    for (path, item) in document.get("paths").into_iter().flat_map(members) {
        for (method, operation) in members(item) {
            let at = format!("{method} {path}");
            let parameters = operation
                .get("parameters")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            let mut order = Vec::new();
            for parameter in parameters {
                let [place, name] = ["in", "name"].map(|key| parameter.get(key).map_or("", text));
                let name = format!("{place} {name}");
                order.push(json!(name));
                refer(&parameter, &mut wanted);
                units.insert(format!("{at} {name}"), parameter);
            }
            units.insert(format!("{at} parameters"), json!(order));
            if let Some(body) = operation.get("requestBody") {
                refer(body, &mut wanted);
                units.insert(format!("{at} body"), body.clone());
            }
        }
    }
    let none = json!({});
    let schemas = document.pointer("/components/schemas").unwrap_or(&none);
    let mut reached = BTreeSet::new();
    while let Some(name) = wanted.pop_first() {
        let schema = schemas.get(&name).unwrap_or(&Value::Null);
        assert!(
            schema.is_object(),
            "`{name}` is referred to, and is not there"
        );
        let mut inside = BTreeSet::new();
        refer(schema, &mut inside);
        units.insert(format!("component {name}"), schema.clone());
        reached.insert(name);
        wanted.extend(inside.difference(&reached).cloned());
    }
    units.values_mut().for_each(tidy);
    units
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The components that a value refers to.
fn refer(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            names.extend(
                text.strip_prefix("#/components/schemas/")
                    .map(str::to_owned),
            );
        }
        Value::Array(items) => items.iter().for_each(|item| refer(item, names)),
        Value::Object(members) => members.values().for_each(|value| refer(value, names)),
        _ => {}
    }
}

/// Sorts what is a set by its meaning.
fn tidy(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::Array(names) if name == "required" => {
                        names.sort_by(|one, other| text(one).cmp(text(other)));
                    }
                    other => tidy(other),
                }
            }
        }
        _ => {}
    }
}

/// The differences between a document and the recorded one.
fn differences(recorded: &Value, ours: &Value) -> Vec<(String, String)> {
    let (recorded, mut ours) = (units(recorded), units(ours));
    let mut differences = Vec::new();
    for (name, want) in recorded {
        match ours.remove(&name) {
            Some(got) if got == want => {}
            Some(got) => differences.push((name, format!("want {want}\n     got {got}"))),
            None => differences.push((name, format!("want {want}\n     got nothing"))),
        }
    }
    differences.extend(
        ours.into_iter()
            .map(|(name, got)| (name, format!("got {got}"))),
    );
    differences
}

#[test]
fn parameters_bodies_and_their_models_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi");
    let client = TestClient::new(twin::app()).blocking();
    let mut told = String::new();
    let mut unused: BTreeSet<String> = KNOWN
        .iter()
        .map(|(group, unit, _)| format!("{group} {unit}"))
        .collect();
    let mut compared = 0;
    for group in twin::PORTED {
        let Ok(recorded) = fs::read_to_string(folder.join(format!("{group}.json"))) else {
            continue;
        };
        let recorded: Value = serde_json::from_str(&recorded).unwrap();
        let ours: Value = client.get(&format!("/{group}/openapi.json")).send().json();
        compared += units(&recorded).len();
        for (unit, why) in differences(&recorded, &ours) {
            if !unused.remove(&format!("{group} {unit}")) {
                // Writing to a `String` cannot fail.
                let _ = writeln!(told, "{group} {unit}: {why}");
            }
        }
    }
    assert!(told.is_empty(), "\n{told}");
    assert!(unused.is_empty(), "these differ no more: {unused:?}");
    assert!(compared > 500, "only {compared} units were compared");
}

#[test]
fn differences_are_found() {
    let document = |schema: Value, parameter: &str| {
        json!({
            "paths": {"/a": {"post": {
                "parameters": [{"name": parameter, "in": "query", "schema": {}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
            }}},
            "components": {"schemas": {"A": schema, "B": {}}},
        })
    };
    let one = document(json!({"required": ["a", "b"], "minimum": 1.0}), "q");
    let same = document(json!({"required": ["b", "a"], "minimum": 1.0}), "q");
    assert_eq!(differences(&one, &same), []);
    let other = document(json!({"required": ["a", "b"], "minimum": 1}), "p");
    let names: Vec<String> = differences(&one, &other)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "component A",
            "post /a parameters",
            "post /a query q",
            "post /a query p"
        ]
    );
}
