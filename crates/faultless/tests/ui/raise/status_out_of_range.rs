use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[error("no such item")]
#[raise(status = 40)]
struct ItemNotFound;

fn main() {}
