use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(default = 10)] limit: Option<u64>) -> Json<Option<u64>> {
    Json(limit)
}

fn main() {}
