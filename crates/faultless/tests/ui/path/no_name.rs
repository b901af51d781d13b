use faultless::prelude::*;

#[get("/items/{}")]
async fn item(item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn main() {}
