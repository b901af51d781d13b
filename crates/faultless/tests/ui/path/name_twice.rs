use faultless::prelude::*;

#[get("/items/{id}/parts/{id}")]
async fn part(id: u64) -> Json<u64> {
    Json(id)
}

fn main() {}
