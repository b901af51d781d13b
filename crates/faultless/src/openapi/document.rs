//! Writing the document: info, paths, operations, and the schemas that they refer to.

use faultless_model::{Mode, Schemas, title_of};
use http::Method;
use serde_json::{Map, Value, json};

use super::Info;
use super::about::OperationName;
use super::bounds::real_bounds;
use super::errors::Errors;
use super::merge::{members, merge};
use super::responses::{add_invalid, responses};
use super::security;
use super::taken::Taken;
use crate::operation::Route;
use crate::routing::Operations;

/// The methods that OpenAPI knows.
const METHODS: [Method; 8] = [
    Method::GET,
    Method::PUT,
    Method::POST,
    Method::DELETE,
    Method::OPTIONS,
    Method::HEAD,
    Method::PATCH,
    Method::TRACE,
];

/// Where operations of other methods stand, by method; a later OpenAPI has a place for them under this name without `x-`.
const OTHER_METHODS: &str = "x-additionalOperations";

/// The document.
pub(super) fn document<'o>(
    info: &'o Info,
    operations: impl Iterator<Item = &'o Operations>,
    errors: Errors<'o>,
) -> Value {
    let mut writer = Writer::new(info, errors);
    let mut paths = Map::new();
    for operation in operations.filter(|operation| operation.is_documented()) {
        let path = path(&operation.template.text);
        writer.add(&mut paths, path, operation);
    }
    let mut webhooks = Map::new();
    for route in &info.about.webhooks {
        let operation = Operations::detached(route.clone());
        if !operation.hidden {
            let name = route.path.trim_start_matches('/').to_owned();
            writer.add(&mut webhooks, name, &operation);
        }
    }
    let mut document = writer.finish(paths, webhooks);
    for hook in &info.about.hooks {
        hook(&mut document);
    }
    document
}

/// The path without convertors, which the document has no place for.
pub(crate) fn path(template: &str) -> String {
    let mut path = String::new();
    for (index, part) in template.split('{').enumerate() {
        if index == 0 {
            path.push_str(part);
            continue;
        }
        let (inside, after) = part.split_once('}').unwrap_or((part, ""));
        // An expression of a callback has its colons to itself.
        let name = match inside.split_once(':') {
            Some((name, _)) if !inside.starts_with('$') => name,
            _ => inside,
        };
        path.push('{');
        path.push_str(name);
        path.push('}');
        path.push_str(after);
    }
    path
}

/// The id of an operation of a method.
pub(super) fn operation_id(info: &Info, operation: &Operations, method: &Method) -> String {
    let route = &operation.route;
    match (route.docs.operation_id, &info.about.ids) {
        // An id belongs to one operation alone: the first method's has it as it was given.
        (Some(id), _) if operation.methods.first() == Some(method) => id.to_owned(),
        (Some(id), _) => format!("{id}_{}", method.as_str().to_ascii_lowercase()),
        (None, Some(make)) => make(&OperationName {
            name: route.name,
            path: &path(&operation.template.text),
            method,
            tags: &operation.tags,
        }),
        (None, None) => {
            let text = format!("{}{}", route.name, path(&operation.template.text));
            let word = |c: char| if c.is_alphanumeric() { c } else { '_' };
            let text: String = text.chars().map(word).collect();
            format!("{text}_{}", method.as_str().to_ascii_lowercase())
        }
    }
}

/// A document under construction.
struct Writer<'i> {
    info: &'i Info,
    errors: Errors<'i>,
    schemas: Schemas,
    secured: Map<String, Value>,
}

impl<'i> Writer<'i> {
    fn new(info: &'i Info, errors: Errors<'i>) -> Self {
        Self {
            info,
            errors,
            schemas: Schemas::new(Mode::Validation),
            secured: Map::new(),
        }
    }

    /// Adds an operation, once for each of its methods; one that is there goes before it.
    fn add(&mut self, paths: &mut Map<String, Value>, path: String, operation: &Operations) {
        security::add_schemes(&operation.description, &mut self.secured);
        let item = members(paths, path);
        for method in &operation.methods {
            let known = METHODS.contains(method);
            let (place, name) = if known {
                (&mut *item, method.as_str().to_ascii_lowercase())
            } else {
                let others = members(item, OTHER_METHODS.to_owned());
                (others, method.as_str().to_owned())
            };
            if !place.contains_key(&name) {
                place.insert(name, self.operation(operation, method));
            }
        }
    }

    fn operation(&mut self, operation: &Operations, method: &Method) -> Value {
        let (route, mut object) = (&operation.route, Map::new());
        if !operation.tags.is_empty() {
            object.insert("tags".into(), json!(operation.tags));
        }
        let summary = route.docs.summary.map(str::to_owned);
        let summary = summary.unwrap_or_else(|| title_of(route.name));
        object.insert("summary".into(), json!(summary));
        if let Some(description) = route.docs.description {
            object.insert("description".into(), json!(description));
        }
        if operation.deprecated {
            object.insert("deprecated".into(), json!(true));
        }
        let asked = security::asked(&operation.description);
        if !asked.is_empty() {
            object.insert("security".into(), Value::Array(asked));
        }
        let id = operation_id(self.info, operation, method);
        let taken = Taken::of(operation);
        let mut parameters = taken.parameters(&mut self.schemas);
        if self.errors.is_on() {
            parameters.extend(untaken(operation, &parameters));
        }
        if !parameters.is_empty() {
            object.insert("parameters".into(), Value::Array(parameters));
        }
        // In an answer to these a body has no meaning.
        if !matches!(*method, Method::OPTIONS | Method::TRACE)
            && let Some(body) = taken.body(&id, &mut self.schemas)
        {
            object.insert("requestBody".into(), body);
        }
        let callbacks = self.callbacks(&route.extra.callbacks);
        if !callbacks.is_empty() {
            object.insert("callbacks".into(), callbacks.into());
        }
        let responses = self.responses(operation, &id);
        object.insert("responses".into(), responses.into());
        object.insert("operationId".into(), json!(id));
        let mut object = Value::Object(object);
        if let Some(added) = route.extra.merged {
            merge(&mut object, added());
        }
        object
    }

    fn responses(&mut self, operation: &Operations, id: &str) -> Map<String, Value> {
        let schemas = &mut self.schemas;
        if !self.info.about.one_side {
            schemas.set_mode(Mode::Serialization);
        }
        let mut responses = responses(operation, id, schemas);
        if !self.errors.is_on() {
            add_invalid(operation, &mut responses, schemas);
        } else if operation.served {
            self.errors.add(operation, &mut responses, schemas);
        }
        schemas.set_mode(Mode::Validation);
        responses
    }

    /// What an operation calls at its client's, by the names of the functions. Theirs are not followed.
    fn callbacks(&mut self, callbacks: &[fn() -> Route]) -> Map<String, Value> {
        let mut told = Map::new();
        for callback in callbacks {
            let mut operation = Operations::detached(callback());
            let name = operation.route.name.to_owned();
            if let Some(route) = std::sync::Arc::get_mut(&mut operation.route) {
                route.extra.callbacks.clear();
            }
            let mut items = Map::new();
            self.add(&mut items, path(&operation.template.text), &operation);
            told.insert(name, items.into());
        }
        told
    }

    /// The whole, with the names of its schemas.
    fn finish(self, paths: Map<String, Value>, webhooks: Map<String, Value>) -> Value {
        let about = &self.info.about;
        let definitions = self.schemas.finish("#/components/schemas/");
        let mut info = Map::new();
        info.insert("title".into(), json!(self.info.title));
        info.insert("version".into(), json!(self.info.version));
        about.info(&mut info);
        let mut document = Map::new();
        document.insert("openapi".into(), json!("3.1.0"));
        document.insert("info".into(), info.into());
        let servers = about.servers();
        if !servers.is_empty() {
            document.insert("servers".into(), servers.into());
        }
        let mut paths = Value::Object(paths);
        definitions.resolve(&mut paths);
        document.insert("paths".into(), paths);
        if !webhooks.is_empty() {
            let mut webhooks = Value::Object(webhooks);
            definitions.resolve(&mut webhooks);
            document.insert("webhooks".into(), webhooks);
        }
        let mut schemas = definitions.all();
        schemas.values_mut().for_each(real_bounds);
        let mut components = Map::new();
        if !schemas.is_empty() {
            components.insert("schemas".into(), Map::from_iter(schemas).into());
        }
        if !self.secured.is_empty() {
            components.insert("securitySchemes".into(), self.secured.into());
        }
        if !components.is_empty() {
            document.insert("components".into(), components.into());
        }
        if !about.tags.is_empty() {
            let tags = about.tags.iter().map(super::Tag::object);
            document.insert("tags".into(), tags.collect());
        }
        if let Some(docs) = &about.external_docs {
            document.insert("externalDocs".into(), docs.object());
        }
        document.into()
    }
}

/// What stands in the path and no argument takes, such as a parameter of a router's prefix: a document without it is not
/// valid, though `FastAPI`'s is without it.
fn untaken(operation: &Operations, taken: &[Value]) -> Vec<Value> {
    let names = operation.template.names.iter().filter(|name| {
        let is = |value: Option<&Value>, text: &str| value.is_some_and(|value| value == text);
        let mut taken = taken.iter();
        !taken.any(|param| is(param.get("in"), "path") && is(param.get("name"), name))
    });
    names
        .map(|name| {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        })
        .collect()
}
