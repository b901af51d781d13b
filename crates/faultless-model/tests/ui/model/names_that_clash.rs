use faultless_model::Model;

#[derive(Model)]
#[model(int)]
struct Item {
    name: String,
    #[serde(alias = "name")]
    title: String,
    #[field(alias = "a")]
    #[serde(alias = "b")]
    both: String,
    #[serde(skip)]
    #[field(min_length = 1)]
    skipped: String,
}

#[derive(Model)]
#[serde(rename_all = "lowercase")]
enum Size {
    Small,
    #[serde(rename = "small")]
    Tiny,
}

fn main() {}
