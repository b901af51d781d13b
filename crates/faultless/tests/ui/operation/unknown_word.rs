use faultless::prelude::*;

#[post("/items", statuss = 201, summary = "Create an item")]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
