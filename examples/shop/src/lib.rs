//! A small shop over SQLite, layered as a team would: `domain` knows nobody, `repository` knows the domain, `routes`
//! know both, and `errors` is where the domain's errors meet HTTP.

#![allow(
    missing_docs,
    reason = "an application: names say it, and what they do not say is documented"
)]

pub mod demo;
pub mod domain;
mod errors;
pub mod repository;
mod routes;

use faultless::prelude::*;

use crate::repository::Shop;

/// The application over this storage; `main` serves it, tests talk to it in their own process.
pub fn app(shop: Shop) -> App {
    App::new()
        .title("Shop")
        .state(shop)
        .include(routes::items::router())
        .include(routes::orders::router())
        .map_error(errors::answer)
        .document_errors(errors::examples())
        .error_format(Uniform)
}
