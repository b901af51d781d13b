use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
enum ShopError {
    #[error("gone")]
    #[raise(status = 410, example = 410)]
    Gone,
}

fn main() {}
