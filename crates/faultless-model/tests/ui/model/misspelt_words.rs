use faultless_model::Model;

#[derive(Model)]
#[model(litteral)]
struct Item {
    #[field(min_lenght = 1, colour = "red", max_length = 5)]
    name: String,
    #[field(max_length = -1, items(gte = 2), gt = 1, gt = 2)]
    tags: Vec<String>,
    #[serde(flatten)]
    #[field(examples = "x")]
    rest: Option<String>,
}

fn main() {
    // The model is there all the same: nothing is said about this line.
    let _ = <Item as Model>::NAME;
}
