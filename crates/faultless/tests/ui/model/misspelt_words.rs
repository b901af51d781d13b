use faultless::prelude::*;

#[derive(Model)]
struct Item {
    #[field(max_lenght = 80)]
    name: String,
}

fn main() {}
