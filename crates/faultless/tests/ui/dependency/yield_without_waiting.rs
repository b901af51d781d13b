use faultless::prelude::*;

#[dependency]
fn session(scope: Yield<u8>) -> Result<()> {
    drop(scope);
    Ok(())
}

fn main() {}
