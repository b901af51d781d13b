use std::collections::{BTreeMap, BTreeSet};

use faultless_model::Model;

#[derive(Model)]
struct Item {
    #[field(unique)]
    tags: BTreeSet<String>,
    #[field(unique)]
    sizes: Option<BTreeMap<String, u32>>,
    #[field(min_items = 1)]
    name: String,
    #[field(max_items = 3)]
    pair: [u32; 2],
    #[field(version = 4)]
    id: String,
}

fn main() {}
