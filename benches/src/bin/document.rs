//! `document [--smoke | ROUNDS]`: what building the OpenAPI document of a large application costs.

use std::process::ExitCode;

/// Enough for a median that stands still.
const ROUNDS: usize = 21;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        None => bench::document::run(ROUNDS),
        Some("--smoke") => bench::document::smoke(),
        Some(rounds) => rounds
            .parse()
            .map_err(|_| "usage: document [--smoke | ROUNDS]".to_owned())
            .and_then(bench::document::run),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(mistake) => {
            eprintln!("{mistake}");
            ExitCode::FAILURE
        }
    }
}
