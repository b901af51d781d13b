//! Replays recorded cases against a server and prints the differences.

use std::env;
use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::process::ExitCode;

use conformance::{Report, Selection, cases_dir, groups, replay_selection};

const USAGE: &str = "\
replay BASE_URL [--only GROUP]... [--tier N]... [--id CASE]... [--cases DIR] [--quiet]

  BASE_URL   the server, as http://HOST:PORT
  --only     a group, as NN_name; may be repeated
  --tier     a tier, 1 to 3; may be repeated
  --id       the id of a case; may be repeated
  --cases    the folder of case files (default: this checkout's)
  --quiet    print the counts only";

/// What the command line asks for.
struct Options {
    base: String,
    cases: PathBuf,
    selection: Selection,
    quiet: bool,
}

fn main() -> ExitCode {
    let options = match parse(env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(mistake) => {
            eprintln!("{mistake}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(report) => {
            print!(
                "{}",
                if options.quiet {
                    report.summary()
                } else {
                    report.to_string()
                }
            );
            ExitCode::from(u8::from(report.total().failed > 0))
        }
        Err(error) => {
            eprintln!("{}: {error}", options.base);
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> io::Result<Report> {
    let known = groups(&options.cases)?;
    if let Some(unknown) = options
        .selection
        .groups
        .iter()
        .find(|group| !known.contains(group))
    {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("there is no group {unknown}"),
        ));
    }
    Ok(replay_selection(
        address(&options.base)?,
        &options.cases,
        &options.selection,
    ))
}

/// The first address of the host that takes a connection: `localhost` may name two.
fn address(base: &str) -> io::Result<SocketAddr> {
    let host = base.strip_prefix("http://").unwrap_or(base);
    let host = host.split('/').next().unwrap_or_default();
    let port_given = host
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let host = if port_given {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in host.to_socket_addrs()? {
        match TcpStream::connect(address) {
            Ok(_) => return Ok(address),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Reads the arguments; nothing if help was asked for.
fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Option<Options>, String> {
    let mut base = None;
    let mut options = Options {
        base: String::new(),
        cases: cases_dir(),
        selection: Selection::default(),
        quiet: false,
    };
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{argument} needs a value"))
        };
        match argument.as_str() {
            "--help" | "-h" => return Ok(None),
            "--quiet" => options.quiet = true,
            "--only" => options.selection.groups.push(value()?),
            "--id" => options.selection.ids.push(value()?),
            "--cases" => options.cases = value()?.into(),
            "--tier" => {
                let tier = value()?;
                options
                    .selection
                    .tiers
                    .push(tier.parse().map_err(|_| format!("{tier} is no tier"))?);
            }
            unknown if unknown.starts_with('-') => {
                return Err(format!("there is no option {unknown}"));
            }
            _ if base.is_some() => return Err(format!("{argument} is one address too many")),
            _ => base = Some(argument),
        }
    }
    options.base = base.ok_or("BASE_URL is missing")?;
    Ok(Some(options))
}
