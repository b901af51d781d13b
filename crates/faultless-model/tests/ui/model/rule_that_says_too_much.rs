use faultless_model::Model;

#[derive(Model)]
struct Item {
    #[field(min_length = 1, min_items = 1)]
    tags: Vec<String>,
    #[field(items(max_items = 1, max_length = 1))]
    sizes: Vec<Vec<u32>>,
    #[field(version = 9)]
    id: uuid::Uuid,
}

fn main() {}
