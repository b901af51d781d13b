use faultless::prelude::*;

#[get("/shops/{shop_id}/items/{item_id}")]
async fn item(item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn main() {}
