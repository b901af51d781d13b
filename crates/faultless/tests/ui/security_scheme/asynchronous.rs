use faultless::prelude::*;

#[security_scheme]
async fn bearer() -> HttpBearer {
    HttpBearer::new()
}

#[get("/")]
async fn root(shown: Depends<bearer>) -> Json<String> {
    Json(shown.scheme.clone())
}

fn main() {}
