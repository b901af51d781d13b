use faultless::prelude::*;

#[dependency]
async fn has_role(#[config] role: &u8, #[config] other: &u16) -> u16 {
    u16::from(*role) + other
}

fn main() {}
