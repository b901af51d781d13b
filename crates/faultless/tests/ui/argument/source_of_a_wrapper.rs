use faultless::prelude::*;

#[get("/items")]
async fn items(#[query] token: Header<String>) -> String {
    token.0
}

fn main() {}
