use faultless::prelude::*;

#[get("/caller")]
async fn caller() -> Json<u64> {
    Json(1)
}

#[get("/items")]
async fn items(caller: Depends<caller>) -> &'static str {
    let _ = caller;
    "items"
}

fn main() {}
