use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(max_length = 50)] limit: u64) -> Json<u64> {
    Json(limit)
}

fn main() {}
