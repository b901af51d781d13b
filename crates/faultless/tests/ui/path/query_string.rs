use faultless::prelude::*;

#[get("/items?limit=10")]
async fn items(limit: u64) -> Json<u64> {
    Json(limit)
}

fn main() {}
