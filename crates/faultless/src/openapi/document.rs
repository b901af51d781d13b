//! Writing the document: info, paths, operations, and the schemas that they refer to.

use faultless_model::{Mode, Schemas};
use serde_json::{Map, Value, json};

use crate::routing::Operations;

use super::Info;
use super::bounds::real_bounds;
use super::errors::Errors;
use super::security;
use super::taken::Taken;

/// The document.
pub(super) fn document<'o>(
    info: &Info,
    operations: impl Iterator<Item = &'o Operations>,
    mut errors: Errors<'_>,
) -> Value {
    let mut schemas = Schemas::new(Mode::Validation);
    let (mut paths, mut secured) = (Map::new(), Map::new());
    for operation in operations.filter(|operation| !operation.route.docs.hidden) {
        security::add_schemes(&operation.description, &mut secured);
        let item = paths
            .entry(path(&operation.template.text))
            .or_insert_with(|| json!({}));
        if let Value::Object(item) = item {
            for method in &operation.methods {
                item.entry(method.as_str().to_ascii_lowercase())
                    .or_insert_with(|| {
                        described(operation, method.as_str(), &mut schemas, &mut errors)
                    });
            }
        }
    }
    let definitions = schemas.finish("#/components/schemas/");
    let mut document = Map::new();
    document.insert("openapi".into(), json!("3.1.0"));
    let about = json!({ "title": info.title, "version": info.version });
    document.insert("info".into(), about);
    let mut paths = Value::Object(paths);
    definitions.resolve(&mut paths);
    document.insert("paths".into(), paths);
    let mut schemas = definitions.all();
    schemas.values_mut().for_each(real_bounds);
    let mut components = Map::new();
    if !schemas.is_empty() {
        components.insert("schemas".into(), json!(schemas));
    }
    if !secured.is_empty() {
        components.insert("securitySchemes".into(), secured.into());
    }
    if !components.is_empty() {
        document.insert("components".into(), components.into());
    }
    document.into()
}

/// The path without convertors, which the document has no place for.
pub(super) fn path(template: &str) -> String {
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

fn described(
    operation: &Operations,
    method: &str,
    schemas: &mut Schemas,
    errors: &mut Errors<'_>,
) -> Value {
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
    if docs.deprecated {
        object.insert("deprecated".into(), json!(true));
    }
    let asked = security::asked(&operation.description);
    if !asked.is_empty() {
        object.insert("security".into(), Value::Array(asked));
    }
    let taken = Taken::of(operation);
    let parameters = taken.parameters(schemas);
    if !parameters.is_empty() {
        object.insert("parameters".into(), Value::Array(parameters));
    }
    if let Some(body) = taken.body(&id, schemas) {
        object.insert("requestBody".into(), body);
    }
    object.insert("operationId".into(), json!(id));
    let status = operation.route.status.map_or(200, |status| status.as_u16());
    let mut responses = Map::new();
    let success = json!({ "description": "Successful Response" });
    responses.insert(status.to_string(), success);
    if errors.is_on() {
        errors.add(operation, &mut responses, schemas);
    }
    object.insert("responses".into(), responses.into());
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
