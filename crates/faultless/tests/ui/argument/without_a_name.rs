use faultless::prelude::*;

#[get("/items")]
async fn items(#[query] (limit, skip): (u64, u64)) -> Json<u64> {
    Json(limit + skip)
}

fn main() {}
