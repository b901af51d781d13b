use faultless_model::Model;

fn positive(value: &i64) -> Result<(), String> {
    if *value > 0 { Ok(()) } else { Err("not positive".to_owned()) }
}

struct Wrong;

fn whole(_: &Item) -> Result<(), Wrong> {
    Err(Wrong)
}

#[derive(Model)]
#[model(validator = whole)]
struct Item {
    #[field(validator = positive)]
    name: String,
}

fn main() {}
