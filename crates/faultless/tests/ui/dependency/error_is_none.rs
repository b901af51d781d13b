use faultless::prelude::*;

#[dependency]
async fn caller() -> std::result::Result<u64, u8> {
    Err(1)
}

fn main() {}
