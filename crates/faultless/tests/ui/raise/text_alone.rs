use faultless::prelude::*;

fn item() -> Result<u64> {
    raise!("no such item")
}

fn main() {}
