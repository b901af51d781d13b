use faultless::prelude::*;

#[get("/")]
async fn index(#[config] role: &u8) -> String {
    role.to_string()
}

fn main() {}
