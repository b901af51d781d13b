//! `Described`: what the documentation is told of one parameter.

use std::fmt;

use faultless_model::{Field, FieldDoc, Rules, Schema, Schemas, title_of};
use serde_json::Value;

use super::{ReadFirst, Source, Spec};

/// One parameter.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one word of the attribute"
)]
pub struct Described {
    /// The argument's name.
    pub name: &'static str,
    /// Its name on the wire.
    pub wire_name: &'static str,
    /// Where it is read from.
    pub source: Source,
    /// True when a request without it is not valid.
    pub required: bool,
    /// True for a body that is read under its name.
    pub embed: bool,
    /// False when a header is named with underscores.
    pub convert_underscores: bool,
    /// The fields of a model whose source holds each of them as a value of its own.
    pub fields: Option<&'static [FieldDoc]>,
    /// True for an uploaded file, or several.
    pub uploaded: bool,
    /// True when it is left out of the documentation.
    pub hidden: bool,
    /// True when it is documented as deprecated.
    pub deprecated: bool,
    /// Its title.
    pub title: Option<&'static str>,
    /// Its description.
    pub description: Option<&'static str>,
    /// Examples of its value.
    pub examples: fn() -> Vec<Value>,
    /// Examples with names, as OpenAPI writes them.
    pub openapi_examples: Option<fn() -> Value>,
    /// Its Rust type.
    pub type_name: &'static str,
    /// How it reads a body that it has alone.
    pub(crate) first: Option<ReadFirst>,
    /// Which function takes it: 0 is the operation's own, then its dependencies as they are found.
    pub(crate) owner: usize,
    /// What its schema is made of.
    pub(super) form: Form,
}

impl Described {
    /// Its schema where it stands alone, with title, description and default; `name` is the one that its title is made
    /// from.
    pub fn schema(&self, name: &str, schemas: &mut Schemas) -> Schema {
        let mut schema = self.untitled(schemas);
        match self.title {
            Some(title) => schema.set("title", title),
            None if !schema.is_reference() => schema.set("title", title_of(name)),
            None => {}
        }
        schema
    }

    /// Its schema as a field of the object that several share.
    pub fn field(&self, schemas: &mut Schemas) -> Schema {
        let schema = self.untitled(schemas);
        match self.title {
            Some(title) => schema.with("title", title),
            None => schema.titled_as_field(self.wire_name),
        }
    }

    /// The fields of a model that are parameters of their own: each with its schema, and whether it is required.
    pub(crate) fn each(&self, schemas: &mut Schemas) -> Vec<(&'static FieldDoc, Schema, bool)> {
        let fields = self.fields.unwrap_or_default();
        let mut model = (self.form.inlined)(schemas, self.form.spec.rules());
        let optional = !self.required;
        if let Some(Value::Array(members)) = model.take("anyOf")
            && let Some(Value::Object(first)) = members.into_iter().next()
        {
            model = first.into();
        }
        let required = model.take("required").unwrap_or_default();
        let Some(Value::Object(mut properties)) = model.take("properties") else {
            return Vec::new();
        };
        let each = fields.iter().filter_map(|field| {
            let Some(Value::Object(keywords)) = properties.remove(field.name) else {
                return None;
            };
            let mut schema = Schema::from(keywords);
            if schema.get("title").is_none() && !schema.is_reference() {
                schema.set("title", title_of(field.name));
            }
            let required = required
                .as_array()
                .is_some_and(|names| names.iter().any(|name| name == field.name));
            Some((field, schema, required && !optional))
        });
        each.collect()
    }

    fn untitled(&self, schemas: &mut Schemas) -> Schema {
        let mut schema = (self.form.describe)(schemas, self.form.spec.rules());
        if let Some(description) = self.description {
            schema.set("description", description);
        }
        if self.deprecated {
            schema.set("deprecated", true);
        }
        let examples = (self.examples)();
        if !examples.is_empty() {
            schema.set("examples", examples);
        }
        let secret = schema.get("writeOnly").is_some();
        let default = self
            .form
            .spec
            .default()
            .filter(|default| !default.is_null());
        if let Some(default) = default.filter(|_| !secret) {
            schema.set("default", default);
        }
        schema
    }
}

/// What a schema is made of: a type, and what its spec says.
#[derive(Clone, Copy)]
pub(super) struct Form {
    describe: fn(&mut Schemas, &Rules) -> Schema,
    /// The schema of a model with its fields, rather than a reference to it.
    inlined: fn(&mut Schemas, &Rules) -> Schema,
    spec: &'static dyn Said,
}

impl Form {
    /// That of a type, as a spec says it is read.
    pub(super) fn of<T: Field, S>(spec: &'static Spec<S>) -> Self {
        Self {
            describe: T::schema,
            inlined: |schemas, rules| schemas.inlined::<T>(|schemas| T::schema(schemas, rules)),
            spec,
        }
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form").finish_non_exhaustive()
    }
}

/// What a spec says, whatever it is of.
trait Said: Sync {
    fn rules(&self) -> &'static Rules;
    fn default(&self) -> Option<Value>;
}

impl<S> Said for Spec<S> {
    fn rules(&self) -> &'static Rules {
        self.rule_set()
    }

    fn default(&self) -> Option<Value> {
        self.default_json()
    }
}
