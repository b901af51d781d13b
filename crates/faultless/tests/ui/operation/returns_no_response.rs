use faultless::prelude::*;

struct Item;

#[get("/items")]
async fn item() -> Item {
    Item
}

fn main() {}
