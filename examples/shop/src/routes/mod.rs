//! The shop's operations: what each takes, what rules that keeps, and which method of the shop it calls.

pub(crate) mod items;
pub(crate) mod orders;
