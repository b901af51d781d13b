use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
enum ShopError {
    #[error("no such item")]
    #[raise(status = 404, status = 410)]
    ItemNotFound,
}

fn main() {}
