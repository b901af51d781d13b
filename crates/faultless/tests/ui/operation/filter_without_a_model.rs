use faultless::prelude::*;

#[get("/items", response_model_exclude_none, response_model_include = ["name"])]
fn items() -> Json<u8> {
    Json(1)
}

fn main() {}
