use faultless::prelude::*;

#[get("/items/{item_id:integer}")]
async fn item(item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn main() {}
