use faultless::prelude::*;

#[derive(Raise)]
union ShopError {
    one: u8,
    other: u8,
}

fn main() {}
