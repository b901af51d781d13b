use faultless::prelude::*;

#[dependency]
async fn caller() -> std::cell::Cell<u64> {
    std::cell::Cell::new(1)
}

fn main() {}
