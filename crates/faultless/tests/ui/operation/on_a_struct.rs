use faultless::prelude::*;

#[get("/items")]
struct Items {
    names: Vec<String>,
}

fn main() {}
