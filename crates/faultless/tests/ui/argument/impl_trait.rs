use faultless::prelude::*;

#[get("/items")]
async fn items(q: impl ToString) -> String {
    q.to_string()
}

fn main() {}
