//! Writing the document: info, paths, operations and their parameters.

use serde_json::{Map, Value, json};

use crate::param::{Described, Source};
use crate::routing::Operations;

use super::Info;

/// The document.
pub(super) fn document<'o>(info: &Info, operations: impl Iterator<Item = &'o Operations>) -> Value {
    let mut paths = Map::new();
    for operation in operations.filter(|operation| !operation.route.docs.hidden) {
        let item = paths
            .entry(path(&operation.template.text))
            .or_insert_with(|| json!({}));
        if let Value::Object(item) = item {
            for method in &operation.methods {
                item.entry(method.as_str().to_ascii_lowercase())
                    .or_insert_with(|| described(operation, method.as_str()));
            }
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": info.title, "version": info.version },
        "paths": paths,
    })
}

/// The path without convertors, which the document has no place for.
fn path(template: &str) -> String {
    let mut path = String::new();
    for (index, part) in template.split('{').enumerate() {
        if index == 0 {
            path.push_str(part);
            continue;
        }
        let (inside, after) = part.split_once('}').unwrap_or((part, ""));
        let name = inside.split(':').next().unwrap_or_default();
        path.push('{');
        path.push_str(name);
        path.push('}');
        path.push_str(after);
    }
    path
}

fn described(operation: &Operations, method: &str) -> Value {
    let docs = &operation.route.docs;
    let mut object = Map::new();
    if !operation.tags.is_empty() {
        object.insert("tags".into(), json!(operation.tags));
    }
    object.insert(
        "summary".into(),
        json!(
            docs.summary
                .map_or_else(|| titled(operation.route.name), str::to_owned)
        ),
    );
    if let Some(description) = docs.description {
        object.insert("description".into(), json!(description));
    }
    let id = docs
        .operation_id
        .map_or_else(|| operation_id(operation, method), str::to_owned);
    object.insert("operationId".into(), json!(id));
    if docs.deprecated {
        object.insert("deprecated".into(), json!(true));
    }
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut parameters = Vec::new();
    for param in operation
        .description
        .params
        .iter()
        .filter(|param| !param.hidden)
    {
        let source = source(param, operation);
        let name = if source == "header" && param.convert_underscores {
            param.wire_name.replace('_', "-")
        } else {
            param.wire_name.to_owned()
        };
        if source != "body" && !seen.contains(&(source, param.wire_name)) {
            seen.push((source, param.wire_name));
            parameters.push(parameter(param, source, &name));
        }
    }
    if !parameters.is_empty() {
        object.insert("parameters".into(), Value::Array(parameters));
    }
    let status = operation.route.status.map_or(200, |status| status.as_u16());
    object.insert(
        "responses".into(),
        json!({ status.to_string(): { "description": "Successful Response" } }),
    );
    Value::Object(object)
}

fn source(param: &Described, operation: &Operations) -> &'static str {
    match param.source {
        Source::Natural
            if operation
                .template
                .names
                .iter()
                .any(|name| **name == *param.wire_name) =>
        {
            "path"
        }
        source => source.name(),
    }
}

fn parameter(param: &Described, source: &str, name: &str) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(name));
    object.insert("in".into(), json!(source));
    object.insert("required".into(), json!(param.required));
    if let Some(description) = param.description {
        object.insert("description".into(), json!(description));
    }
    if param.deprecated {
        object.insert("deprecated".into(), json!(true));
    }
    let schema = param
        .title
        .map_or_else(|| json!({}), |title| json!({ "title": title }));
    object.insert("schema".into(), schema);
    Value::Object(object)
}

/// `read_item` as `Read Item`.
fn titled(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty()).map(|word| {
        let mut characters = word.chars();
        characters
            .next()
            .map(|first| first.to_uppercase().chain(characters).collect::<String>())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `FastAPI`'s: name, path and method, with everything that is no word character as `_`.
fn operation_id(operation: &Operations, method: &str) -> String {
    let text = format!("{}{}", operation.route.name, operation.template.text);
    let text: String = text
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '_'
            }
        })
        .collect();
    format!("{text}_{}", method.to_ascii_lowercase())
}
