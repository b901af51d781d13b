//! `Described`: what the documentation is told of one parameter.

use std::fmt;

use faultless_model::{Field, Rules, Schema, Schemas, title_of};
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
    /// True when it is left out of the documentation.
    pub hidden: bool,
    /// True when it is documented as deprecated.
    pub deprecated: bool,
    /// Its title.
    pub title: Option<&'static str>,
    /// Its description.
    pub description: Option<&'static str>,
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

    fn untitled(&self, schemas: &mut Schemas) -> Schema {
        let mut schema = (self.form.describe)(schemas, self.form.spec.rules());
        if let Some(description) = self.description {
            schema.set("description", description);
        }
        if self.deprecated {
            schema.set("deprecated", true);
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
    spec: &'static dyn Said,
}

impl Form {
    /// That of a type, as a spec says it is read.
    pub(super) fn of<T: Field, S>(spec: &'static Spec<S>) -> Self {
        Self {
            describe: T::schema,
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
