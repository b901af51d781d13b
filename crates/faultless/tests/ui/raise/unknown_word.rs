use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[error("no such item")]
#[raise(statsu = 404, code = "item_not_found")]
struct ItemNotFound;

fn main() {}
