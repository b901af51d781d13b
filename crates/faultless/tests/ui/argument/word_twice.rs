use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(alias = "a", alias = "b")] q: String) -> String {
    q
}

fn main() {}
