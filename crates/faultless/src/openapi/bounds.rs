//! Bounds as FastAPI's document writes them in bodies and components: as floats, however they were given. One that a
//! float cannot hold stays whole: a document that is off by one is not true.

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
                let real = value.as_f64().filter(|_| is_exact(value));
                if let Some(real) = real.and_then(Number::from_f64) {
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

/// Whether a float holds a bound, and no other whole number beside it.
fn is_exact(bound: &Value) -> bool {
    let whole = bound.as_i64().map(i64::unsigned_abs);
    let whole = whole.or_else(|| bound.as_u64());
    whole.is_none_or(|whole| whole < 1 << 53)
}
