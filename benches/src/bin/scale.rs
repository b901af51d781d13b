//! `scale [--smoke | FOLDER]`: how cost grows, as tables and charts in a folder (`benches/results` unless named).

use std::path::Path;
use std::process::ExitCode;

/// Enough for medians that stand still.
const ROUNDS: usize = 15;

fn main() -> ExitCode {
    let argument = std::env::args().nth(1);
    let done = match argument.as_deref() {
        Some("--smoke") => bench::scale::smoke(),
        Some("serve") => bench::scale::serve(),
        folder => std::env::current_exe()
            .map_err(|error| error.to_string())
            .and_then(|program| {
                let folder = folder.unwrap_or("benches/results");
                bench::scale::run(ROUNDS, &program, Path::new(folder))
            }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(mistake) => {
            eprintln!("{mistake}");
            ExitCode::FAILURE
        }
    }
}
