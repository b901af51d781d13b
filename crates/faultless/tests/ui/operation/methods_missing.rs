use faultless::prelude::*;

#[operation("/items")]
async fn items() -> &'static str {
    "items"
}

fn main() {}
