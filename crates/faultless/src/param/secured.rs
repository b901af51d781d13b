//! `Secured`: what the documentation is told of a security scheme.

use std::borrow::Cow;

use serde_json::Value;

/// A security scheme that a function asks for.
#[derive(Debug, Clone)]
pub struct Secured {
    /// Its name in the documentation.
    pub name: Cow<'static, str>,
    /// The function that declares it.
    pub function: &'static str,
    /// It, as `OpenAPI` writes a security scheme.
    pub object: Value,
    /// The scopes that are asked for on the way to it.
    pub scopes: Vec<&'static str>,
}
