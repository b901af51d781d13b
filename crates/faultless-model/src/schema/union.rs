//! One of several types: unions by fit and by tag, and enums as serde writes them.

use serde_json::{Map, Value};

use super::object::{Describe, Object};
use super::{Mode, Schema, Schemas};
use crate::field::Field;
use crate::model::Model;
use crate::rules::Rules;

/// How the members of a union are told apart.
#[derive(Clone, Copy, Debug)]
pub enum Style {
    /// By what fits.
    Untagged,
    /// By a field of this name that each member has.
    Discriminated(&'static str),
    /// By a name that stands among a member's fields.
    Tagged(&'static str),
    /// By a name that stands beside the member's value, which has a name too.
    Adjacent(&'static str, &'static str),
    /// By the only name of an object, or by a text for a member without a value.
    Named,
}

/// One member.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its name in Rust.
    pub ident: &'static str,
    /// The names it is read by.
    pub names: &'static [&'static str],
    /// The name it is written by.
    pub written: &'static str,
    /// What it holds; none for a variant without a value.
    pub describe: Option<Describe>,
    /// Describes what it holds where its fields stand among others.
    pub inlined: fn(&mut Schemas, Describe, &Rules) -> Schema,
}

impl Member {
    /// A member that holds a type.
    #[must_use]
    pub fn of<T: Field>(
        ident: &'static str,
        names: &'static [&'static str],
        written: &'static str,
        describe: Describe,
    ) -> Self {
        Self {
            inlined: |schemas, describe, rules| {
                schemas.inlined::<T>(|schemas| describe(schemas, rules))
            },
            ..Self::plain(ident, names, written, Some(describe))
        }
    }

    /// A member that holds nothing, or fields of its own.
    #[must_use]
    pub fn plain(
        ident: &'static str,
        names: &'static [&'static str],
        written: &'static str,
        describe: Option<Describe>,
    ) -> Self {
        Self {
            ident,
            names,
            written,
            describe,
            inlined: |schemas, describe, rules| describe(schemas, rules),
        }
    }

    /// The names that mean it.
    fn tags(&self, mode: Mode) -> Vec<&'static str> {
        match mode {
            Mode::Validation => self.names.to_vec(),
            Mode::Serialization => vec![self.written],
        }
    }

    fn schema(&self, schemas: &mut Schemas, rules: &Rules) -> Schema {
        match self.describe {
            Some(describe) => describe(schemas, rules),
            None => Schema::typed("null"),
        }
    }
}

/// The schema of a union. It stands where it is used, unless the union holds itself.
pub fn union<T: Model>(
    schemas: &mut Schemas,
    rules: &Rules,
    style: Style,
    members: &[Member],
) -> Schema {
    schemas.describe::<T>(T::NAME, |schemas| {
        let each = |schemas: &mut Schemas, write: &dyn Fn(&mut Schemas, &Member) -> Schema| {
            let members = members.iter().map(|member| write(schemas, member));
            members.collect::<Vec<Schema>>()
        };
        let schema = match style {
            Style::Untagged => Schema::any_of(each(schemas, &|schemas, member| {
                member.schema(schemas, rules)
            })),
            Style::Discriminated(name) => {
                let each = each(schemas, &|schemas, member| {
                    let schema = member.schema(schemas, rules);
                    referred::<T>(schemas, member, schema)
                });
                discriminated(name, members, each, schemas.mode())
            }
            Style::Tagged(tag) => {
                let each = each(schemas, &|schemas, member| {
                    schemas.define_part::<T>(member.ident, |schemas| {
                        tagged(schemas, rules, tag, member)
                    })
                });
                discriminated(tag, members, each, schemas.mode())
            }
            Style::Adjacent(tag, content) => {
                let each = each(schemas, &|schemas, member| {
                    schemas.define_part::<T>(member.ident, |schemas| {
                        let mut object = Object::default();
                        object.add(tag, tag_of(tag, member, schemas.mode()), true);
                        if member.describe.is_some() {
                            let inside = member.schema(schemas, rules);
                            let inside = inside.titled_as_field(content);
                            object.add(content, inside, true);
                        }
                        object.finish().with("title", member.ident)
                    })
                });
                discriminated(tag, members, each, schemas.mode())
            }
            Style::Named => {
                let each = each(schemas, &|schemas, member| named(schemas, rules, member));
                match <[Schema; 1]>::try_from(each) {
                    Ok([only]) => only,
                    Err(each) => Schema::any().with("oneOf", Value::from_iter(each)),
                }
            }
        };
        schema
            .maybe("title", T::TITLE.map(Value::from))
            .maybe("description", T::DESCRIPTION.map(Value::from))
    })
}

/// A member's schema as a reference, which a discriminator needs.
fn referred<T: Field>(schemas: &mut Schemas, member: &Member, schema: Schema) -> Schema {
    if schema.is_reference() {
        return schema;
    }
    schemas.define_part::<T>(member.ident, |_| schema)
}

/// Members that a name tells apart, each of them once.
fn discriminated(name: &str, members: &[Member], each: Vec<Schema>, mode: Mode) -> Schema {
    let mut mapping = Map::new();
    let mut choices: Vec<Value> = Vec::new();
    for (member, schema) in members.iter().zip(each) {
        let schema = Value::from(schema);
        for tag in member.tags(mode) {
            let reference = schema.get("$ref").cloned();
            mapping.insert(tag.to_owned(), reference.unwrap_or_default());
        }
        if !choices.contains(&schema) {
            choices.push(schema);
        }
    }
    let mut discriminator = Map::new();
    discriminator.insert("propertyName".into(), name.into());
    discriminator.insert("mapping".into(), mapping.into());
    Schema::any()
        .with("oneOf", choices)
        .with("discriminator", discriminator)
}

/// The tag's own schema in a member.
fn tag_of(tag: &str, member: &Member, mode: Mode) -> Schema {
    let schema = match member.tags(mode).as_slice() {
        [only] => Schema::string().with("const", *only),
        several => Schema::string().with("enum", several),
    };
    schema.titled_as_field(tag)
}

/// A member with its tag among its fields.
fn tagged(schemas: &mut Schemas, rules: &Rules, tag: &str, member: &Member) -> Schema {
    let mut object = Object::default();
    object.add(tag, tag_of(tag, member, schemas.mode()), true);
    let mut said = Schema::any();
    if let Some(describe) = member.describe {
        let inside = (member.inlined)(schemas, describe, rules);
        for keyword in ["title", "description"] {
            said = said.maybe(keyword, inside.get(keyword).cloned());
        }
        object.merge(inside);
    }
    let title = said.take("title").unwrap_or_else(|| member.ident.into());
    object
        .finish()
        .with("title", title)
        .maybe("description", said.take("description"))
}

/// A member as the value under its name, or as its name alone.
fn named(schemas: &mut Schemas, rules: &Rules, member: &Member) -> Schema {
    let tags = member.tags(schemas.mode());
    if member.describe.is_none() {
        return match tags.as_slice() {
            [only] => Schema::string().with("const", *only),
            several => Schema::string().with("enum", several),
        };
    }
    let each = tags.into_iter().map(|tag| {
        let mut object = Object::default();
        let inside = member.schema(schemas, rules).titled_as_field(tag);
        object.add(tag, inside, true);
        object.finish().with("additionalProperties", false)
    });
    Schema::any_of(each.collect::<Vec<_>>())
}
