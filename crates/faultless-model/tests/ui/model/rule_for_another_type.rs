use faultless_model::Model;

#[derive(Model)]
struct Item {
    #[field(min_length = 1)]
    size: u32,
    #[field(gt = 0)]
    name: String,
    #[field(le = 0.5)]
    count: i64,
    #[field(pattern = "^a")]
    tags: Option<Vec<String>>,
    #[field(max_digits = 3)]
    price: f64,
}

fn main() {}
