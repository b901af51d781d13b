use faultless::prelude::*;

#[derive(Serialize, Model)]
struct Item {
    name: String,
}

#[get("/items", response_model = Item, response_model_include = [], response_model_exclude = ["name", "name"])]
fn items() -> Json<Item> {
    Json(Item { name: String::new() })
}

#[get("/others", response_model = Item, response_model_include = "name", response_model_exclude_null)]
fn others() -> Json<Item> {
    Json(Item { name: String::new() })
}

fn main() {}
