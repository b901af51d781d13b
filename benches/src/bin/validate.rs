//! `validate [--smoke | ROUNDS]`: what reading and validating a JSON body costs.

use std::process::ExitCode;

/// Enough for medians that stand still.
const ROUNDS: usize = 31;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        None => bench::validate::run(ROUNDS),
        Some("--smoke") => bench::validate::smoke(),
        Some(rounds) => rounds
            .parse()
            .map_err(|_| "usage: validate [--smoke | ROUNDS]".to_owned())
            .and_then(bench::validate::run),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(mistake) => {
            eprintln!("{mistake}");
            ExitCode::FAILURE
        }
    }
}
