use faultless::prelude::*;

#[derive(Debug, thiserror::Error, Raise)]
enum ShopError {
    #[error("the stock failed")]
    #[raise(transparent)]
    Stock(std::io::Error, u64),
}

fn main() {}
