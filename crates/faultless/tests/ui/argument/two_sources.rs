use faultless::prelude::*;

#[get("/items")]
async fn items(#[query] #[header] token: String) -> String {
    token
}

fn main() {}
