//! Running an application for its document.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::args::{Application, OpenApi};
use crate::diff::Document;

/// What `App::serve` looks at.
const VARIABLE: &str = "FAULTLESS_OPENAPI";

/// How long an application may take to end when the document is there.
const GRACE: Duration = Duration::from_secs(2);

/// Runs the application, and writes its document where it was asked for.
pub(crate) fn write(asked: &OpenApi) -> Result<(), String> {
    let document = document(&asked.application, asked.timeout)?;
    // It is what it says it is, or nothing is written.
    Document::parse("what the application wrote", &document).map_err(|error| error.to_string())?;
    match &asked.output {
        None => io::stdout()
            .write_all(&document)
            .map_err(|error| format!("cannot write the document: {error}")),
        Some(path) => replace(path, &document)
            .map_err(|error| format!("cannot write {}: {error}", path.display())),
    }
}

fn document(application: &Application, timeout: Duration) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir()
        .map_err(|error| format!("cannot make a folder for the document: {error}"))?;
    let path = folder.path().join("openapi.json");
    let (program, arguments) = match application {
        Application::Command(program, arguments) => (program.clone(), arguments.clone()),
        Application::Cargo(chosen) => {
            let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            // By itself, so that the time limit is the application's alone.
            let built = run(
                &cargo,
                &[&["build".into(), "--quiet".into()], chosen.as_slice()].concat(),
                None,
            )?
            .wait()
            .map_err(|error| format!("cannot wait for cargo: {error}"))?;
            if !built.success() {
                return Err("the application does not build; cargo has said why".to_owned());
            }
            (
                cargo,
                [&["run".into(), "--quiet".into()], chosen.as_slice()].concat(),
            )
        }
    };
    let mut child = run(&program, &arguments, Some(&path))?;
    let ended = wait(&mut child, &path, timeout)
        .map_err(|error| format!("cannot wait for the application: {error}"))?;
    match fs::read(&path) {
        Ok(document) => Ok(document),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(never(&told(&program, &arguments), ended, timeout))
        }
        Err(error) => Err(format!("cannot read the document: {error}")),
    }
}

fn run(program: &OsString, arguments: &[OsString], path: Option<&Path>) -> Result<Child, String> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        // The document alone is on the standard output.
        .stdout(io::stderr());
    if let Some(path) = path {
        command.env(VARIABLE, path);
    }
    command
        .spawn()
        .map_err(|error| format!("cannot run {}: {error}", told(program, arguments)))
}

/// Waits until the application ends, or has written its document; none when the time is over. It runs no more then.
fn wait(child: &mut Child, path: &Path, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    let mut deadline = Instant::now() + timeout;
    let mut is_written = false;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if !is_written && path.exists() {
            is_written = true;
            deadline = Instant::now() + GRACE;
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Why there is no document.
fn never(command: &str, ended: Option<ExitStatus>, timeout: Duration) -> String {
    let mut words = match ended {
        Some(status) if !status.success() => {
            return format!("{command} failed before it wrote its document ({status})");
        }
        Some(_) => format!("{command} ended without writing its document."),
        None => format!(
            "{command} has not written its document in {} seconds (--timeout), and was stopped.",
            timeout.as_secs()
        ),
    };
    let _ = write!(
        words,
        "\n`App::serve()` of this version writes it where {VARIABLE} says. An application that is served in another \
         way does it by itself:\n    if let Some(file) = std::env::var_os(\"{VARIABLE}\") {{ return \
         Ok(std::fs::write(file, app.openapi()?)?); }}"
    );
    words
}

fn told(program: &OsString, arguments: &[OsString]) -> String {
    let mut words = format!("`{}", program.display());
    for argument in arguments {
        let _ = write!(words, " {}", argument.display());
    }
    words.push('`');
    words
}

/// Writes a file as a whole or not at all.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // A device or a pipe is written to, and not replaced.
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return fs::write(path, content);
    }
    // A link stays one.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    file.persist(path)?;
    Ok(())
}
