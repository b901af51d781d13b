//! What an operation takes: its parameters and its body.

use faultless_model::{Schema, Schemas};
use serde_json::{Map, Value, json};

use super::bounds::real_bounds;
use crate::param::{Described, Source};
use crate::routing::Operations;

/// What an operation takes, its own arguments before those of its dependencies.
pub(super) struct Taken<'o> {
    params: Vec<(Place, &'o Described)>,
}

/// Where a parameter stands, in the order that the document lists them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

impl Place {
    fn of(param: &Described, operation: &Operations) -> Self {
        let names = &operation.template.names;
        match param.source {
            Source::Natural if names.iter().any(|name| **name == *param.wire_name) => Self::Path,
            Source::Path => Self::Path,
            Source::Natural | Source::Query => Self::Query,
            Source::Header => Self::Header,
            Source::Cookie => Self::Cookie,
            Source::Body => Self::Body,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

impl<'o> Taken<'o> {
    pub(super) fn of(operation: &'o Operations) -> Self {
        let params = operation.description.params.iter();
        let mut params: Vec<_> = params
            .map(|param| (Place::of(param, operation), param))
            .collect();
        params.sort_by_key(|(_, param)| param.owner);
        params.sort_by_key(|(place, _)| *place);
        Self { params }
    }

    /// The parameters; of several that have one place and name, the last that is required, or else the last, in the
    /// place of the first.
    pub(super) fn parameters(&self, schemas: &mut Schemas) -> Vec<Value> {
        let mut listed: Vec<(Place, String, &Described)> = Vec::new();
        for (place, param) in &self.params {
            if *place == Place::Body || param.hidden {
                continue;
            }
            let name = name(*place, param);
            let known = listed
                .iter_mut()
                .find(|(there, known, _)| there == place && *known == name);
            match known {
                Some((_, _, known)) if param.required || !known.required => *known = param,
                Some(_) => {}
                None => listed.push((*place, name, param)),
            }
        }
        listed
            .iter()
            .map(|(place, name, param)| parameter(*place, name, param, schemas))
            .collect()
    }

    /// The body; those that share it are the fields of an object, named after the operation.
    pub(super) fn body(&self, id: &str, schemas: &mut Schemas) -> Option<Value> {
        let mut parts: Vec<&Described> = Vec::new();
        for (_, param) in self
            .params
            .iter()
            .filter(|(place, _)| *place == Place::Body)
        {
            match parts
                .iter_mut()
                .find(|known| known.wire_name == param.wire_name)
            {
                Some(known) => *known = param,
                None => parts.push(param),
            }
        }
        let embedded = parts.len() > 1 || parts.iter().any(|part| part.embed);
        let schema = match parts.as_slice() {
            [] => return None,
            [only] if !embedded => only.schema(only.wire_name, schemas),
            several => shared(&format!("Body_{id}"), several, schemas),
        };
        let mut schema = Value::from(schema);
        real_bounds(&mut schema);
        let mut body = Map::new();
        if parts.iter().any(|part| part.required) {
            body.insert("required".into(), json!(true));
        }
        body.insert(
            "content".into(),
            json!({ "application/json": { "schema": schema } }),
        );
        Some(body.into())
    }
}

/// A header has dashes where its argument has underscores, unless it says its name itself.
fn name(place: Place, param: &Described) -> String {
    if place == Place::Header && param.wire_name == param.name {
        param.wire_name.replace('_', "-")
    } else {
        param.wire_name.to_owned()
    }
}

fn parameter(place: Place, name: &str, param: &Described, schemas: &mut Schemas) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(name));
    object.insert("in".into(), json!(place.name()));
    object.insert("required".into(), json!(param.required));
    if let Some(description) = param.description {
        object.insert("description".into(), json!(description));
    }
    if param.deprecated {
        object.insert("deprecated".into(), json!(true));
    }
    object.insert("schema".into(), param.schema(name, schemas).into());
    object.into()
}

/// The object whose fields are the parameters that share a body.
fn shared(title: &str, parts: &[&Described], schemas: &mut Schemas) -> Schema {
    schemas.define_named(title, |schemas| {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for part in parts {
            properties.insert(part.wire_name.to_owned(), part.field(schemas).into());
            if part.required {
                required.push(part.wire_name);
            }
        }
        let object = Schema::typed("object")
            .with("title", title)
            .with("properties", properties);
        if required.is_empty() {
            object
        } else {
            object.with("required", required)
        }
    })
}
