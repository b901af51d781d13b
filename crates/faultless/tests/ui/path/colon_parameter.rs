use faultless::prelude::*;

#[get("/items/:item_id")]
async fn item(item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn main() {}
