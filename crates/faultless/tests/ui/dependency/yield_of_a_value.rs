use faultless::prelude::*;

#[dependency]
async fn session(scope: Yield<u8>) -> Result<u8> {
    scope.give(1).await?;
    Ok(1)
}

fn main() {}
