use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(embed)] limit: u64) -> Json<u64> {
    Json(limit)
}

fn main() {}
