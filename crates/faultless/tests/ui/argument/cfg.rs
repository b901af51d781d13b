use faultless::prelude::*;

#[get("/items")]
async fn items(#[cfg(debug_assertions)] q: String) -> String {
    q
}

fn main() {}
