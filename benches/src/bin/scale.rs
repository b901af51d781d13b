//! `scale [--smoke | FOLDER]`: how cost grows, as tables and charts in a folder (`benches/results` unless named).

use std::path::Path;
use std::process::ExitCode;

/// Enough for medians that stand still.
const ROUNDS: usize = 15;

fn main() -> ExitCode {
    match done() {
        Ok(()) => ExitCode::SUCCESS,
        Err(mistake) => {
            eprintln!("{mistake}");
            ExitCode::FAILURE
        }
    }
}

fn done() -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    match std::env::args().nth(1).as_deref() {
        Some("--smoke") => bench::scale::smoke(&program),
        // What it starts itself as, for connections to another process.
        Some("serve") => bench::scale::serve(),
        folder => {
            let folder = folder.unwrap_or("benches/results");
            bench::scale::run(ROUNDS, &program, Path::new(folder))
        }
    }
}
