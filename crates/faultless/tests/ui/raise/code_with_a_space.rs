use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[error("no such item")]
#[raise(status = 404, code = "item not found")]
struct ItemNotFound;

fn main() {}
