use faultless::prelude::*;

#[post("/items", status = 201, status = 202)]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
