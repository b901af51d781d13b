use faultless::prelude::*;

#[get("/items")]
async fn items(#[query(convert_underscores = false)] item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn main() {}
