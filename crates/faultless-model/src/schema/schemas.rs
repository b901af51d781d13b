//! `Schemas`: the definitions that schemas refer to, as they are collected.

use std::any::type_name;
use std::collections::HashMap;

use serde_json::Value;

use super::name::titled;
use super::{Mode, Schema};
use crate::field::Field;

/// What a reference begins with until its definition has a name.
pub(super) const PENDING: &str = "\u{1}definition:";

/// The definitions that schemas refer to, as they are collected.
///
/// A type that has a name of its own [defines](Self::define) itself and is referred to; what it is called is only known
/// once all of them are there, as two types may have one name: [`finish`](Self::finish) names them.
///
/// # Example
/// ```
/// use faultless_model::{Field, Mode, Model, Rules, Schemas};
/// use serde_json::json;
///
/// #[derive(Model)]
/// struct Node { next: Option<Box<Node>> }
///
/// let mut schemas = Schemas::new(Mode::Validation);
/// let nodes = <Vec<Node>>::schema(&mut schemas, Rules::none());
/// let definitions = schemas.finish("#/components/schemas/");
///
/// let reference = json!({"$ref": "#/components/schemas/Node"});
/// assert_eq!(definitions.resolved(nodes), json!({"type": "array", "items": reference}));
/// assert_eq!(definitions.all()["Node"]["properties"]["next"]["anyOf"][0], reference);
/// ```
#[derive(Debug, Default)]
pub struct Schemas {
    mode: Mode,
    pub(super) definitions: Vec<Definition>,
    /// Where each stands, by its name and side.
    places: HashMap<(String, Mode), usize>,
    /// The types under way that stand where they are used, unless they hold themselves.
    open: Vec<Open>,
    /// The type that is to stand where it is used, though it has a name.
    inline: Option<String>,
}

/// One definition.
#[derive(Debug)]
pub(super) struct Definition {
    /// The type's name, with its modules.
    pub(super) full: String,
    pub(super) mode: Mode,
    /// The type's name without its modules.
    pub(super) short: String,
    /// Nothing while it is under way.
    pub(super) schema: Schema,
}

#[derive(Debug)]
struct Open {
    full: String,
    /// The definition it got because it holds itself.
    index: Option<usize>,
}

impl Schemas {
    /// No definitions yet.
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            ..Self::default()
        }
    }

    /// Which side of values the schemas tell.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Sets which side of values the next schemas tell.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Defines a type under its name, once, and refers to it. The arguments of a generic type are added to the name.
    pub fn define<T: Field>(
        &mut self,
        name: &str,
        build: impl FnOnce(&mut Self) -> Schema,
    ) -> Schema {
        let full = type_name::<T>();
        self.define_as(full.to_owned(), titled(name, full), build)
    }

    /// Defines what no type stands for, such as the object that several parameters share.
    pub fn define_named(&mut self, name: &str, build: impl FnOnce(&mut Self) -> Schema) -> Schema {
        self.define_as(name.to_owned(), name.to_owned(), build)
    }

    /// Defines a part of a type: a variant of an enum.
    pub(super) fn define_part<T: Field>(
        &mut self,
        name: &str,
        build: impl FnOnce(&mut Self) -> Schema,
    ) -> Schema {
        let full = format!("{}::{name}", type_name::<T>());
        self.define_as(full, name.to_owned(), build)
    }

    fn define_as(
        &mut self,
        full: String,
        short: String,
        build: impl FnOnce(&mut Self) -> Schema,
    ) -> Schema {
        if self.inline.take_if(|wanted| *wanted == full).is_some() {
            return build(self);
        }
        if let Some(index) = self.find(&full) {
            return refer(index);
        }
        let index = self.reserve(full, short);
        let schema = build(self);
        self.fill(index, schema);
        refer(index)
    }

    /// Describes a type where it is used, unless it holds itself: then it is defined under its name.
    pub(crate) fn describe<T: Field>(
        &mut self,
        name: &str,
        build: impl FnOnce(&mut Self) -> Schema,
    ) -> Schema {
        let full = type_name::<T>();
        if let Some(index) = self.find(full) {
            return refer(index);
        }
        let open = self.open.iter().position(|open| open.full == full);
        if let Some(place) = open {
            let index = self.reserve(full.to_owned(), titled(name, full));
            if let Some(open) = self.open.get_mut(place) {
                open.index = Some(index);
            }
            return refer(index);
        }
        self.open.push(Open {
            full: full.to_owned(),
            index: None,
        });
        let schema = build(self);
        match self.open.pop().and_then(|open| open.index) {
            None => schema,
            Some(index) => {
                self.fill(index, schema);
                refer(index)
            }
        }
    }

    /// The schema of a type as it stands where it is used, though the type has a name: for one whose fields become those of
    /// another, or parameters of their own.
    pub fn inlined<T>(&mut self, describe: impl FnOnce(&mut Self) -> Schema) -> Schema {
        self.inline = Some(type_name::<T>().to_owned());
        let schema = describe(self);
        self.inline = None;
        // A definition within a wrapper.
        let mut schema = Value::from(schema);
        self.open_reference(&mut schema);
        if let Some(Value::Array(members)) = schema.get_mut("anyOf")
            && let Some(first) = members.first_mut()
        {
            self.open_reference(first);
        }
        match schema {
            Value::Object(keywords) => keywords.into(),
            _ => Schema::any(),
        }
    }

    /// Puts a definition in the place of a reference to it.
    fn open_reference(&self, schema: &mut Value) {
        let index = schema["$ref"].as_str().and_then(pending);
        if let Some(known) = index.and_then(|index| self.definitions.get(index)) {
            *schema = known.schema.clone().into();
        }
    }

    /// Whether what a schema refers to is of a type.
    pub(super) fn is_of(&self, schema: &Schema, name: &str) -> bool {
        let text = schema.get("$ref").and_then(Value::as_str);
        let index = text.and_then(pending);
        let known = index.and_then(|index| self.definitions.get(index));
        known.is_some_and(|known| known.schema.is_typed(name))
    }

    fn find(&self, full: &str) -> Option<usize> {
        self.places.get(&(full.to_owned(), self.mode)).copied()
    }

    fn reserve(&mut self, full: String, short: String) -> usize {
        let place = self.definitions.len();
        self.places.insert((full.clone(), self.mode), place);
        self.definitions.push(Definition {
            full,
            mode: self.mode,
            short,
            schema: Schema::any(),
        });
        place
    }

    fn fill(&mut self, index: usize, schema: Schema) {
        if let Some(definition) = self.definitions.get_mut(index) {
            definition.schema = schema;
        }
    }
}

fn refer(index: usize) -> Schema {
    Schema::any().with("$ref", format!("{PENDING}{index}"))
}

/// The definition that a text refers to, if it is a reference.
pub(super) fn pending(text: &str) -> Option<usize> {
    text.strip_prefix(PENDING)?.parse().ok()
}
