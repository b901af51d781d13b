use faultless::prelude::*;

#[derive(Model)]
struct Item(String, u64);

fn main() {}
