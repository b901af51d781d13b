//! The command itself: what it prints, and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const EMPTY: &str = r#"{"openapi": "3.1.0", "paths": {}}"#;

struct Answer {
    status: i32,
    out: String,
    err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            status: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

fn faultless(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faultless"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    faultless(folder.path())
        .args(arguments)
        .output()
        .unwrap()
        .into()
}

/// Runs `faultless diff old.json new.json` over these documents.
fn diff(old: &Value, new: &Value, more: &[&str]) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.json"), old.to_string()).unwrap();
    fs::write(folder.path().join("new.json"), new.to_string()).unwrap();
    let mut command = faultless(folder.path());
    command.args(["diff", "old.json", "new.json"]).args(more);
    command.output().unwrap().into()
}

fn with_codes(codes: &[&str]) -> Value {
    let responses = json!({"409": {"x-error-codes": codes}});
    json!({"openapi": "3.1.0", "paths": {"/items": {"post": {"responses": responses}}}})
}

#[test]
fn the_exit_status_says_whether_something_is_breaking() {
    let (one, two) = (with_codes(&["taken"]), with_codes(&["full", "taken"]));
    let same = diff(&one, &one, &["--strict"]);
    assert_eq!(
        (same.status, &*same.out),
        (0, "nothing that a client could tell has changed\n")
    );
    let more = diff(&one, &two, &[]);
    assert_eq!(more.status, 0);
    assert_eq!(
        more.out,
        "POST /items\n  notable     error `full`: the error is new, with status 409 (error-code-added)\n\n0 breaking, 1 notable, 0 compatible\n"
    );
    assert_eq!(diff(&one, &two, &["--strict"]).status, 1);
    let less = diff(&two, &one, &[]);
    assert_eq!(less.status, 1);
    assert!(less.out.contains("  breaking    error `full`: the error is gone, which had status 409 (error-code-removed)\n"), "{}", less.out);
    assert_eq!(less.err, "");
}

#[test]
fn it_speaks_to_programs_and_workflows() {
    let (one, two) = (with_codes(&["taken"]), with_codes(&[]));
    let told: Value = serde_json::from_str(&diff(&one, &two, &["--format", "json"]).out).unwrap();
    assert_eq!(
        told,
        json!({
            "breaking": 1, "notable": 0, "compatible": 0,
            "changes": [{
                "class": "breaking", "rule": "error-code-removed", "operation": "POST /items", "place": "error `taken`",
                "words": "the error is gone, which had status 409",
            }],
        })
    );
    let github = diff(&one, &two, &["--format=github"]);
    assert_eq!(
        (github.status, &*github.out),
        (
            1,
            "::error title=POST /items::error `taken`: the error is gone, which had status 409 (error-code-removed)\n"
        )
    );
}

#[test]
fn a_document_may_come_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.json"), EMPTY).unwrap();
    let mut child = faultless(folder.path())
        .args(["diff", "old.json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(EMPTY.as_bytes())
        .unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn what_cannot_be_done_ends_with_2_and_says_why() {
    let told = [
        (
            &["diff", "a.json"][..],
            "two documents are compared, the old one and the new one, and one is given",
        ),
        (
            &["diff", "-", "-"],
            "standard input can be one of the documents, not both",
        ),
        (
            &["diff", "a", "b", "--format", "xml"],
            "there is no format xml: write text, json or github",
        ),
        (
            &["diff", "no.json", "no.json"],
            "cannot read no.json: No such file or directory",
        ),
        (
            &["serve"],
            "there is no command serve: write openapi or diff",
        ),
        (&["diff", "--loud"], "invalid option '--loud'"),
        (
            &["openapi", "-p", "a", "--", "b"],
            "give a package or a command, not both",
        ),
        (&["openapi", "--"], "there is no command after `--`"),
        (
            &["openapi", "--bin", "a", "--example", "b"],
            "one application is run: give --bin or --example, once",
        ),
        (
            &["openapi", "--timeout", "soon"],
            "cannot parse argument \"soon\"",
        ),
        (
            &["openapi", "--", "./no-such-program"],
            "cannot run `./no-such-program`: No such file or directory",
        ),
    ];
    for (arguments, words) in told {
        let answer = run(arguments);
        assert_eq!((answer.status, &*answer.out), (2, ""), "{arguments:?}");
        assert!(
            answer.err.starts_with(&format!("faultless: {words}")),
            "{arguments:?}: {}",
            answer.err
        );
    }
}

#[test]
fn help_is_given() {
    for (arguments, words) in [
        (&[][..], "faultless diff OLD NEW"),
        (&["--help"], "faultless diff OLD NEW"),
        (&["openapi", "-h"], "FAULTLESS_OPENAPI"),
        (&["diff", "--help"], "Exit status: 0"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
    ] {
        let answer = run(arguments);
        assert_eq!((answer.status, &*answer.err), (0, ""), "{arguments:?}");
        assert!(answer.out.contains(words), "{arguments:?}: {}", answer.out);
        assert!(
            answer.out.lines().all(|line| line.len() <= 120),
            "{arguments:?}"
        );
    }
}

#[cfg(unix)]
mod openapi {
    use super::*;

    /// Runs `faultless openapi` for an application that is a script.
    fn openapi(folder: &Path, script: &str, more: &[&str]) -> Answer {
        let mut command = faultless(folder);
        command
            .arg("openapi")
            .args(more)
            .args(["--", "sh", "-c", script]);
        command.output().unwrap().into()
    }

    fn write_it() -> String {
        format!("echo listening; cat > \"$FAULTLESS_OPENAPI\" <<'END'\n{EMPTY}\nEND\n")
    }

    #[test]
    fn the_document_alone_is_on_the_standard_output() {
        let folder = tempfile::tempdir().unwrap();
        let answer = openapi(folder.path(), &write_it(), &[]);
        assert_eq!((answer.status, answer.out), (0, format!("{EMPTY}\n")));
        assert_eq!(answer.err, "listening\n");
    }

    #[test]
    fn the_document_goes_to_a_file() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("openapi.json");
        fs::write(&file, "old").unwrap();
        symlink("openapi.json", folder.path().join("link.json")).unwrap();
        let answer = openapi(folder.path(), &write_it(), &["-o", "link.json"]);
        assert_eq!((answer.status, &*answer.out), (0, ""));
        assert_eq!(fs::read_to_string(&file).unwrap(), format!("{EMPTY}\n"));
        assert!(
            fs::symlink_metadata(folder.path().join("link.json"))
                .unwrap()
                .is_symlink()
        );
        // Readable by others as any file is, and not as a temporary one.
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&file), mode(&plain));
        let names = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(names, 3, "something is left behind");
    }

    #[test]
    fn a_device_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            openapi(folder.path(), &write_it(), &["-o", "/dev/null"]).status,
            0
        );
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn an_application_that_never_writes_is_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let silent = openapi(folder.path(), "true", &["-o", "x.json"]);
        assert_eq!(silent.status, 2);
        assert!(
            silent.err.starts_with(
                "faultless: `sh -c true` ended without writing its document.\n`App::serve()`"
            ),
            "{}",
            silent.err
        );
        let failed = openapi(folder.path(), "exit 7", &["-o", "x.json"]);
        assert_eq!(
            (failed.status, &*failed.err),
            (
                2,
                "faultless: `sh -c exit 7` failed before it wrote its document (exit status: 7)\n"
            )
        );
        let served = openapi(
            folder.path(),
            "exec sleep 600",
            &["-o", "x.json", "--timeout", "0"],
        );
        assert_eq!(served.status, 2);
        assert!(served.err.starts_with("faultless: `sh -c exec sleep 600` has not written its document in 0 seconds (--timeout), and was stopped."), "{}", served.err);
        assert!(!folder.path().join("x.json").exists());
    }

    #[test]
    fn an_application_that_writes_and_stays_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let script = format!("{}exec sleep 600", write_it());
        let answer = openapi(folder.path(), &script, &["-o", "x.json"]);
        assert_eq!(answer.status, 0, "{}", answer.err);
        assert!(folder.path().join("x.json").exists());
    }

    #[test]
    fn what_is_no_document_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let answer = openapi(
            folder.path(),
            "echo '{' > $FAULTLESS_OPENAPI",
            &["-o", "x.json"],
        );
        assert_eq!(answer.status, 2);
        assert!(
            answer
                .err
                .starts_with("faultless: what the application wrote is not JSON: "),
            "{}",
            answer.err
        );
        assert!(!folder.path().join("x.json").exists());
    }
}
