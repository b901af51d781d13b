use faultless::prelude::*;

#[security_scheme]
fn bearer(token: Header<String>) -> HttpBearer {
    HttpBearer::new()
}

#[get("/")]
async fn root(shown: Depends<bearer>) -> Json<String> {
    Json(shown.scheme.clone())
}

fn main() {}
