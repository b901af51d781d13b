//! Compares the twin's documents with the recorded ones: every operation, every component, every key of the document.
//!
//! As `compare_openapi.py` does, it takes no order of keys, and none within `required` and `tags`.

use std::collections::BTreeMap;
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
        "operation PATCH /item",
        "a model that tells what was not sent is another one here",
    ),
    (
        "06_json_body",
        "component schemas/Change",
        "the model that `PATCH /item` has instead",
    ),
    (
        "32_routing",
        "operation GET /twice",
        "the reference documents the second route of the path, which never runs; here it does not build",
    ),
];

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What a document says, by unit.
fn units(document: &Value) -> BTreeMap<String, Value> {
    let mut units = BTreeMap::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            if METHODS.contains(&method.as_str()) {
                let method = method.to_uppercase();
                units.insert(format!("operation {method} {path}"), operation.clone());
            }
        }
    }
    for (section, table) in members(&document["components"]) {
        for (name, value) in members(table) {
            units.insert(format!("component {section}/{name}"), value.clone());
        }
    }
    for (key, value) in members(document) {
        if key != "paths" && key != "components" {
            units.insert(format!("document {key}"), value.clone());
        }
    }
    units.values_mut().for_each(tidy);
    units
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// Sorts what is a set by its meaning.
fn tidy(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::Array(names)
                        if ["required", "tags"].contains(&name.as_str())
                            && names.iter().all(Value::is_string) =>
                    {
                        names.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
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
fn documents_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi");
    let client = TestClient::new(twin::app()).blocking();
    let mut told = String::new();
    let mut unused: Vec<String> = KNOWN
        .iter()
        .map(|(group, unit, _)| format!("{group} {unit}"))
        .collect();
    let mut compared = 0;
    for group in twin::PORTED.iter().filter(|group| **group != "00_root") {
        let recorded = fs::read_to_string(folder.join(format!("{group}.json"))).unwrap();
        let recorded: Value = serde_json::from_str(&recorded).unwrap();
        let ours: Value = client.get(&format!("/{group}/openapi.json")).send().json();
        compared += units(&recorded).len();
        for (unit, why) in differences(&recorded, &ours) {
            let name = format!("{group} {unit}");
            let known = unused.iter().position(|known| *known == name);
            match known {
                Some(index) => {
                    unused.remove(index);
                }
                // Writing to a `String` cannot fail.
                None => {
                    let _ = writeln!(told, "{name}: {why}");
                }
            }
        }
    }
    assert!(told.is_empty(), "\n{told}");
    assert!(unused.is_empty(), "these differ no more: {unused:?}");
    assert!(compared > 600, "only {compared} units were compared");
    // What may differ, in hundredths.
    assert!(KNOWN.len() * 100 <= compared * 3);
}

#[test]
fn differences_are_found() {
    let document = |schema: Value, parameter: &str| {
        json!({
            "openapi": "3.1.0",
            "paths": {"/a": {"post": {
                "tags": ["one", "two"],
                "parameters": [{"name": parameter, "in": "query", "schema": {}}],
            }}},
            "components": {"schemas": {"A": schema}},
        })
    };
    let one = document(json!({"required": ["a", "b"], "minimum": 1.0}), "q");
    let same = document(json!({"required": ["b", "a"], "minimum": 1.0}), "q");
    assert_eq!(differences(&one, &same), []);
    let mut other = document(json!({"required": ["a", "b"], "minimum": 1}), "p");
    other["servers"] = json!([]);
    other["components"]["schemas"]["B"] = json!({});
    let names: Vec<String> = differences(&one, &other)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "component schemas/A",
            "operation POST /a",
            "component schemas/B",
            "document servers",
        ]
    );
}
