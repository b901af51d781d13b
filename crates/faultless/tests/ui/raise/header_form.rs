use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[error("too many requests")]
#[raise(status = 429, header = 5)]
struct TooMany;

fn main() {}
