use faultless::prelude::*;

#[get("/items")]
async fn items() -> &'static str {
    "items"
}

fn main() {
    let _ = App::new().routes(routes![items()]);
}
