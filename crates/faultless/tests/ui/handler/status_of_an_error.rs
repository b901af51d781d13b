use faultless::prelude::*;

#[derive(Debug, thiserror::Error)]
#[error("sold out")]
struct SoldOut;

fn main() {
    let _ = App::new().status_handler(404, |_: &Request, error: &SoldOut| error.to_string());
}
