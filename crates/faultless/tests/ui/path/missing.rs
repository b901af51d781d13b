use faultless::prelude::*;

#[get]
async fn items() -> &'static str {
    "items"
}

fn main() {}
