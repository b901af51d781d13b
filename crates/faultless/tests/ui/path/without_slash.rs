use faultless::prelude::*;

#[get("items")]
async fn items() -> &'static str {
    "items"
}

fn main() {}
