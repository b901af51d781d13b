use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[error("no such item")]
#[raise(status = 404, detail = "no {nmae} here")]
struct ItemNotFound {
    name: String,
}

fn main() {}
