//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

/// What is asked for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    OpenApi(OpenApi),
    Diff(Diff),
    /// Nothing but words.
    Say(&'static str),
}

/// `faultless openapi`.
#[derive(Debug, PartialEq)]
pub(crate) struct OpenApi {
    pub(crate) application: Application,
    pub(crate) output: Option<PathBuf>,
    pub(crate) timeout: Duration,
}

/// What is run.
#[derive(Debug, PartialEq)]
pub(crate) enum Application {
    /// What cargo builds and runs, and the words that choose it.
    Cargo(Vec<OsString>),
    /// A program and its arguments.
    Command(OsString, Vec<OsString>),
}

/// `faultless diff`.
#[derive(Debug, PartialEq)]
pub(crate) struct Diff {
    pub(crate) old: PathBuf,
    pub(crate) new: PathBuf,
    pub(crate) format: Format,
    pub(crate) strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Format {
    Text,
    Json,
    GitHub,
}

pub(crate) const HELP: &str = "\
The OpenAPI document of a faultless application, and what a change of it means to its clients.

Usage:
  faultless openapi [-p PACKAGE] [-o FILE]   write an application's document
  faultless diff OLD NEW                     tell what changed between two documents

Options:
  -h, --help      these words; after a command, its own
  -V, --version   the version
";

pub(crate) const OPENAPI_HELP: &str = "\
Writes the OpenAPI document of an application.

The application is run with the environment variable FAULTLESS_OPENAPI, by which `App::serve()` writes the document
and returns, without serving anything. What comes before `serve()` in its `main` does happen.

Usage:
  faultless openapi [-p PACKAGE] [--bin NAME | --example NAME] [-o FILE]
  faultless openapi [-o FILE] -- COMMAND [ARGUMENT]...

Options:
  -p, --package PACKAGE   the package of this workspace that has the application
      --bin NAME          its binary of this name, where it has several
      --example NAME      its example of this name
  -o, --output FILE       where the document goes, as a whole or not at all; standard output unless given
      --timeout SECONDS   how long the application may take, once it is built; 60 unless given
  -h, --help              these words

Examples:
  faultless openapi -p shop -o openapi.json
  faultless openapi -- ./target/release/shop | faultless diff openapi.json -

A server that runs has its document at /openapi.json: `curl -s http://127.0.0.1:8000/openapi.json`.

Exit status: 0 when the document was written, 2 when not.
";

pub(crate) const DIFF_HELP: &str = "\
Compares two OpenAPI documents, and tells what the new one means to clients of the old one.

Usage:
  faultless diff OLD NEW [--format FORMAT] [--strict]

OLD and NEW are files; `-` is standard input.

Options:
      --format FORMAT   text (for people; unless given), json (for programs) or github (annotations of a workflow)
      --strict          also fail on what is notable: new error codes, statuses and values, other operation ids
  -h, --help            these words

What is told:
  breaking     a request that was right is refused, or an answer is not what it was: an operation, a parameter, a field,
               a status or an error code is gone; more is demanded; an answer has less, or something else
  notable      something new in an answer, which a client may have made a full list of; names that generated code calls
  compatible   all that no client can be worse off with

Exit status: 0 when nothing is breaking, 1 when something is, 2 when a document cannot be compared.
";

const VERSION: &str = concat!("faultless ", env!("CARGO_PKG_VERSION"), "\n");

/// Reads the command line, without the program's own name.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(arguments);
    match parser.next()? {
        Some(Short('h') | Long("help")) | None => Ok(Command::Say(HELP)),
        Some(Short('V') | Long("version")) => Ok(Command::Say(VERSION)),
        Some(Value(command)) => match command.to_str() {
            Some("openapi") => openapi(parser),
            Some("diff") => diff(parser),
            Some("help") => Ok(Command::Say(HELP)),
            _ => Err(format!(
                "there is no command {}: write openapi or diff",
                command.display()
            )
            .into()),
        },
        Some(other) => Err(other.unexpected()),
    }
}

fn openapi(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut chosen, mut command) = (Vec::new(), None);
    let (mut output, mut timeout) = (None, Duration::from_mins(1));
    let mut target = None;
    loop {
        // Whatever follows `--` is the application's, also what looks like an option.
        if let Some(mut rest) = parser.try_raw_args()
            && rest.peek() == Some(std::ffi::OsStr::new("--"))
        {
            rest.next();
            command = Some(rest.collect::<Vec<_>>());
            break;
        }
        let Some(argument) = parser.next()? else {
            break;
        };
        match argument {
            Short('p') | Long("package") => chosen.extend(["-p".into(), parser.value()?]),
            Long(name @ ("bin" | "example")) => {
                let option = format!("--{name}");
                if target.replace(option.clone()).is_some() {
                    return Err("one application is run: give --bin or --example, once".into());
                }
                chosen.extend([option.into(), parser.value()?]);
            }
            Short('o') | Long("output") => output = Some(parser.value()?.into()),
            Long("timeout") => {
                let seconds = parser.value()?.parse::<u32>()?;
                timeout = Duration::from_secs(seconds.into());
            }
            Short('h') | Long("help") => return Ok(Command::Say(OPENAPI_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    let application = match command {
        None => Application::Cargo(chosen),
        Some(_) if !chosen.is_empty() => {
            return Err("give a package or a command, not both".into());
        }
        Some(words) => {
            let mut words = words.into_iter();
            let program = words.next().ok_or("there is no command after `--`")?;
            Application::Command(program, words.collect())
        }
    };
    Ok(Command::OpenApi(OpenApi {
        application,
        output,
        timeout,
    }))
}

fn diff(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut files = Vec::new();
    let (mut format, mut strict) = (Format::Text, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Value(file) => files.push(PathBuf::from(file)),
            Long("format") => {
                let name = parser.value()?;
                format = match name.to_str() {
                    Some("text") => Format::Text,
                    Some("json") => Format::Json,
                    Some("github") => Format::GitHub,
                    _ => {
                        let words = format!(
                            "there is no format {}: write text, json or github",
                            name.display()
                        );
                        return Err(words.into());
                    }
                };
            }
            Long("strict") => strict = true,
            Short('h') | Long("help") => return Ok(Command::Say(DIFF_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    let [old, new] = <[PathBuf; 2]>::try_from(files).map_err(|files| {
        format!(
            "two documents are compared, the old one and the new one, and {} given",
            match files.len() {
                0 => "none is".to_owned(),
                1 => "one is".to_owned(),
                count => format!("{count} are"),
            }
        )
    })?;
    if old == new && old.as_os_str() == "-" {
        return Err("standard input can be one of the documents, not both".into());
    }
    Ok(Command::Diff(Diff {
        old,
        new,
        format,
        strict,
    }))
}
