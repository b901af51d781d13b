use faultless::prelude::*;

#[dependency]
async fn session(request: &Request, scope: Yield<String>) -> Result<()> {
    scope.give(request.path().to_owned()).await
}

fn main() {}
