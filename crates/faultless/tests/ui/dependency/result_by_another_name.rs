use faultless::prelude::*;

type Checked<T> = faultless::Result<T>;

#[dependency]
async fn caller() -> Checked<u64> {
    raise!(UNAUTHORIZED)
}

fn main() {}
