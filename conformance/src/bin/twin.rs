//! Serves the twin at `HOST` and `PORT`; with `TWIN_ERRORS` set, its documents hold the errors of operations.

#[tokio::main]
async fn main() -> faultless::Result<()> {
    let errors = std::env::var_os("TWIN_ERRORS").is_some();
    conformance::twin::documented(errors).serve().await
}
