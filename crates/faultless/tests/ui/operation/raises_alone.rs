use faultless::prelude::*;

#[get("/items", raises = NOT_FOUND)]
async fn items() -> Result<Json<u64>> {
    raise!(NOT_FOUND);
}

#[get("/parts", raises)]
async fn parts() -> Result<Json<u64>> {
    raise!(NOT_FOUND);
}

fn main() {}
