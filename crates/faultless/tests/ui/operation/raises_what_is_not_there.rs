use faultless::prelude::*;

#[derive(Debug, thiserror::Error)]
enum ShopError {
    #[error("gone")]
    Gone,
}

#[get("/items", raises(ShopError::Gon))]
async fn items() -> Result<Json<u64>> {
    Err(ShopError::Gone)?
}

#[get("/parts", raises(PartError))]
async fn parts() -> Result<Json<u64>> {
    raise!(NOT_FOUND);
}

fn main() {}
