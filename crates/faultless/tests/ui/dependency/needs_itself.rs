use faultless::prelude::*;

#[dependency]
async fn first(second: Depends<second>) -> u64 {
    *second
}

#[dependency]
async fn second(first: Depends<first>) -> u64 {
    *first
}

fn main() {}
