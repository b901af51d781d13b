//! A schema with all that it is made of: references, `allOf`, alternatives.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Number, Value};

use super::document::{Document, Unusable};

/// A schema and everything that holds at the same time.
#[derive(Debug, Default)]
pub(super) struct View<'a> {
    pub(super) parts: Vec<&'a Map<String, Value>>,
    /// Nothing fits it.
    pub(super) never: bool,
}

/// The schemas of which a value fits one.
#[derive(Debug, Default)]
pub(super) struct Alternatives<'a> {
    pub(super) nodes: Vec<&'a Value>,
    /// `null` is one of them.
    pub(super) null: bool,
    /// There was a choice.
    pub(super) is_union: bool,
    /// What the choice is made by, where it says so.
    pub(super) discriminator: Option<&'a str>,
    /// Which value of it chooses which schema, where it says so.
    pub(super) mapping: Option<&'a Map<String, Value>>,
}

/// Says nothing about which values fit.
pub(super) fn is_annotation(key: &str) -> bool {
    const ANNOTATIONS: &[&str] = &[
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "nullable",
        "discriminator",
        "externalDocs",
        "xml",
        "$comment",
        "$id",
        "$schema",
        "$anchor",
        "$dynamicAnchor",
        "$defs",
        "definitions",
    ];
    key.starts_with("x-") || ANNOTATIONS.contains(&key)
}

/// Where a value stands in memory: which node it is.
pub(super) fn id<T>(value: &T) -> usize {
    std::ptr::from_ref(value).addr()
}

/// Everything that a schema is made of.
pub(super) fn view<'a>(document: &'a Document, schema: &'a Value) -> Result<View<'a>, Unusable> {
    let mut view = View::default();
    let (mut waiting, mut seen) = (vec![schema], HashSet::new());
    while let Some(schema) = waiting.pop() {
        if !seen.insert(id(schema)) {
            continue;
        }
        match schema {
            Value::Bool(false) => view.never = true,
            Value::Object(map) => {
                view.parts.push(map);
                if let Some(Value::Array(all)) = map.get("allOf") {
                    waiting.extend(all.iter().rev());
                }
                if let Some(Value::String(reference)) = map.get("$ref") {
                    waiting.push(document.target(reference)?);
                }
            }
            _ => {}
        }
    }
    Ok(view)
}

/// The schemas of which a value fits one; the schema itself where there is no choice.
pub(super) fn alternatives<'a>(
    document: &'a Document,
    schema: &'a Value,
) -> Result<Alternatives<'a>, Unusable> {
    let mut found = Alternatives::default();
    let (mut waiting, mut seen) = (vec![schema], HashSet::new());
    while let Some(schema) = waiting.pop() {
        if !seen.insert(id(schema)) {
            continue;
        }
        let target = document.resolve(schema)?;
        let Some(map) = target.as_object() else {
            found.nodes.push(schema);
            continue;
        };
        let choice = ["anyOf", "oneOf"]
            .iter()
            .find_map(|key| map.get(*key)?.as_array());
        let is_bare = || {
            map.keys()
                .filter(|key| *key == "anyOf" || *key == "oneOf" || !is_annotation(key))
                .count()
                == 1
        };
        if let Some(branches) = choice.filter(|_| is_bare()) {
            found.is_union = true;
            found.null |= map.get("nullable") == Some(&Value::Bool(true));
            found.discriminator = found.discriminator.or_else(|| {
                map.get("discriminator")?
                    .get("propertyName")
                    .and_then(Value::as_str)
            });
            found.mapping = found
                .mapping
                .or_else(|| map.get("discriminator")?.get("mapping")?.as_object());
            waiting.extend(branches.iter().rev());
        } else if is_null(map) {
            found.null = true;
            found.is_union = true;
        } else {
            found.nodes.push(schema);
        }
    }
    Ok(found)
}

fn is_null(map: &Map<String, Value>) -> bool {
    map.get("type").and_then(Value::as_str) == Some("null")
        || map.get("const") == Some(&Value::Null)
        || map
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| matches!(values.as_slice(), [Value::Null]))
}

/// A limit: its number, and whether the number itself is already beyond it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limit<'a> {
    pub(super) number: &'a Number,
    pub(super) exclusive: bool,
}

impl<'a> View<'a> {
    /// The first that is said about something.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.parts.iter().find_map(|part| part.get(key))
    }

    /// All that is said about something; what says nothing is left out.
    pub(super) fn all(&self, key: &str) -> Vec<&'a Value> {
        let said = self.parts.iter().filter_map(|part| part.get(key));
        said.filter(|value| **value != Value::Bool(false)).collect()
    }

    pub(super) fn is(&self, key: &str) -> bool {
        self.get(key) == Some(&Value::Bool(true))
    }

    /// The types that fit; none where any does.
    pub(super) fn types(&self) -> Option<BTreeSet<&'a str>> {
        let mut types: Option<BTreeSet<&'a str>> = None;
        for part in &self.parts {
            let Some(mut of_part) = types_of(part) else {
                continue;
            };
            if part.get("nullable") == Some(&Value::Bool(true)) {
                of_part.insert("null");
            }
            types = Some(match types {
                None => of_part,
                Some(types) => {
                    let both = types
                        .iter()
                        .filter(|one| fits(one, &of_part))
                        .chain(of_part.iter().filter(|one| fits(one, &types)));
                    both.copied().collect()
                }
            });
        }
        if self.never {
            return Some(BTreeSet::new());
        }
        types
    }

    /// The values that fit; none where they are not listed.
    pub(super) fn values(&self) -> Option<Vec<&'a Value>> {
        if let Some(constant) = self.get("const") {
            return Some(vec![constant]);
        }
        Some(self.get("enum")?.as_array()?.iter().collect())
    }

    /// The one text that fits.
    pub(super) fn constant(&self) -> Option<&'a str> {
        match self.values()?.as_slice() {
            [value] => value.as_str(),
            _ => None,
        }
    }

    pub(super) fn properties(&self) -> BTreeMap<&'a str, &'a Value> {
        let mut properties = BTreeMap::new();
        for part in &self.parts {
            if let Some(Value::Object(map)) = part.get("properties") {
                for (name, schema) in map {
                    properties.entry(name.as_str()).or_insert(schema);
                }
            }
        }
        properties
    }

    pub(super) fn required(&self) -> BTreeSet<&'a str> {
        let lists = self.parts.iter().filter_map(|part| part.get("required"));
        lists
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// The choices that stand beside other words.
    pub(super) fn choices(&self) -> Vec<&'a Vec<Value>> {
        let keys = ["anyOf", "oneOf"];
        let lists = self
            .parts
            .iter()
            .flat_map(|part| keys.iter().filter_map(|key| part.get(*key)?.as_array()));
        lists.collect()
    }

    /// The strictest limit of a kind: `inclusive` and `exclusive` are its keywords.
    pub(super) fn limit(
        &self,
        inclusive: &str,
        exclusive: Option<&str>,
        is_lower: bool,
    ) -> Option<Limit<'a>> {
        let mut strictest: Option<Limit<'a>> = None;
        for part in &self.parts {
            let number = |key: &str| part.get(key).and_then(Value::as_number);
            let exclusive_number = exclusive.and_then(number);
            // In OpenAPI 3.0 it says what the inclusive one is.
            let is_flag = exclusive
                .and_then(|key| part.get(key))
                .is_some_and(|value| *value == Value::Bool(true));
            let limits = [
                number(inclusive).map(|number| Limit {
                    number,
                    exclusive: is_flag,
                }),
                exclusive_number.map(|number| Limit {
                    number,
                    exclusive: true,
                }),
            ];
            for limit in limits.into_iter().flatten() {
                if strictest.is_none_or(|known| limit.is_stricter(known, is_lower)) {
                    strictest = Some(limit);
                }
            }
        }
        strictest
    }
}

impl Limit<'_> {
    /// True when fewer numbers keep it.
    pub(super) fn is_stricter(self, other: Limit<'_>, is_lower: bool) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match (compare(self.number, other.number), is_lower) {
            (Greater, true) | (Less, false) => true,
            (Equal, _) => self.exclusive && !other.exclusive,
            _ => false,
        }
    }
}

fn compare(a: &Number, b: &Number) -> std::cmp::Ordering {
    if let (Some(a), Some(b)) = (a.as_i128(), b.as_i128()) {
        return a.cmp(&b);
    }
    let float = |number: &Number| number.as_f64().unwrap_or(f64::NAN);
    float(a).total_cmp(&float(b))
}

/// True when a value of this type is of one of those.
pub(super) fn fits(one: &str, types: &BTreeSet<&str>) -> bool {
    types.contains(one) || one == "integer" && types.contains("number")
}

/// What a part says of types, or shows by what else it says.
fn types_of(part: &Map<String, Value>) -> Option<BTreeSet<&str>> {
    match part.get("type") {
        Some(Value::String(one)) => return Some(BTreeSet::from([one.as_str()])),
        Some(Value::Array(several)) => {
            return Some(several.iter().filter_map(Value::as_str).collect());
        }
        _ => {}
    }
    if let Some(value) = part.get("const") {
        return Some(BTreeSet::from([type_of(value)]));
    }
    if let Some(Value::Array(values)) = part.get("enum") {
        return Some(values.iter().map(type_of).collect());
    }
    if part.contains_key("properties") {
        return Some(BTreeSet::from(["object"]));
    }
    part.contains_key("items")
        .then(|| BTreeSet::from(["array"]))
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
