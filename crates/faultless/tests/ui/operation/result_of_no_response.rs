use faultless::prelude::*;

struct Item;

#[get("/items")]
async fn item() -> Result<Item> {
    Ok(Item)
}

fn main() {}
