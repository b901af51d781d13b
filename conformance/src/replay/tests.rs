//! Whole replays against a tiny server of this process.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::thread;

use super::{Selection, cases_dir, groups, replay, replay_selection};

/// A server that answers every request with its own request line, as JSON text.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut seen = Vec::new();
            while !seen.windows(4).any(|window| window == b"\r\n\r\n") {
                let mut piece = [0; 1024];
                let read = socket.read(&mut piece).unwrap();
                assert!(read > 0, "the request was cut");
                seen.extend(&piece[..read]);
            }
            let line = String::from_utf8(seen)
                .unwrap()
                .lines()
                .next()
                .unwrap()
                .to_owned();
            let body = format!("{{\"line\": \"{line}\"}}");
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
            write!(
                socket,
                "{head}\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
        }
    });
    address
}

/// A folder of case files that goes away with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("conformance-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn case(id: &str, tier: u8, path: &str, line: &str) -> String {
    format!(
        r#"{{"id": "{id}", "tier": {tier}, "request": {{"method": "GET", "path": "{path}"}},
        "before": [{{"method": "GET", "path": "/before"}}],
        "expect": {{"status": 200, "headers": {{"content-type": "application/json"}}, "json": {{"line": "{line}"}}}}}}"#
    )
}

fn file(group: &str, cases: &[String]) -> String {
    format!(r#"{{"group": "{group}", "cases": [{}]}}"#, cases.join(", "))
}

fn two_groups(name: &str) -> Folder {
    let first = file(
        "01_a",
        &[
            case("01_a/0", 1, "/x", "GET /x HTTP/1.1"),
            case("01_a/1", 2, "/x", "GET /y HTTP/1.1"),
        ],
    );
    let second = file("02_b", &[case("02_b/0", 1, "/z", "GET /z HTTP/1.1")]);
    Folder::new(
        name,
        &[
            ("02_b.json", &second),
            ("01_a.json", &first),
            ("notes.txt", "no case file"),
        ],
    )
}

#[test]
fn a_report_counts_and_names_what_differs() {
    let folder = two_groups("report");
    let report = replay(echo(), &folder.0, &[]);
    assert_eq!(
        report.to_string(),
        "FAIL 01_a/1 (tier 2)  GET /x\n     $.line: want \"GET /y HTTP/1.1\", got \"GET /x HTTP/1.1\"\n\
         01_a                            1 passed    1 failed\n\
         02_b                            1 passed    0 failed\n\
         tier 1                          2 passed    0 failed\n\
         tier 2                          0 passed    1 failed\n\
         2 passed, 1 failed\n"
    );
    assert_eq!(
        report.table(),
        "group                             tier 1      tier 2\n\
         01_a                                 1/1         0/1\n\
         02_b                                 1/1           -\n\
         all                                  2/2         0/1\n"
    );
}

#[test]
fn a_selection_narrows_by_group_tier_and_id() {
    let folder = two_groups("selection");
    let address = echo();
    let ids = |selection: &Selection| -> Vec<String> {
        replay_selection(address, &folder.0, selection)
            .outcomes()
            .iter()
            .map(|outcome| outcome.id.clone())
            .collect()
    };
    assert_eq!(ids(&Selection::default()), ["01_a/0", "01_a/1", "02_b/0"]);
    assert_eq!(
        ids(&Selection {
            groups: vec!["02_b".into()],
            ..Selection::default()
        }),
        ["02_b/0"]
    );
    assert_eq!(
        ids(&Selection {
            tiers: vec![2],
            ..Selection::default()
        }),
        ["01_a/1"]
    );
    assert_eq!(
        ids(&Selection {
            ids: vec!["01_a/0".into()],
            ..Selection::default()
        }),
        ["01_a/0"]
    );
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let odd =
        r#"{"group": "01_a", "cases": [{"id": "x", "request": {"method": "GET", "path": "/"}}]}"#;
    let folder = Folder::new("unreadable", &[("01_a.json", odd), ("02_b.json", "{")]);
    let report = replay(echo(), &folder.0, &[]);
    assert_eq!((report.total().passed, report.total().failed), (0, 2));
    assert_eq!(
        replay(echo(), &folder.0.join("nowhere"), &[])
            .total()
            .failed,
        1
    );
}

#[test]
fn a_server_that_is_not_there_fails_every_case() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let folder = two_groups("nobody");
    let report = replay(address, &folder.0, &[]);
    assert_eq!((report.total().passed, report.total().failed), (0, 3));
    assert!(
        report
            .failures()
            .all(|failure| failure.diffs[0].starts_with("no usable answer: "))
    );
}

#[test]
fn every_recorded_case_can_be_read() {
    for group in groups(&cases_dir()).unwrap() {
        let text = fs::read_to_string(cases_dir().join(format!("{group}.json"))).unwrap();
        let file: super::CaseFile =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{group}: {error}"));
        assert!(!file.cases.is_empty(), "{group} has no cases");
        assert_eq!(file.group, group);
    }
}
