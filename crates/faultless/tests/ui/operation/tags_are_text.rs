use faultless::prelude::*;

#[post("/items", tags = "items")]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
