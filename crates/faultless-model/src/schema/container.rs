//! Sets, maps and tuples.

use serde_json::Value;

use super::{Schema, Schemas};
use crate::field::Field;
use crate::rules::Rules;

/// A list without repetitions.
pub(crate) fn set_of<T: Field>(schemas: &mut Schemas, rules: &Rules) -> Schema {
    let list = Schema::list(T::schema(schemas, rules.items()));
    list.with("uniqueItems", true).under(rules)
}

/// An object whose names and values are alike. Of its names it tells what a text can be asked.
pub(crate) fn map_of<K: Field, V: Field>(schemas: &mut Schemas, rules: &Rules) -> Schema {
    let names = K::schema(schemas, Rules::none());
    let names = names_of(schemas, names);
    Schema::map(V::schema(schemas, rules.items()))
        .under(rules)
        .maybe("propertyNames", names.map(Value::from))
}

/// What is told of names: more than that they are texts. A number is told by its digits there, which its schema does not
/// fit.
fn names_of(schemas: &Schemas, mut names: Schema) -> Option<Schema> {
    if names.is_reference() {
        return schemas.is_of(&names, "string").then_some(names);
    }
    if !names.is_typed("string") {
        return None;
    }
    names.take("title");
    names.take("type");
    (!names.is_any()).then_some(names)
}

/// A list of so many items, each of its own kind.
pub(crate) fn row_of(items: Vec<Schema>) -> Schema {
    let length = items.len();
    Schema::typed("array")
        .with("prefixItems", Value::from_iter(items))
        .with("minItems", length)
        .with("maxItems", length)
}
