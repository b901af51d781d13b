use faultless_model::Model;

struct Colour;

#[derive(Model)]
struct Item {
    colour: Option<Colour>,
}

fn main() {}
