//! Users who sign in with a password and get tokens with scopes.
//!
//! `users` keeps passwords as argon2 hashes, `tokens` signs and reads JWTs, `errors` says how each failure is answered,
//! `guard` finds who sends a request and what they may do, and `routes` are the operations.

#![allow(
    missing_docs,
    reason = "an application: names say it, and what they do not say is documented"
)]

pub mod errors;
mod guard;
mod routes;
pub mod tokens;
pub mod users;

use faultless::prelude::*;

use crate::tokens::Tokens;
use crate::users::Users;

/// The application over these users; `main` serves it, tests talk to it in their own process.
pub fn app(users: Users, tokens: Tokens) -> App {
    App::new()
        .title("Auth")
        .state(users)
        .state(tokens)
        .state(routes::Notes::default())
        .routes(routes::all())
}
