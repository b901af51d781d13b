use faultless::prelude::*;

#[get("/three", raises((CONFLICT, "name_taken", "taken")))]
async fn three() -> Result<Json<u64>> {
    raise!(CONFLICT);
}

#[get("/text", raises("name_taken"))]
async fn text() -> Result<Json<u64>> {
    raise!(CONFLICT);
}

#[get("/range", raises(42 = "odd"))]
async fn range() -> Result<Json<u64>> {
    raise!(CONFLICT);
}

#[dependency(raise(CONFLICT))]
async fn caller() -> Result<u64> {
    raise!(CONFLICT);
}

fn main() {}
