use faultless::prelude::*;

#[get("/files/{*rest}")]
async fn file(rest: String) -> String {
    rest
}

fn main() {}
