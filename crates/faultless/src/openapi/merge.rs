//! Merging one JSON object into another, as `FastAPI` merges what an operation adds to its own object.

use serde_json::{Map, Value};

/// Merges `added` into `known`: objects member by member, lists one after the other; all else is replaced.
pub(super) fn merge(known: &mut Value, added: Value) {
    match (known, added) {
        (Value::Object(known), Value::Object(added)) => {
            for (name, value) in added {
                match known.get_mut(&name) {
                    Some(known) => merge(known, value),
                    None => {
                        known.insert(name, value);
                    }
                }
            }
        }
        (Value::Array(known), Value::Array(added)) => known.extend(added),
        (known, added) => *known = added,
    }
}

/// The members of an object within another, which is made where it is not there.
pub(super) fn members(object: &mut Map<String, Value>, name: String) -> &mut Map<String, Value> {
    let member = object.entry(name).or_insert(Value::Null);
    if !member.is_object() {
        *member = Value::Object(Map::new());
    }
    #[expect(clippy::expect_used, reason = "it was made an object above")]
    member.as_object_mut().expect("an object")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::merge;

    #[test]
    fn objects_are_merged_and_lists_are_joined() {
        let mut known = json!({"a": {"b": 1, "c": [1]}, "d": 1});
        merge(
            &mut known,
            json!({"a": {"b": 2, "c": [2], "e": 3}, "d": {"f": 4}}),
        );
        assert_eq!(
            known,
            json!({"a": {"b": 2, "c": [1, 2], "e": 3}, "d": {"f": 4}})
        );
    }
}
