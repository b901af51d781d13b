use faultless::prelude::*;

#[derive(Serialize)]
struct Item;

#[get("/items", response_model = Item)]
async fn item() -> Json<u64> {
    Json(1)
}

fn main() {}
