use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[error("too many requests")]
#[raise(status = 429, header("Retry After" = 5))]
struct TooMany;

fn main() {}
