use faultless::prelude::*;
use faultless::security::Optional;

#[dependency]
async fn caller() -> u64 {
    1
}

fn root(_: Depends<Optional<caller>>) {}

fn main() {}
