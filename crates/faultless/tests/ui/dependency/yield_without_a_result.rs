use faultless::prelude::*;

#[dependency]
async fn session(scope: Yield<u8>) {
    let _ = scope.give(1).await;
}

fn main() {}
