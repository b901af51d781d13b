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
            Source::Body | Source::Form | Source::File => Self::Body,
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
        let mut listed: Vec<Parameter> = Vec::new();
        let visible = self.params.iter().filter(|(_, param)| !param.hidden);
        for (place, param) in visible.filter(|(place, _)| *place != Place::Body) {
            for parameter in Parameter::of(*place, param, schemas) {
                let known = listed
                    .iter_mut()
                    .find(|known| known.place == parameter.place && known.name == parameter.name);
                match known {
                    Some(known) if parameter.required || !known.required => *known = parameter,
                    Some(_) => {}
                    None => listed.push(parameter),
                }
            }
        }
        listed.into_iter().map(Parameter::write).collect()
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
        // One field of a form has its name there, and a model is the form.
        let field = |part: &Described| {
            matches!(part.source, Source::Form | Source::File) && part.fields.is_none()
        };
        let embedded = parts.len() > 1 || parts.iter().any(|part| part.embed || field(part));
        let schema = match parts.as_slice() {
            [] => return None,
            [only] if !embedded => only.schema(only.wire_name, schemas),
            several => shared(&format!("Body_{id}"), several, schemas),
        };
        let mut schema = Value::from(schema);
        real_bounds(&mut schema);
        let mut content = Map::new();
        content.insert("schema".into(), schema);
        if let [only] = parts.as_slice()
            && !embedded
            && let Some(examples) = only.openapi_examples
        {
            content.insert("examples".into(), examples());
        }
        let mut body = Map::new();
        if parts.iter().any(|part| part.required) {
            body.insert("required".into(), json!(true));
        }
        body.insert("content".into(), json!({ media_type(&parts): content }));
        Some(body.into())
    }
}

/// What a body is sent as: a form with files goes in parts.
fn media_type(parts: &[&Described]) -> &'static str {
    let uploaded = |part: &Described| {
        let fields = part.fields.unwrap_or_default();
        part.source == Source::File || part.uploaded || fields.iter().any(|field| field.uploaded)
    };
    if parts.iter().any(|part| uploaded(part)) {
        "multipart/form-data"
    } else if parts.iter().any(|part| part.source == Source::Form) {
        "application/x-www-form-urlencoded"
    } else {
        "application/json"
    }
}

/// A parameter as the document lists it.
struct Parameter {
    place: Place,
    name: String,
    required: bool,
    description: Option<Value>,
    deprecated: bool,
    schema: Schema,
    examples: Option<Value>,
}

impl Parameter {
    /// The parameter that an argument is, or those that the fields of its model are.
    fn of(place: Place, param: &Described, schemas: &mut Schemas) -> Vec<Self> {
        if param.fields.is_none() {
            let name = name(place, param, param.name, param.wire_name);
            let schema = param.schema(&name, schemas);
            let mut parameter = Self::new(place, name, param.required, schema);
            parameter.examples = param.openapi_examples.map(|examples| examples());
            return vec![parameter];
        }
        let fields = param.each(schemas).into_iter();
        let each = fields.map(|(field, schema, required)| {
            let name = name(place, param, field.ident, field.name);
            Self::new(place, name, required, schema)
        });
        each.collect()
    }

    fn new(place: Place, name: String, required: bool, schema: Schema) -> Self {
        Self {
            place,
            name,
            required,
            description: schema.get("description").cloned(),
            deprecated: schema.get("deprecated").is_some(),
            schema,
            examples: None,
        }
    }

    fn write(self) -> Value {
        let mut object = Map::new();
        object.insert("name".into(), json!(self.name));
        object.insert("in".into(), json!(self.place.name()));
        object.insert("required".into(), json!(self.required));
        if let Some(description) = self.description {
            object.insert("description".into(), description);
        }
        if self.deprecated {
            object.insert("deprecated".into(), json!(true));
        }
        object.insert("schema".into(), self.schema.into());
        if let Some(examples) = self.examples {
            object.insert("examples".into(), examples);
        }
        object.into()
    }
}

/// A header has dashes where its argument has underscores, unless it says its name itself.
fn name(place: Place, param: &Described, own: &str, wire: &str) -> String {
    if place == Place::Header && param.convert_underscores && wire == own {
        wire.replace('_', "-")
    } else {
        wire.to_owned()
    }
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
