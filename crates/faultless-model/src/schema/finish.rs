//! `Definitions`: names for what was collected, and references by them.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::name::component;
use super::schemas::{Definition, pending};
use super::{Mode, Schema, Schemas};

/// Definitions under their names.
#[derive(Debug)]
pub struct Definitions {
    known: Vec<Definition>,
    /// The name of each.
    names: Vec<String>,
    prefix: &'static str,
}

impl Schemas {
    /// Names all definitions; references will begin with a prefix: `#/$defs/` or `#/components/schemas/`.
    ///
    /// A type is called by its name alone where no other has it; else by its name and its side, `Item-Input` and
    /// `Item-Output`, or by its modules as well, `app__shop__Item`. One that is read and written alike is told once.
    #[must_use]
    pub fn finish(self, prefix: &'static str) -> Definitions {
        let apart = apart(&self.definitions);
        let names = names(&self.definitions, &apart);
        Definitions {
            known: self.definitions,
            names,
            prefix,
        }
    }
}

/// Which definitions differ from the other side of their type.
fn apart(definitions: &[Definition]) -> Vec<bool> {
    let mut sides: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, definition) in definitions.iter().enumerate() {
        sides.entry(&definition.full).or_default().push(index);
    }
    let twin = |(index, definition): (usize, &Definition)| {
        let sides = sides.get(definition.full.as_str())?;
        sides.iter().copied().find(|side| *side != index)
    };
    let twins: Vec<Option<usize>> = definitions.iter().enumerate().map(twin).collect();
    let mut apart = vec![false; definitions.len()];
    // Taken to be alike until they are seen to differ, as two that hold each other are alike if nothing else differs.
    loop {
        let mut changed = false;
        let first = |index: usize, apart: &[bool]| match twins.get(index).copied().flatten() {
            Some(twin) if !apart.get(index).copied().unwrap_or_default() => index.min(twin),
            _ => index,
        };
        for (index, twin) in twins.iter().enumerate() {
            let Some(twin) = *twin else { continue };
            let (Some(this), Some(other)) = (definitions.get(index), definitions.get(twin)) else {
                continue;
            };
            let seen = |definition: &Definition| {
                let mut schema = Value::from(definition.schema.clone());
                each_reference(&mut schema, &mut |at| first(at, &apart).to_string());
                schema
            };
            if !apart.get(index).copied().unwrap_or_default() && seen(this) != seen(other) {
                for place in [index, twin] {
                    if let Some(apart) = apart.get_mut(place) {
                        *apart = true;
                    }
                }
                changed = true;
            }
        }
        if !changed {
            return apart;
        }
    }
}

/// A name for each definition; the two sides of a type share theirs unless they stand apart.
fn names(definitions: &[Definition], apart: &[bool]) -> Vec<String> {
    let side = |definition: &Definition| match definition.mode {
        Mode::Validation => "Input",
        Mode::Serialization => "Output",
    };
    let wishes: Vec<[String; 4]> = definitions
        .iter()
        .map(|definition| {
            let (short, long) = (
                component(&definition.short),
                component(&definition.full.replace("::", "__")),
            );
            let side = side(definition);
            [
                short.clone(),
                format!("{short}-{side}"),
                long.clone(),
                format!("{long}-{side}"),
            ]
        })
        .collect();
    // Who wants a name: a type once, unless its sides stand apart.
    let mut wanted: HashMap<&str, Vec<(&str, Option<Mode>)>> = HashMap::new();
    for ((definition, wishes), apart) in definitions.iter().zip(&wishes).zip(apart) {
        let who = (definition.full.as_str(), apart.then_some(definition.mode));
        for wish in wishes {
            let all = wanted.entry(wish).or_default();
            if !all.contains(&who) {
                all.push(who);
            }
        }
    }
    wishes
        .iter()
        .map(|wishes| {
            let alone =
                |wish: &&String| wanted.get(wish.as_str()).is_some_and(|all| all.len() == 1);
            let [.., last] = wishes;
            wishes.iter().find(alone).unwrap_or(last).clone()
        })
        .collect()
}

/// Rewrites every reference to a definition. Other texts are values, whatever they look like.
fn each_reference(value: &mut Value, write: &mut impl FnMut(usize) -> String) {
    match value {
        Value::Array(items) => {
            for item in items {
                each_reference(item, write);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries.iter_mut() {
                match (key.as_str(), value) {
                    ("$ref", Value::String(text)) => rewrite(text, write),
                    ("discriminator", Value::Object(discriminator)) => {
                        let mapping = discriminator.get_mut("mapping");
                        let mapping = mapping.and_then(Value::as_object_mut);
                        for target in mapping.into_iter().flat_map(Map::values_mut) {
                            if let Value::String(text) = target {
                                rewrite(text, write);
                            }
                        }
                        // It may be a property of this name.
                        for value in discriminator.values_mut() {
                            each_reference(value, write);
                        }
                    }
                    (_, value) => each_reference(value, write),
                }
            }
        }
        _ => {}
    }
}

fn rewrite(text: &mut String, write: &mut impl FnMut(usize) -> String) {
    if let Some(index) = pending(text) {
        *text = write(index);
    }
}

impl Definitions {
    /// Writes the names of definitions in a document that holds schemas.
    pub fn resolve(&self, document: &mut Value) {
        each_reference(document, &mut |index| {
            let name = self.names.get(index).map_or("", String::as_str);
            format!("{}{name}", self.prefix)
        });
    }

    /// A schema whose references have the names of their definitions.
    #[must_use]
    pub fn resolved(&self, schema: Schema) -> Value {
        let mut schema = Value::from(schema);
        self.resolve(&mut schema);
        schema
    }

    /// All definitions by name.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, Value> {
        let schemas = self.known.iter().map(|known| known.schema.clone());
        let names = self.names.iter().cloned();
        names
            .zip(schemas.map(|schema| self.resolved(schema)))
            .collect()
    }

    /// A schema at the root of a document, and the definitions beside it: the one that it is stands at the root itself,
    /// unless another refers to it.
    pub(super) fn root(&self, schema: Schema) -> (Value, Map<String, Value>) {
        let root = self.resolved(schema);
        let mut all: Map<String, Value> = self.all().into_iter().collect();
        let name = root
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|text| text.strip_prefix(self.prefix));
        if let Some(name) = name {
            let named = format!("{}{name}", self.prefix);
            if !all.values().any(|schema| mentions(schema, &named))
                && let Some(schema) = all.remove(name)
            {
                return (schema, all);
            }
        }
        (root, all)
    }
}

fn mentions(value: &Value, reference: &str) -> bool {
    match value {
        Value::String(text) => text == reference,
        Value::Array(items) => items.iter().any(|item| mentions(item, reference)),
        Value::Object(entries) => entries.values().any(|value| mentions(value, reference)),
        _ => false,
    }
}
