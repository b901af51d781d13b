use faultless::prelude::*;
use faultless::security::SecurityScheme;

#[security_scheme]
fn bearer() -> impl SecurityScheme {
    HttpBearer::new()
}

fn main() {}
