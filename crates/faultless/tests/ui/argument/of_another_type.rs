use faultless::prelude::*;

struct Shop;

#[get("/items")]
async fn items(shop: Shop, limit: u64) -> Json<u64> {
    let _ = shop;
    Json(limit)
}

fn main() {}
