use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(gt = 0)] q: String) -> String {
    q
}

fn main() {}
