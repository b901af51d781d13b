use faultless::prelude::*;

#[get("/")]
async fn index(scope: Yield<u8>) -> Result<()> {
    scope.give(1).await
}

fn main() {}
