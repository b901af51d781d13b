use faultless::prelude::*;

struct Colour;

#[derive(Model)]
struct Item {
    colour: Colour,
}

#[post("/items")]
async fn create_item(item: Item) -> &'static str {
    let _ = item;
    "created"
}

fn main() {}
