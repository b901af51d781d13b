use faultless::prelude::*;

#[dependency]
async fn user() -> u8 {
    1
}

#[get("/")]
async fn index(#[depends(cache = false)] user: Depends<user>) -> String {
    user.to_string()
}

fn main() {}
