use faultless::prelude::*;

#[get("/items")]
async fn items(_: Header<String>) -> &'static str {
    "items"
}

fn main() {}
