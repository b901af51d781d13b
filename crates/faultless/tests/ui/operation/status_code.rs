use faultless::prelude::*;

#[post("/items", status_code = 201)]
async fn items() -> Json<u32> {
    Json(1)
}

fn main() {}
