use faultless::prelude::*;

#[get("/items")]
async fn items(request: &mut Request) -> String {
    request.path().to_owned()
}

fn main() {}
