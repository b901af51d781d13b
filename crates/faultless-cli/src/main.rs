//! The command `faultless`; `faultless --help` says what it does, and the library has the rules.

use std::process::ExitCode;

fn main() -> ExitCode {
    faultless_cli::run(std::env::args_os().skip(1))
}
