use faultless::prelude::*;

#[get("/items")]
#[post("/items")]
async fn items() -> &'static str {
    "items"
}

fn main() {}
