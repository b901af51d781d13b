//! `Schema`: a JSON Schema under construction.

use serde_json::{Map, Value};

/// A JSON Schema: an object of keywords. The empty one takes anything.
///
/// # Example
/// ```
/// use faultless_model::Schema;
///
/// let colour = Schema::string().with("pattern", "^#[0-9a-f]{6}$").nullable();
/// assert_eq!(
///     serde_json::Value::from(colour),
///     serde_json::json!({"anyOf": [{"type": "string", "pattern": "^#[0-9a-f]{6}$"}, {"type": "null"}]}),
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Schema(Map<String, Value>);

impl Schema {
    /// Anything.
    pub fn any() -> Self {
        Self::default()
    }

    /// A value of a type: `object`, `array`, `string`, `number`, `integer`, `boolean`, `null`.
    pub fn typed(name: &'static str) -> Self {
        Self::any().with("type", name)
    }

    /// A string.
    pub fn string() -> Self {
        Self::typed("string")
    }

    /// A string of a format: `date-time`, `uuid`, `email`.
    pub fn format(name: &'static str) -> Self {
        Self::string().with("format", name)
    }

    /// A list of items.
    pub fn list(items: Self) -> Self {
        Self::typed("array").with("items", items)
    }

    /// An object of any names, whose values are alike.
    pub fn map(values: Self) -> Self {
        let values = if values.is_any() {
            Value::Bool(true)
        } else {
            values.into()
        };
        Self::typed("object").with("additionalProperties", values)
    }

    /// One of several, the same told once; choices within choices are told as one.
    pub fn any_of(members: impl IntoIterator<Item = Self>) -> Self {
        let mut flat: Vec<Value> = Vec::new();
        let mut add = |member: Value| {
            if !flat.contains(&member) {
                flat.push(member);
            }
        };
        for mut member in members {
            match (member.0.len(), member.0.get_mut("anyOf").map(Value::take)) {
                (1, Some(Value::Array(inner))) => inner.into_iter().for_each(&mut add),
                (_, Some(inner)) => {
                    member.set("anyOf", inner);
                    add(member.into());
                }
                (_, None) => add(member.into()),
            }
        }
        match <[Value; 1]>::try_from(flat) {
            Ok([Value::Object(only)]) => Self(only),
            Ok(only) => Self::any().with("anyOf", only.to_vec()),
            Err(members) => Self::any().with("anyOf", members),
        }
    }

    /// This, or null.
    pub fn nullable(self) -> Self {
        Self::any_of([self, Self::typed("null")])
    }

    /// With a keyword.
    pub fn with(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.set(keyword, value);
        self
    }

    /// Sets a keyword.
    pub fn set(&mut self, keyword: &str, value: impl Into<Value>) {
        self.0.insert(keyword.to_owned(), value.into());
    }

    /// A keyword's value.
    pub fn get(&self, keyword: &str) -> Option<&Value> {
        self.0.get(keyword)
    }

    /// Takes a keyword away.
    pub fn take(&mut self, keyword: &str) -> Option<Value> {
        self.0.remove(keyword)
    }

    /// Whether it takes anything.
    pub fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it refers to a definition, which has its own title.
    pub fn is_reference(&self) -> bool {
        self.0.contains_key("$ref")
    }

    /// Whether it is a definition or null, as an optional model is.
    fn is_optional_reference(&self) -> bool {
        let Some(Value::Array(members)) = self.get("anyOf") else {
            return false;
        };
        match members.as_slice() {
            [first, second] => first.get("$ref").is_some() && second["type"] == "null",
            _ => false,
        }
    }

    /// With the title of a field of this name, where neither it nor what it refers to has one.
    pub fn titled_as_field(self, name: &str) -> Self {
        let titled = self.get("title").is_some() || self.is_reference();
        if titled || self.is_optional_reference() {
            return self;
        }
        self.with("title", super::title_of(name).trim())
    }

    /// Whether it says of what type it is.
    pub(crate) fn is_typed(&self, name: &str) -> bool {
        self.get("type").is_some_and(|known| known == name)
    }
}

impl From<Schema> for Value {
    fn from(schema: Schema) -> Self {
        Self::Object(schema.0)
    }
}

impl From<Map<String, Value>> for Schema {
    fn from(keywords: Map<String, Value>) -> Self {
        Self(keywords)
    }
}
