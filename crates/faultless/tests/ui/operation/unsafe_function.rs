use faultless::prelude::*;

#[get("/items")]
async unsafe fn items() -> &'static str {
    "items"
}

fn main() {}
