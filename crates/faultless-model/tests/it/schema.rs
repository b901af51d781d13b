//! JSON Schema of types and models.
