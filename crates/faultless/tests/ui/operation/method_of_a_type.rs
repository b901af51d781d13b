use faultless::prelude::*;

struct Shop;

impl Shop {
    #[get("/items")]
    async fn items(&self) -> &'static str {
        "items"
    }
}

fn main() {}
