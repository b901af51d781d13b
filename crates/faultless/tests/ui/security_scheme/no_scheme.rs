use faultless::prelude::*;

#[security_scheme]
fn bearer() -> String {
    "Bearer".to_owned()
}

fn main() {}
