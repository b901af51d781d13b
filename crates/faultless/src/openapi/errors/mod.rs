//! The errors of each operation: what it may answer instead of its success, in the application's own format.

mod answer;
mod catalogue;
mod name;
mod render;
mod response;
mod shape;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use faultless_model::{Mode, Schema, Schemas};
use serde_json::{Map, Value, json};

pub(crate) use answer::{Answer, ErrorExample, ErrorSettings};
pub(crate) use catalogue::Catalogue;
pub use response::ErrorResponse;

use self::name::{canonical, description, error_name, imagined, joined};
use self::render::{Circumstances, Renderer};
use self::shape::schema_of;
use super::responses::validation_error;
use crate::exception::{ExceptionHandlers, Registry};
use crate::request::Scope;
use crate::routing::Operations;

/// The key under which the codes of a response stand in the document.
pub(crate) const CODES: &str = "x-error-codes";

/// The id of requests in examples.
const REQUEST_ID: &str = "6f1c2a9b0d4e4b7f";

/// Writes the errors of an application's operations.
pub(super) struct Errors<'a> {
    settings: &'a ErrorSettings,
    registry: &'a Registry,
    renderer: Renderer,
    media_types: Vec<Option<&'static str>>,
    /// Responses that are the same on every path, by their answers.
    responses: HashMap<String, Map<String, Value>>,
    /// What bodies look like, by what they are made from.
    shapes: HashMap<String, Rc<[Shape]>>,
    /// The schema of each component.
    components: HashMap<String, Value>,
}

/// What a body looks like in one media type.
struct Shape {
    accept: Option<&'static str>,
    media_type: String,
    /// A reference to its component, or the schema itself.
    schema: Value,
    /// An example, where it is the same on every path.
    example: Option<Value>,
    /// The member that holds the code.
    code_in: Option<String>,
}

/// The content of a response under way.
#[derive(Default)]
struct Content {
    /// Each schema with the code that chooses it.
    schemas: Vec<(Value, Option<(String, String)>)>,
    examples: Map<String, Value>,
}

impl<'a> Errors<'a> {
    pub(super) fn new(
        settings: &'a ErrorSettings,
        registry: &'a Registry,
        scope: &Arc<Scope>,
    ) -> Self {
        let renderer = Renderer {
            scope: Arc::clone(scope),
        };
        Self {
            settings,
            registry,
            media_types: renderer.media_types(),
            renderer,
            responses: HashMap::new(),
            shapes: HashMap::new(),
            components: HashMap::new(),
        }
    }

    /// Whether the document holds errors.
    pub(super) fn is_on(&self) -> bool {
        self.settings.on
    }

    /// What an operation may answer instead of its success.
    pub(super) fn answers(&self, operation: &Operations) -> Vec<Answer> {
        let handlers = ExceptionHandlers {
            routers: &operation.registries,
            app: self.registry,
        };
        self.settings
            .answers(operation, handlers, &self.renderer.scope)
    }

    /// Adds the errors of an operation to its responses; what the application itself says of a status stays.
    pub(super) fn add(
        &mut self,
        operation: &Operations,
        responses: &mut Map<String, Value>,
        schemas: &mut Schemas,
    ) {
        let path = imagined(&operation.template.text);
        let routers = operation.registries.iter().map(|registry| &**registry);
        let mut registries = routers.chain([self.registry]);
        let caught = registries.any(Registry::has_catch_all);
        let mut by_status: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
        for answer in self.answers(operation) {
            let status = answer.status();
            let key =
                status.map_or_else(|| "default".to_owned(), |status| status.as_str().to_owned());
            by_status.entry(key).or_default().push(answer);
        }
        for (status, answers) in by_status {
            let key = format!("{answers:?}");
            let mut written = if let Some(known) = self.responses.get(&key) {
                known.clone()
            } else {
                let written = self.response(&answers, &path, schemas);
                if self.is_same_everywhere(&answers) {
                    self.responses.insert(key, written.clone());
                }
                written
            };
            if status == "default" && caught {
                // A handler for everything writes what it likes.
                written.remove("content");
            }
            match responses.get_mut(&status) {
                Some(Value::Object(known)) => {
                    for (name, value) in written {
                        known.entry(name).or_insert(value);
                    }
                }
                _ => {
                    responses.insert(status, written.into());
                }
            }
        }
    }

    /// Whether what answers look like does not depend on the path; they were written before.
    fn is_same_everywhere(&self, answers: &[Answer]) -> bool {
        answers.iter().all(|answer| {
            let shapes = self.shapes.get(&format!("{answer:?}"));
            shapes.is_some_and(|shapes| shapes.iter().all(|shape| shape.example.is_some()))
        })
    }

    /// A response of one status.
    fn response(
        &mut self,
        answers: &[Answer],
        path: &str,
        schemas: &mut Schemas,
    ) -> Map<String, Value> {
        let mut codes: Vec<String> = Vec::new();
        let mut words: Vec<(String, String)> = Vec::new();
        let (mut headers, mut content) = (Map::new(), BTreeMap::<String, Content>::new());
        for answer in answers {
            let code = answer.code(&self.renderer.scope).map(Cow::into_owned);
            let code = code.unwrap_or_default();
            if !codes.contains(&code) {
                codes.push(code.clone());
                words.push((code.clone(), answer.words().into_owned()));
            }
            let named = match answer {
                Answer::Http(http) => http.headers.as_slice(),
                Answer::Told(told) => told.headers.as_slice(),
                _ => &[],
            };
            for name in named {
                headers.insert(canonical(name), json!({ "schema": { "type": "string" } }));
            }
            self.content(answer, &code, path, schemas, &mut content);
        }
        let mut response = Map::new();
        response.insert("description".into(), description(&words).into());
        if !headers.is_empty() {
            response.insert("headers".into(), headers.into());
        }
        if !content.is_empty() {
            let content = content.into_iter();
            let content: Map<String, Value> = content
                .map(|(media_type, content)| (media_type, content.write()))
                .collect();
            response.insert("content".into(), content.into());
        }
        codes.retain(|code| !code.is_empty());
        if !codes.is_empty() {
            response.insert(CODES.into(), json!(codes));
        }
        response
    }

    /// Adds what an answer's body looks like.
    fn content(
        &mut self,
        answer: &Answer,
        code: &str,
        path: &str,
        schemas: &mut Schemas,
        content: &mut BTreeMap<String, Content>,
    ) {
        if let Answer::Told(told) = answer {
            let Some(schema) = told.schema else { return };
            let schema = written(schemas, schema);
            let content = content.entry(told.media_type.to_string()).or_default();
            content.add(schema, None);
            if let Some(example) = &told.example {
                content.show(code, &answer.words(), example);
            }
            return;
        }
        for shape in self.shapes(answer, code, schemas).iter() {
            let content = content.entry(shape.media_type.clone()).or_default();
            let chosen = shape
                .code_in
                .clone()
                .map(|member| (member, code.to_owned()));
            content.add(shape.schema.clone(), chosen);
            if let Some(example) = &shape.example {
                content.show(code, &answer.words(), example);
            } else if let Some(shown) = self.shown(answer, path, shape.accept) {
                content.show(code, &answer.words(), &shown);
            }
        }
    }

    /// An answer to a request of this path.
    fn shown(&self, answer: &Answer, path: &str, accept: Option<&'static str>) -> Option<Value> {
        let around = Circumstances {
            path,
            mount: 0,
            id: REQUEST_ID,
            accept,
        };
        Some(self.renderer.shown(answer, around)?.body)
    }

    /// What the bodies of an answer look like, in each media type.
    fn shapes(&mut self, answer: &Answer, code: &str, schemas: &mut Schemas) -> Rc<[Shape]> {
        let key = format!("{answer:?}");
        if let Some(known) = self.shapes.get(&key) {
            return Rc::clone(known);
        }
        let mut shapes: Vec<Shape> = Vec::new();
        for accept in self.media_types.clone() {
            let mut by_type: BTreeMap<String, (bool, Vec<Value>)> = BTreeMap::new();
            for rendering in self.renderings(answer, accept) {
                let of_type = by_type.entry(rendering.media_type).or_default();
                of_type.0 = rendering.is_json;
                of_type.1.push(rendering.body);
            }
            for (media_type, (is_json, samples)) in by_type {
                if shapes.iter().any(|known| known.media_type == media_type) {
                    continue;
                }
                let (schema, code_in) = if is_json {
                    self.schema(answer, code, &media_type, &samples, schemas)
                } else {
                    (json!({ "type": "string" }), None)
                };
                // What is the same on every path is rendered once.
                let [example, other] = ["/a", "/b/c"].map(|path| self.shown(answer, path, accept));
                let example = example.filter(|example| other.as_ref() == Some(example));
                shapes.push(Shape {
                    accept,
                    media_type,
                    schema,
                    example,
                    code_in,
                });
            }
        }
        let shapes: Rc<[Shape]> = shapes.into();
        self.shapes.insert(key, Rc::clone(&shapes));
        shapes
    }

    fn renderings(&self, answer: &Answer, accept: Option<&'static str>) -> Vec<render::Rendering> {
        if !matches!(answer, Answer::Anything) {
            return self.renderer.varied(answer, accept);
        }
        let any = |status: u16| {
            let doc = crate::exception::ErrorDoc::new(status).any_detail();
            Answer::http(doc)
        };
        let answers = [any(400), any(409), Answer::Unplanned];
        let mut renderings: Vec<render::Rendering> = answers
            .iter()
            .flat_map(|answer| self.renderer.varied(answer, accept))
            .collect();
        // Only the form that errors have in general: an issue's is documented where issues can be.
        renderings.dedup();
        renderings
    }

    /// The schema of a JSON body, and the member in it that holds the code.
    fn schema(
        &mut self,
        answer: &Answer,
        code: &str,
        media_type: &str,
        samples: &[Value],
        schemas: &mut Schemas,
    ) -> (Value, Option<String>) {
        if matches!(answer, Answer::Invalid) && is_fastapis(samples) {
            return (written(schemas, validation_error), None);
        }
        let schema = schema_of(samples, code);
        let properties = schema.get("properties").and_then(Value::as_object);
        let code_in = properties.and_then(|properties| {
            let mut properties = properties.iter();
            let holds = |(_, schema): &(&String, &Value)| {
                !code.is_empty() && schema.get("const").is_some_and(|fixed| fixed == code)
            };
            properties.find(holds).map(|(name, _)| name.clone())
        });
        let mut wanted = match answer {
            Answer::Invalid => "RequestValidationError".to_owned(),
            _ if code_in.is_some() => error_name(code),
            _ => "Error".to_owned(),
        };
        // One media type among several has a name of its own.
        if self.media_types.len() > 1 && media_type != "application/json" {
            let subtype = media_type.split('/').next_back().unwrap_or_default();
            wanted = format!("{}{wanted}", joined(subtype));
        }
        let name = self.component(&wanted, &schema);
        let schema = keywords(schema).with("title", name.as_str());
        let define = |schemas: &mut Schemas| schemas.define_named(&name, |_| schema);
        (written(schemas, define), code_in)
    }

    /// The name of a component for this schema: the wanted one, or with a number where another schema has it.
    fn component(&mut self, wanted: &str, schema: &Value) -> String {
        let mut name = wanted.to_owned();
        for number in 2.. {
            match self.components.get(&name) {
                Some(known) if known == schema => return name,
                Some(_) => name = format!("{wanted}{number}"),
                None => break,
            }
        }
        self.components.insert(name.clone(), schema.clone());
        name
    }
}

impl Content {
    fn add(&mut self, schema: Value, chosen: Option<(String, String)>) {
        if !self.schemas.iter().any(|(known, _)| *known == schema) {
            self.schemas.push((schema, chosen));
        }
    }

    fn show(&mut self, code: &str, words: &str, value: &Value) {
        let name = if code.is_empty() { "error" } else { code };
        let summary = words.lines().next().unwrap_or_default();
        self.examples
            .entry(name)
            .or_insert_with(|| json!({ "summary": summary, "value": value }));
    }

    fn write(self) -> Value {
        let mut written = Map::new();
        let schema = match self.schemas.as_slice() {
            [(only, _)] => only.clone(),
            several => {
                let members: Vec<&Value> = several.iter().map(|(schema, _)| schema).collect();
                match discriminator(several) {
                    Some(chosen) => json!({ "oneOf": members, "discriminator": chosen }),
                    // Bodies that no member tells apart may fit several.
                    None => json!({ "anyOf": members }),
                }
            }
        };
        written.insert("schema".into(), schema);
        if !self.examples.is_empty() {
            written.insert("examples".into(), self.examples.into());
        }
        written.into()
    }
}

/// The member by which schemas are told apart, where one member does it for all.
fn discriminator(schemas: &[(Value, Option<(String, String)>)]) -> Option<Value> {
    let mut mapping = Map::new();
    let mut member: Option<&str> = None;
    for (schema, chosen) in schemas {
        let (name, code) = chosen.as_ref()?;
        if *member.get_or_insert(name) != name {
            return None;
        }
        // One code of several forms chooses none.
        if mapping
            .insert(code.clone(), schema.get("$ref")?.clone())
            .is_some()
        {
            return None;
        }
    }
    Some(json!({ "propertyName": member?, "mapping": mapping }))
}

/// A schema of what is written.
fn written(schemas: &mut Schemas, build: impl FnOnce(&mut Schemas) -> Schema) -> Value {
    let before = schemas.mode();
    schemas.set_mode(Mode::Serialization);
    let schema = build(schemas);
    schemas.set_mode(before);
    schema.into()
}

fn keywords(schema: Value) -> Schema {
    match schema {
        Value::Object(keywords) => keywords.into(),
        _ => Schema::any(),
    }
}

/// Whether issues are written as `FastAPI` writes them.
fn is_fastapis(samples: &[Value]) -> bool {
    samples.iter().all(|sample| {
        let issues = sample.get("detail").and_then(Value::as_array);
        let is =
            |issue: &Value, name: &str, kind: fn(&Value) -> bool| issue.get(name).is_some_and(kind);
        sample.as_object().is_some_and(|members| members.len() == 1)
            && issues.is_some_and(|issues| {
                let mut issues = issues.iter();
                issues.all(|issue| {
                    is(issue, "loc", Value::is_array)
                        && is(issue, "msg", Value::is_string)
                        && is(issue, "type", Value::is_string)
                })
            })
    })
}
