use faultless_model::Model;

#[derive(Model)]
#[model(discriminator = "kind")]
struct Item {
    #[field(literal = 1)]
    name: String,
    #[serde(default)]
    #[field(required)]
    size: Option<u32>,
    #[serde(with = "other")]
    price: f64,
}

#[derive(Model)]
#[serde(deny_unknown_fields)]
struct Open {
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, String>,
}

#[derive(Model)]
#[serde(tag = "kind")]
#[model(discriminator = "kind", literal)]
enum Pet {
    Cat(Cat),
    Pair(u32, u32),
}

#[derive(Model)]
struct Cat {
    lives: u8,
}

#[derive(Model)]
#[serde(content = "data")]
enum Alone {
    One(u32),
}

#[derive(Model)]
#[model(int)]
enum Step {
    #[field(literal = 1.5)]
    One,
    #[field(literal = "two")]
    Two,
}

#[derive(Model)]
#[serde(transparent)]
struct Two {
    one: u32,
    two: u32,
}

fn main() {}
