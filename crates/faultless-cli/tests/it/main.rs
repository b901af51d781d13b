//! The command and its rules, over pairs of documents.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::enum_glob_use,
    clippy::needless_pass_by_value,
    reason = "tests fail by panicking, and have `json!` at every call"
)]

mod attack;
mod command;
mod errors;
mod rules;
mod schemas;

use faultless_cli::diff::{Document, Report, Rule, compare};
use serde_json::{Value, json};

/// A document with these paths, and with components to refer to.
pub(crate) fn document(name: &str, paths: &Value, components: &Value) -> Document {
    let document = json!({"openapi": "3.1.0", "paths": paths, "components": components});
    Document::parse(name, document.to_string().as_bytes()).unwrap()
}

/// A document of one operation.
pub(crate) fn operation(operation: &Value) -> Document {
    document(
        "it",
        &json!({"/items/{id}": {"post": operation}}),
        &json!({}),
    )
}

/// A document of one operation that takes this.
pub(crate) fn sent(schema: &Value) -> Document {
    operation(&json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}))
}

/// A document of one operation that answers this.
pub(crate) fn got(schema: &Value) -> Document {
    operation(&json!({"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}))
}

pub(crate) fn report(old: &Document, new: &Document) -> Report {
    compare(old, new).unwrap()
}

/// The changes as rule and place.
pub(crate) fn changes(old: &Document, new: &Document) -> Vec<(Rule, String)> {
    let report = report(old, new);
    let changes = report.changes().iter();
    changes
        .map(|change| (change.rule(), change.place().to_owned()))
        .collect()
}
