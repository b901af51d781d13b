#![doc = include_str!("docs/crate.md")]

mod application;
mod args;
pub mod diff;
mod run;

pub use run::run;
