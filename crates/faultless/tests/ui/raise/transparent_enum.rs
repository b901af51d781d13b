use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
#[raise(transparent)]
enum ShopError {
    #[error("no such item")]
    #[raise(status = 404)]
    ItemNotFound,
}

fn main() {}
