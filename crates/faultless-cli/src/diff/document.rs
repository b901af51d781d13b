//! A document as it was read: its references, its operations.

use std::fmt;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// How many references may stand behind each other.
const CHAIN: usize = 64;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// A document that cannot be compared, in words that name it and say why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable(pub(super) String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

/// An OpenAPI document, 3.0 or later, in one piece.
#[derive(Debug, Clone)]
pub struct Document {
    name: String,
    root: Value,
}

/// One operation of a document.
#[derive(Debug, Clone)]
pub(super) struct Operation<'a> {
    pub(super) document: &'a Document,
    /// Which one of the document it is.
    pub(super) index: usize,
    pub(super) method: &'static str,
    pub(super) path: &'a str,
    /// The path without the names of its parameters: two that differ in those alone are one.
    pub(super) shape: String,
    /// The names of its parameters, in their order.
    pub(super) names: Vec<&'a str>,
    pub(super) object: &'a Map<String, Value>,
    /// What the path says for all of its operations.
    pub(super) item: &'a Map<String, Value>,
}

impl Document {
    /// Reads a document; the name stands in what is said about it.
    ///
    /// # Errors
    /// [`Unusable`] when it is no JSON (or nests deeper than 128 levels), or no `OpenAPI` document of version 3.
    pub fn parse(name: impl Into<String>, text: &[u8]) -> Result<Self, Unusable> {
        let name = name.into();
        let root = serde_json::from_slice(text).map_err(|error| {
            let yaml = if error.is_syntax() && !text.trim_ascii_start().starts_with(b"{") {
                " (YAML is not read)"
            } else {
                ""
            };
            Unusable(format!("{name} is not JSON{yaml}: {error}"))
        })?;
        let document = Self { name, root };
        match document.root.get("openapi").and_then(Value::as_str) {
            Some(version) if version.starts_with("3.") => Ok(document),
            Some(version) => Err(document.unusable(&format!(
                "is of OpenAPI {}, and only version 3 is compared",
                super::quoted(version)
            ))),
            None => {
                Err(document.unusable("is no OpenAPI document: `openapi`, its version, is missing"))
            }
        }
    }

    fn unusable(&self, words: &str) -> Unusable {
        Unusable(format!("{} {words}", self.name))
    }

    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// What stands there in the end, where a reference may stand instead.
    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> Result<&'a Value, Unusable> {
        let mut found = value;
        for _ in 0..CHAIN {
            match found.get("$ref") {
                Some(Value::String(reference)) => found = self.target(reference)?,
                _ => return Ok(found),
            }
        }
        Err(self.unusable(&format!(
            "has a reference that never ends, at {}",
            super::quoted(value.get("$ref").and_then(Value::as_str).unwrap_or("?"))
        )))
    }

    /// What a reference refers to.
    pub(super) fn target(&self, reference: &str) -> Result<&Value, Unusable> {
        let quoted = || super::quoted(reference);
        let Some(fragment) = reference.strip_prefix('#') else {
            return Err(self.unusable(&format!(
                "refers to {}, which is another file: bundle them into one document",
                quoted()
            )));
        };
        let pointer = percent_decode_str(fragment)
            .decode_utf8()
            .map_err(|_| self.unusable(&format!("refers to {}, which is no UTF-8", quoted())))?;
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return Err(self.unusable(&format!(
                "refers to {} by an anchor, which is not supported: write its place, such as #/components/schemas/Item",
                quoted()
            )));
        }
        self.root
            .pointer(&pointer)
            .ok_or_else(|| self.unusable(&format!("refers to {}, which is not in it", quoted())))
    }

    /// The operations, in the order of the document.
    pub(super) fn operations(&self) -> Result<Vec<Operation<'_>>, Unusable> {
        let mut operations = Vec::new();
        let Some(paths) = self.root.get("paths") else {
            return Ok(operations);
        };
        let paths = paths
            .as_object()
            .ok_or_else(|| self.unusable("has `paths` that are no object"))?;
        for (path, item) in paths.iter().filter(|(path, _)| path.starts_with('/')) {
            let Some(item) = self.resolve(item)?.as_object() else {
                return Err(self.unusable(&format!("has no object at {}", super::quoted(path))));
            };
            let (shape, names) = shape(path);
            for method in METHODS {
                let Some(object) = item.get(*method).and_then(Value::as_object) else {
                    continue;
                };
                operations.push(Operation {
                    document: self,
                    index: operations.len(),
                    method,
                    path,
                    shape: shape.clone(),
                    names: names.clone(),
                    object,
                    item,
                });
            }
        }
        Ok(operations)
    }
}

/// A path without the names of its parameters, and these.
fn shape(path: &str) -> (String, Vec<&str>) {
    let (mut shape, mut names) = (String::new(), Vec::new());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        shape.push_str(before);
        shape.push_str("{}");
        names.push(name);
        rest = after;
    }
    shape.push_str(rest);
    (shape, names)
}

impl Operation<'_> {
    /// How it is called in the report.
    pub(super) fn title(&self) -> String {
        format!(
            "{} {}",
            self.method.to_ascii_uppercase(),
            super::plain(self.path)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, shape};

    #[test]
    fn a_path_has_a_shape() {
        assert_eq!(
            shape("/items/{id}/a{b}c/{d}"),
            ("/items/{}/a{}c/{}".to_owned(), vec!["id", "b", "d"])
        );
        assert_eq!(shape("/odd/{open"), ("/odd/{open".to_owned(), vec![]));
        assert_eq!(shape("/a}b/{c}"), ("/a}b/{}".to_owned(), vec!["c"]));
    }

    #[test]
    fn a_reference_is_followed_through_escapes() {
        let text =
            br##"{"openapi": "3.1.0", "components": {"a/b~c": {"$ref": "#/x%20y"}}, "x y": 1}"##;
        let document = Document::parse("d", text).unwrap();
        let found = document.target("#/components/a~1b~0c").unwrap();
        assert_eq!(document.resolve(found).unwrap(), 1);
    }
}
