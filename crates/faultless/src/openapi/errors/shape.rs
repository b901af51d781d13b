//! The schema of an error's body, told by samples of it.

use serde_json::{Map, Number, Value, json};

/// The schema of values that were rendered for the error of a code, under circumstances that differ: what is the same in
/// all of them is fixed for that error.
pub(super) fn schema_of(samples: &[Value], code: &str) -> Value {
    schema(&samples.iter().collect::<Vec<_>>(), Some(code))
}

/// `code` is none where nothing is fixed.
fn schema(samples: &[&Value], code: Option<&str>) -> Value {
    let Some((first, others)) = samples.split_first() else {
        return json!({});
    };
    let same = others.iter().all(|other| other == first);
    let is_fixed = code.is_some_and(|code| is_lasting(first, code));
    if is_fixed && same && !others.is_empty() {
        return json!({ "type": kind(first), "const": first });
    }
    let kinds = kinds(samples);
    match kinds.as_slice() {
        ["object"] => object(samples, code),
        ["array"] => {
            let items = samples.iter().filter_map(|sample| sample.as_array());
            let items: Vec<&Value> = items.flatten().collect();
            if items.is_empty() {
                return json!({ "type": "array" });
            }
            // One item says nothing of what the next one holds.
            json!({ "type": "array", "items": schema(&items, None) })
        }
        // Nothing is known of what a null is when it is something.
        [kind] if *kind != "null" => json!({ "type": kind }),
        ["null", kind] | [kind, "null"] if *kind != "object" && *kind != "array" => {
            json!({ "type": [kind, "null"] })
        }
        ["integer", "number"] | ["number", "integer"] => json!({ "type": "number" }),
        _ => json!({}),
    }
}

fn object(samples: &[&Value], code: Option<&str>) -> Value {
    let objects: Vec<&Map<String, Value>> = samples
        .iter()
        .filter_map(|sample| sample.as_object())
        .collect();
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for object in &objects {
        for name in object.keys() {
            if properties.contains_key(name) {
                continue;
            }
            let values: Vec<&Value> = objects
                .iter()
                .filter_map(|object| object.get(name))
                .collect();
            let always = values.len() == objects.len();
            if always {
                required.push(name.clone());
            }
            properties.insert(name.clone(), schema(&values, code.filter(|_| always)));
        }
    }
    required.sort();
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), properties.into());
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema.into()
}

/// Whether a value that is the same in all samples is fixed. They are rendered within one moment: the time of day, or what
/// was drawn when the program began, is the same in all of them, and another in the next answer. Such values have many
/// digits; statuses and titles have few.
fn is_lasting(value: &Value, code: &str) -> bool {
    match value {
        Value::Null | Value::Object(_) | Value::Array(_) => false,
        Value::Bool(_) => true,
        Value::Number(number) => number
            .as_i64()
            .is_some_and(|whole| whole.unsigned_abs() < 1_000_000),
        Value::String(text) => {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            digits < 6 || (!code.is_empty() && text.ends_with(code))
        }
    }
}

/// The kinds of the samples, each once.
fn kinds(samples: &[&Value]) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for sample in samples {
        let kind = kind(sample);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn kind(sample: &Value) -> &'static str {
    match sample {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A value of the same form with everything in it another.
pub(super) fn varied(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(yes) => Value::Bool(!yes),
        Value::Number(number) => Value::Number(other(number)),
        Value::String(text) => Value::String(format!("{text}!")),
        Value::Array(items) => items.iter().map(varied).collect(),
        Value::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(name, value)| (name.clone(), varied(value)))
                    .collect(),
            )
        }
    }
}

fn other(number: &Number) -> Number {
    if let Some(whole) = number.as_i64() {
        return Number::from(whole.wrapping_add(1));
    }
    if let Some(whole) = number.as_u64() {
        return Number::from(whole.wrapping_sub(1));
    }
    number
        .as_f64()
        .and_then(|real| Number::from_f64(real + 0.5))
        .unwrap_or_else(|| number.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_fixed() {
        let samples = [
            json!({"code": "gone", "detail": "a", "left": 1, "more": {"x": null}, "tags": ["a"]}),
            json!({"code": "gone", "detail": "b", "left": 2, "tags": ["a", "b"]}),
        ];
        assert_eq!(
            schema_of(&samples, "gone"),
            json!({
                "type": "object",
                "properties": {
                    "code": {"type": "string", "const": "gone"},
                    "detail": {"type": "string"},
                    "left": {"type": "integer"},
                    "more": {"type": "object", "properties": {"x": {}}, "required": ["x"]},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["code", "detail", "left", "tags"],
            })
        );
    }

    #[test]
    fn kinds_that_differ_leave_it_open() {
        assert_eq!(schema_of(&[json!(1), json!("a")], ""), json!({}));
        assert_eq!(
            schema_of(&[json!(null), json!("a")], ""),
            json!({"type": ["string", "null"]})
        );
        assert_eq!(
            schema_of(&[json!(1), json!(1.5)], ""),
            json!({"type": "number"})
        );
        assert_eq!(schema_of(&[json!("a")], ""), json!({"type": "string"}));
    }

    #[test]
    fn the_time_of_the_build_is_not_fixed() {
        let body = json!({
            "code": "E20261124", "type": "/errors#E20261124", "status": 409, "title": "409 Conflict", "retry": false,
            "time": 1_795_552_177u64, "date": "2026-11-24T20:00:37Z", "real": 1.5, "locale": null,
        });
        let schema = schema_of(&[body.clone(), body.clone()], "E20261124");
        let properties = &schema["properties"];
        for name in ["code", "type", "status", "title", "retry"] {
            assert_eq!(properties[name]["const"], body[name], "{name}");
        }
        assert_eq!(properties["time"], json!({"type": "integer"}));
        assert_eq!(properties["date"], json!({"type": "string"}));
        assert_eq!(properties["real"], json!({"type": "number"}));
        assert_eq!(properties["locale"], json!({}));
    }

    #[test]
    fn nothing_stays_as_it_is() {
        let value = json!({"a": [1, -1.5, true], "b": "x", "c": i64::MAX, "d": u64::MAX});
        let other = varied(&value);
        assert_eq!(other["a"], json!([2, -1.0, false]));
        for name in ["b", "c", "d"] {
            assert_ne!(value[name], other[name]);
        }
    }
}
