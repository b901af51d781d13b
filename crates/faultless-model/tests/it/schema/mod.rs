//! JSON Schema of types and models, checked by a validator of its own.

mod exact;
mod models;
mod names;
mod unions;

use boon::{Compiler, Draft, Schemas as Compiled};
use faultless_model::{Field, Mode, schema_of};
use serde_json::Value;

/// Whether a value fits a schema, which is itself a valid one: the validator looks at that first.
fn fits(schema: &Value, value: &Value) -> bool {
    let (mut all, mut compiler) = (Compiled::new(), Compiler::new());
    compiler.set_default_draft(Draft::V2020_12);
    compiler.enable_format_assertions();
    compiler
        .add_resource("schema.json", schema.clone())
        .unwrap();
    let index = compiler
        .compile("schema.json", &mut all)
        .unwrap_or_else(|error| panic!("{error:#} in {schema:#}"));
    all.validate(value, index).is_ok()
}

/// The schema of a type as it is read, without its dialect.
fn read_as<T: Field>() -> Value {
    without_dialect(schema_of::<T>(Mode::Validation))
}

/// The schema of a type as it is written, without its dialect.
fn written_as<T: Field>() -> Value {
    without_dialect(schema_of::<T>(Mode::Serialization))
}

fn without_dialect(mut schema: Value) -> Value {
    let dialect = schema.as_object_mut().unwrap().remove("$schema");
    assert_eq!(
        dialect.unwrap(),
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert!(
        !schema.to_string().contains('\u{1}'),
        "a reference without a name in {schema}"
    );
    schema
}
