use faultless::prelude::*;

struct Colour;

#[get("/items")]
async fn items(#[query] colours: Vec<Colour>) -> Json<usize> {
    Json(colours.len())
}

fn main() {}
