use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(hidden = 1)] q: String) -> String {
    q
}

fn main() {}
