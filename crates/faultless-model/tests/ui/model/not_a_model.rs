use faultless_model::Model;

#[derive(Model)]
struct Pair(i64, i64);

#[derive(Model)]
struct Unit;

#[derive(Model)]
struct Borrowed<'a> {
    name: &'a str,
}

#[derive(Model)]
enum Shape {
    Circle { radius: f64 },
    #[field(gt = 0)]
    Square(f64),
    Dot,
}

#[derive(Model)]
#[serde(untagged, rename_all = "camelcase")]
enum Nothing {}

fn main() {}
