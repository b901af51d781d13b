use faultless::prelude::*;

#[security_scheme(name = "Bearer", scheme_name = "the bearer", description)]
fn bearer() -> HttpBearer {
    HttpBearer::new()
}

fn main() {}
