use faultless_model::Model;

#[derive(Model)]
struct Item {
    #[field(lowercase, uppercase)]
    name: String,
    #[field(past, future)]
    day: speedate::Date,
    #[field(naive, utc_offset = 0)]
    at: speedate::DateTime,
}

fn main() {}
