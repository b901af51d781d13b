use faultless::prelude::*;

#[derive(Debug)]
struct Pause;

#[derive(Debug, thiserror::Error, Raise)]
#[error("too many requests")]
#[raise(status = 429, header("Retry-After" = pause))]
struct TooMany {
    pause: Pause,
}

fn main() {}
