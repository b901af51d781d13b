use faultless::prelude::*;

#[post("/items", status = 1201)]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
