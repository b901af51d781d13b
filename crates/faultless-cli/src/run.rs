//! From the command line to an exit status.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::application;
use crate::args::{self, Command, Diff, Format};
use crate::diff::{Class, Document, compare};

/// Something is breaking.
const BREAKING: u8 = 1;
/// What was asked for could not be done.
const FAILED: u8 = 2;

/// Runs the command with these arguments, the program's own name left out; the exit status is what the help says.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = match args::parse(arguments) {
        Ok(Command::Say(words)) => say(words),
        Ok(Command::OpenApi(asked)) => application::write(&asked).map(|()| ExitCode::SUCCESS),
        Ok(Command::Diff(asked)) => diff(&asked),
        Err(error) => Err(format!("{error}\nfaultless --help says what there is")),
    };
    done.unwrap_or_else(|error| {
        // Where nobody reads it there is nobody to tell.
        let _ = writeln!(io::stderr(), "faultless: {error}");
        ExitCode::from(FAILED)
    })
}

fn say(words: &str) -> Result<ExitCode, String> {
    match io::stdout().write_all(words.as_bytes()) {
        // Who has read enough closes the pipe.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write: {error}"))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn diff(asked: &Diff) -> Result<ExitCode, String> {
    let report =
        compare(&read(&asked.old)?, &read(&asked.new)?).map_err(|error| error.to_string())?;
    let words = match asked.format {
        Format::Text => report.to_string(),
        Format::Json => format!("{:#}\n", report.to_json()),
        Format::GitHub => report.to_github(),
    };
    say(&words)?;
    let is_breaking =
        report.count(Class::Breaking) > 0 || asked.strict && report.count(Class::Notable) > 0;
    Ok(if is_breaking {
        ExitCode::from(BREAKING)
    } else {
        ExitCode::SUCCESS
    })
}

fn read(path: &Path) -> Result<Document, String> {
    let mut text = Vec::new();
    let (name, done) = if path.as_os_str() == "-" {
        (
            "standard input".to_owned(),
            io::stdin().read_to_end(&mut text).map(drop),
        )
    } else {
        (
            path.display().to_string(),
            fs::read(path).map(|read| text = read),
        )
    };
    done.map_err(|error| format!("cannot read {name}: {error}"))?;
    Document::parse(name, &text).map_err(|error| error.to_string())
}
