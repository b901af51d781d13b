use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(default = 10, required)] limit: u64) -> Json<u64> {
    Json(limit)
}

fn main() {}
