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
    let names = K::schema(schemas, Rules::none()).as_names();
    Schema::map(V::schema(schemas, rules.items()))
        .under(rules)
        .maybe("propertyNames", names.map(Value::from))
}

/// A list of so many items, each of its own kind.
pub(crate) fn row_of(items: Vec<Schema>) -> Schema {
    let length = items.len();
    Schema::typed("array")
        .with("prefixItems", Value::from_iter(items))
        .with("minItems", length)
        .with("maxItems", length)
}
