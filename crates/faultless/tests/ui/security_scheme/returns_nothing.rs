use faultless::prelude::*;

#[security_scheme]
fn bearer() {}

fn main() {}
