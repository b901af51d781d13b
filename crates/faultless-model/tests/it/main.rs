//! What `faultless-model` promises, through its public face.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that panics fails its test, as it should"
)]

mod address;
mod bounds;
mod bytes;
mod catalogue;
mod container;
mod decimal;
mod derive;
mod email;
mod issue;
mod json;
mod kind;
mod moment;
mod patch;
mod roads;
mod row;
mod rules;
mod scalar;
mod schema;
mod secret;
mod support;
mod time;
mod ui;
mod union;
mod web;
mod zone;
