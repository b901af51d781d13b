//! Benches: each a binary; what they have in common stands here.

pub mod document;
pub mod measure;
pub mod validate;
