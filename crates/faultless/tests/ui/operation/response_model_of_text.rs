use faultless::prelude::*;

#[derive(Serialize, Model)]
struct Item {
    name: String,
}

#[get("/items", response_model = Item)]
async fn item() -> &'static str {
    "item"
}

fn main() {}
