use faultless::prelude::*;

fn item() -> Result<u64> {
    raise!(NOT_FOUDN, "no such item")
}

fn main() {}
