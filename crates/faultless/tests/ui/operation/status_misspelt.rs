use faultless::prelude::*;

#[post("/items", status = CREATD)]
async fn create_item() -> &'static str {
    "created"
}

fn main() {}
