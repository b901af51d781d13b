//! Benches: each a binary; what they have in common stands here.

pub mod document;
pub mod measure;
pub mod parameters;
pub mod scale;
pub mod validate;
