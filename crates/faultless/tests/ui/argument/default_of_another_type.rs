use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(default = "ten")] limit: u64) -> Json<u64> {
    Json(limit)
}

fn main() {}
