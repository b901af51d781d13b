use faultless::prelude::*;

async fn caller() {}

#[get("/items", dependencies = [caller])]
async fn items() -> &'static str {
    "items"
}

fn main() {}
