//! What need not be compared: components that are the same in both documents, with all that they refer to.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::document::Document;

/// References to schemas that are the same in both documents.
pub(super) fn references(old: &Document, new: &Document) -> HashSet<String> {
    let schemas = |document: &'_ Document| {
        let components = document.root().get("components")?;
        components.get("schemas")?.as_object().cloned()
    };
    let (Some(old), Some(new)) = (schemas(old), schemas(new)) else {
        return HashSet::new();
    };
    let same = old
        .iter()
        .filter(|(name, schema)| new.get(*name) == Some(schema));
    let mut unchanged = HashSet::new();
    // From each reference to those whose schemas have it.
    let mut holders: HashMap<&str, Vec<String>> = HashMap::new();
    for (name, schema) in same {
        let reference = format!(
            "#/components/schemas/{}",
            name.replace('~', "~0").replace('/', "~1")
        );
        for inner in inside(schema) {
            holders.entry(inner).or_default().push(reference.clone());
        }
        unchanged.insert(reference);
    }
    let mut changed: Vec<&str> = holders
        .keys()
        .copied()
        .filter(|inner| !unchanged.contains(*inner))
        .collect();
    while let Some(reference) = changed.pop() {
        for holder in holders.get(reference).into_iter().flatten() {
            if unchanged.remove(holder)
                && let Some((holder, _)) = holders.get_key_value(holder.as_str())
            {
                changed.push(holder);
            }
        }
    }
    unchanged
}

/// The references in a schema, also those that only look like one: they can make more work, and nothing wrong.
fn inside(schema: &Value) -> Vec<&str> {
    let (mut found, mut waiting) = (Vec::new(), vec![schema]);
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    found.push(reference.as_str());
                }
                waiting.extend(map.values());
            }
            _ => {}
        }
    }
    found
}
