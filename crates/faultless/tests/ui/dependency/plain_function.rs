use faultless::prelude::*;

async fn caller() -> u64 {
    1
}

#[get("/items")]
async fn items(caller: Depends<caller>) -> Json<u64> {
    Json(*caller)
}

fn main() {}
