use faultless::prelude::*;

#[derive(Debug, Raise)]
#[raise(status = 404)]
struct ItemNotFound;

fn main() {}
