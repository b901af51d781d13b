use faultless::prelude::*;

#[post("/items", status)]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
