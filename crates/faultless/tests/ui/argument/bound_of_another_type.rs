use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(ge = 0.5)] limit: u64) -> Json<u64> {
    Json(limit)
}

fn main() {}
