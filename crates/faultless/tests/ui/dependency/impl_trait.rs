use faultless::prelude::*;

#[dependency]
async fn caller() -> impl ToString {
    1
}

fn main() {}
