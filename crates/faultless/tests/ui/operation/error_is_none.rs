use faultless::prelude::*;

#[get("/items")]
async fn items() -> std::result::Result<&'static str, u8> {
    Ok("items")
}

fn main() {}
