use faultless::prelude::*;

#[get("/items")]
async fn items(#[query] q: &str) -> String {
    q.to_owned()
}

fn main() {}
