use faultless::prelude::*;

#[dependency]
async fn has_role(#[config] role: u8) -> u8 {
    role
}

fn main() {}
