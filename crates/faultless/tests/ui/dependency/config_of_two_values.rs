use faultless::prelude::*;

#[dependency]
async fn has_role(#[config] role: &u8) -> u8 {
    *role
}

#[get("/", dependencies = [has_role(1, 2)])]
async fn index() -> &'static str {
    "in"
}

fn main() {}
