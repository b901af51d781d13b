use faultless::prelude::*;

#[post("/items", status = -201)]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
