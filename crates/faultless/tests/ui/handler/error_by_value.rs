use faultless::prelude::*;

#[derive(Debug, thiserror::Error)]
#[error("sold out")]
struct SoldOut;

fn main() {
    let _ = App::new().exception_handler(|_: &Request, error: SoldOut| error.to_string());
}
