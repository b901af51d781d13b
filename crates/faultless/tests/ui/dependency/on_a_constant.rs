use faultless::prelude::*;

#[dependency]
const CALLER: u64 = 1;

fn main() {}
