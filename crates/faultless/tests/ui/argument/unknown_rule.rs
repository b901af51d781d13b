use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(max_lenght = 50)] q: String) -> String {
    q
}

fn main() {}
