//! Objects: structs, and variants with named fields.

use std::any::type_name;
use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::name::titled;
use super::{Mode, Schema, Schemas};
use crate::field::Field;
use crate::model::{FieldDoc, Model};
use crate::rules::Rules;

/// How a type is described.
pub type Describe = fn(&mut Schemas, &Rules) -> Schema;

/// One field, beside its doc.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    describe: Describe,
    rules: fn() -> &'static Rules,
    /// Whether its type has a value for nothing.
    optional: fn() -> bool,
    /// Describes it where its own fields stand among those of the model.
    inlined: fn(&mut Schemas, Describe, &Rules) -> Schema,
}

impl Part {
    /// A field of a type.
    #[must_use]
    pub fn of<T: Field>(describe: Describe, rules: fn() -> &'static Rules) -> Self {
        Self {
            describe,
            rules,
            optional: || T::absent().is_some(),
            inlined: |schemas, describe, rules| {
                schemas.inlined::<T>(|schemas| describe(schemas, rules))
            },
        }
    }

    /// A field whose type reads nothing by itself.
    #[must_use]
    pub fn foreign(describe: Describe, rules: fn() -> &'static Rules) -> Self {
        Self {
            describe,
            rules,
            optional: || false,
            inlined: |schemas, describe, rules| describe(schemas, rules),
        }
    }
}

/// The type of a field that is written and not read. `(&Written::<T>::new()).schema(schemas)` describes it where it can.
#[derive(Debug)]
pub struct Written<T>(PhantomData<fn() -> T>);

impl<T> Written<T> {
    /// The type.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only macros make one")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: Field> Written<T> {
    /// Its schema.
    pub fn schema(&self, schemas: &mut Schemas) -> Schema {
        T::schema(schemas, Rules::none())
    }
}

/// A type that is no field: it may be anything.
pub trait NoField {
    /// Anything.
    fn schema(&self, _schemas: &mut Schemas) -> Schema {
        Schema::any()
    }
}

impl<T> NoField for &Written<T> {}

/// The schema that a function describes.
pub fn by(describe: Describe, schemas: &mut Schemas, rules: &Rules) -> Schema {
    describe(schemas, rules)
}

/// The schema of a model, defined under its name.
pub fn model<T: Model>(
    schemas: &mut Schemas,
    build: impl FnOnce(&mut Schemas) -> Schema,
) -> Schema {
    schemas.define::<T>(T::NAME, |schemas| {
        let title = T::TITLE.map_or_else(|| titled(T::NAME, type_name::<T>()), str::to_owned);
        build(schemas)
            .with("title", title)
            .maybe("description", T::DESCRIPTION.map(Value::from))
    })
}

/// The schema of a type that is what its one field is. It stands where it is used, unless the type holds itself.
pub fn newtype<T: Model>(schemas: &mut Schemas, rules: &Rules, describe: Describe) -> Schema {
    schemas.describe::<T>(T::NAME, |schemas| {
        describe(schemas, rules)
            .maybe("title", T::TITLE.map(Value::from))
            .maybe("description", T::DESCRIPTION.map(Value::from))
    })
}

/// The schema of an object of these fields; `closed` where it takes no other names.
pub fn object(schemas: &mut Schemas, docs: &[FieldDoc], parts: &[Part], closed: bool) -> Schema {
    let mut object = Object::default();
    for (doc, part) in docs.iter().zip(parts) {
        let rules = (part.rules)();
        if doc.flattened {
            let schema = (part.inlined)(schemas, part.describe, rules);
            object.merge(schema);
            continue;
        }
        let name = match schemas.mode() {
            Mode::Serialization if doc.unwritten => continue,
            Mode::Validation if doc.unread => continue,
            Mode::Serialization => doc.written.unwrap_or(doc.name),
            Mode::Validation => doc.name,
        };
        let schema = (part.describe)(schemas, rules);
        let optional = doc.has_default || (!doc.required && (part.optional)());
        object.add(name, field(name, doc, schema), !optional);
    }
    if closed {
        object.rest.set("additionalProperties", false);
    }
    object.finish()
}

/// A field's schema with what its doc says.
fn field(name: &str, doc: &FieldDoc, mut schema: Schema) -> Schema {
    schema = match doc.title {
        Some(title) => schema.with("title", title),
        None => schema.titled_as_field(name),
    };
    if let Some(description) = doc.description {
        schema.set("description", description);
    }
    let examples: Vec<Value> = (doc.examples)()
        .iter()
        .filter_map(|example| serde_json::to_value(example).ok())
        .collect();
    if !examples.is_empty() {
        schema.set("examples", examples);
    }
    if doc.deprecated {
        schema.set("deprecated", true);
    }
    let hidden = doc.secret || schema.get("writeOnly").is_some();
    if !hidden && let Some(default) = default(doc) {
        schema.set("default", default);
    }
    schema
}

/// A default that is worth telling: null says no more than that the field may be left out, and one that is made anew each
/// time, such as the present moment, would be that of the day the schema was written.
fn default(doc: &FieldDoc) -> Option<Value> {
    if !doc.has_default {
        return None;
    }
    let default = (doc.default)()?;
    (!default.is_null() && (doc.default)().as_ref() == Some(&default)).then_some(default)
}

/// An object under construction.
#[derive(Default)]
pub(super) struct Object {
    properties: Map<String, Value>,
    required: Vec<Value>,
    rest: Schema,
}

impl Object {
    /// Adds a property.
    pub(super) fn add(&mut self, name: &str, schema: Schema, required: bool) {
        self.properties.insert(name.to_owned(), schema.into());
        if required {
            self.required.push(name.into());
        }
    }

    /// Adds what another schema asks of an object; what both say, the first has said.
    pub(super) fn merge(&mut self, mut other: Schema) {
        // An optional part asks for nothing.
        let optional = without_null(&mut other);
        if let Some(Value::Object(properties)) = other.take("properties") {
            for (name, schema) in properties {
                self.properties.entry(name).or_insert(schema);
            }
        }
        if let Some(Value::Array(required)) = other.take("required") {
            let new = required
                .into_iter()
                .filter(|name| !self.required.contains(name));
            let new: Vec<Value> = new.collect();
            if !optional {
                self.required.extend(new);
            }
        }
        for keyword in ["title", "description", "type"] {
            other.take(keyword);
        }
        if let Value::Object(keywords) = Value::from(other) {
            for (keyword, value) in keywords {
                if self.rest.get(&keyword).is_none() {
                    self.rest.set(&keyword, value);
                }
            }
        }
    }

    /// The schema.
    pub(super) fn finish(self) -> Schema {
        let mut schema = self
            .rest
            .with("type", "object")
            .with("properties", self.properties);
        if !self.required.is_empty() {
            schema.set("required", self.required);
        }
        schema
    }
}

/// Takes null away from what may be null; whether it was there.
fn without_null(schema: &mut Schema) -> bool {
    let Some(Value::Array(members)) = schema.get("anyOf") else {
        return false;
    };
    if let [Value::Object(only), last] = members.as_slice()
        && last["type"] == "null"
    {
        *schema = Schema::from(only.clone());
        return true;
    }
    false
}
