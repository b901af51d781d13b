use faultless::prelude::*;

#[get("/")]
async fn index(#[depends(use_cache = false)] limit: u8) -> String {
    limit.to_string()
}

fn main() {}
