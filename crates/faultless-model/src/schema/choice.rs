//! One of a few values.

use serde_json::Value;

use super::{Mode, Schema, Schemas};
use crate::choice::{Form, Literal};
use crate::model::Model;

/// The schema of a choice: an enum is defined under its name, a literal stands where it is used.
pub fn choice<T: Model>(
    schemas: &mut Schemas,
    form: Form,
    read: &[Literal],
    written: &[Literal],
) -> Schema {
    let literals = match schemas.mode() {
        Mode::Validation => read,
        Mode::Serialization => written,
    };
    match form {
        Form::Literal => values(literals),
        Form::Enum => schemas.define::<T>(T::NAME, |_| {
            values(literals)
                .with("title", T::TITLE.unwrap_or(T::NAME))
                .maybe("description", T::DESCRIPTION.map(Value::from))
        }),
    }
}

fn values(literals: &[Literal]) -> Schema {
    let mut values: Vec<Value> = Vec::new();
    let mut types: Vec<Option<&'static str>> = Vec::new();
    for literal in literals {
        let (value, ty) = match *literal {
            Literal::Name(name) => (name.into(), Some("string")),
            Literal::Number(number) => match i64::try_from(number) {
                Ok(number) => (number.into(), Some("integer")),
                // Digits that are read as a number again.
                Err(_) => match serde_json::from_str(&number.to_string()) {
                    Ok(number) => (Value::Number(number), Some("integer")),
                    Err(_) => continue,
                },
            },
            Literal::Bool(value) => (value.into(), Some("boolean")),
            Literal::Null => (Value::Null, None),
        };
        if !values.contains(&value) {
            values.push(value);
        }
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    let ty = match types.as_slice() {
        [Some(ty)] => Some(Value::from(*ty)),
        _ => None,
    };
    let schema = match <[Value; 1]>::try_from(values) {
        Ok([only]) => Schema::any().with("const", only),
        Err(values) => Schema::any().with("enum", values),
    };
    schema.maybe("type", ty)
}
