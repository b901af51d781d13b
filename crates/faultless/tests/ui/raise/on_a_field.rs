use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
enum ShopError {
    #[error("no such item")]
    ItemNotFound {
        #[raise(status = 404)]
        name: String,
    },
}

fn main() {}
