use faultless::prelude::*;

#[operation("/items", methods = ["get"])]
async fn items() -> &'static str {
    "items"
}

fn main() {}
