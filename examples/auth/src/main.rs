//! Serves the application at `HOST` and `PORT`. `AUTH_SECRET` signs the tokens: 32 random bytes or more, such as
//! `openssl rand -base64 32` writes.

use auth::tokens::Tokens;
use auth::users::{Cost, Users};
use faultless::prelude::*;

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt::init();
    // The error would show a secret that is no Unicode.
    let secret = std::env::var("AUTH_SECRET")
        .map_err(|_| Exception::msg("AUTH_SECRET is not set, or is no Unicode"))?;
    let tokens = Tokens::new(&Secret::new(secret))?;
    let users = Users::new(Cost::default()).await?;
    for (name, password, scopes) in [
        ("ann", "wonderland", &["notes:read", "notes:write"][..]),
        ("bob", "builder", &["notes:read"]),
    ] {
        users.add(name, password.to_owned().into(), scopes).await?;
    }
    auth::app(users, tokens).serve().await
}
