use faultless::prelude::*;

#[get("/items")]
async fn items() -> Result<Json<u32>, String> {
    Err("secret words".to_owned())
}

fn main() {}
