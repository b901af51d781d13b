use faultless::prelude::*;

#[dependency]
async fn session(one: Yield<u8>, two: Yield<u8>) -> Result<()> {
    one.give(1).await?;
    two.give(2).await
}

fn main() {}
