use faultless::prelude::*;

#[get("/items/{item_id}")]
async fn item(#[path] item: u64) -> Json<u64> {
    Json(item)
}

fn main() {}
