use faultless::prelude::*;

#[get("/items", responses(40 = "Too small", "6XX" = "No range"))]
async fn item() -> Json<u64> {
    Json(1)
}

#[get("/nothing", responses = [404])]
async fn nothing() -> Json<u64> {
    Json(1)
}

#[get("/twice", responses(404 = "Not here", 404 = "Nor here"))]
async fn twice() -> Json<u64> {
    Json(1)
}

#[get("/without", responses(404))]
async fn without() -> Json<u64> {
    Json(1)
}

fn main() {}
