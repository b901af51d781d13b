//! Bounds as FastAPI's document writes them in bodies and components: as floats, however they were given.

use serde_json::{Number, Value};

const BOUNDS: [&str; 5] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// Writes the bounds of a schema, and of those within it, as floats.
pub(super) fn real_bounds(schema: &mut Value) {
    let Value::Object(keywords) = schema else {
        return;
    };
    for (keyword, value) in keywords {
        match keyword.as_str() {
            bound if BOUNDS.contains(&bound) => {
                let real = value.as_f64().and_then(Number::from_f64);
                if let Some(real) = real {
                    *value = Value::Number(real);
                }
            }
            "properties" | "patternProperties" => {
                if let Value::Object(properties) = value {
                    properties.values_mut().for_each(real_bounds);
                }
            }
            "anyOf" | "oneOf" | "allOf" | "prefixItems" => {
                if let Value::Array(members) = value {
                    members.iter_mut().for_each(real_bounds);
                }
            }
            "items" | "additionalProperties" | "propertyNames" | "contentSchema" => {
                real_bounds(value);
            }
            _ => {}
        }
    }
}
