use faultless_model::Model;

#[derive(Model)]
struct Item {
    #[field(past)]
    count: u32,
    #[field(aware)]
    day: Option<String>,
    #[field(utc_offset = 3600)]
    name: String,
    #[field(trim)]
    size: f64,
}

fn main() {}
