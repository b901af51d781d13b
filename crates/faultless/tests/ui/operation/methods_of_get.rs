use faultless::prelude::*;

#[get("/items", methods = ["GET", "HEAD"])]
async fn items() -> &'static str {
    "items"
}

fn main() {}
