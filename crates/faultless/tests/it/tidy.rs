//! Which way imports point: from a module to those below it, never back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the ground up; those of one line may use each other.
const TIERS: &[&[&str]] = &[
    &["status", "defect", "html", "url"],
    &[
        "after",
        "exception",
        "exception_handlers",
        "form_limits",
        "observe",
        "request",
        "request_id",
        "response",
        "sse",
        "stream",
        "websocket",
    ],
    &["param"],
    &["depends"],
    &["security"],
    &["operation"],
    &["routing"],
    &["page"],
    &["docs_ui"],
    &["openapi"],
    &["app"],
    &["testing"],
];

/// Files that only pass on what others hold.
const EXEMPT: &[&str] = &["lib", "prelude", "__private"];

fn tier(module: &str) -> Option<usize> {
    TIERS.iter().position(|tier| tier.contains(&module))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a file names after `crate::`, outside of comments.
fn named(source: &str) -> BTreeSet<String> {
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        })
        .filter(|name| name.starts_with(|c: char| c.is_lowercase()))
        .collect()
}

#[test]
fn imports_point_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    files(&root, &mut sources);
    assert!(sources.len() > 40, "the sources are elsewhere");
    let mut wrong = Vec::new();
    for path in sources {
        let place = path.strip_prefix(&root).unwrap();
        let module = place
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs");
        if EXEMPT.contains(&module) {
            continue;
        }
        let own = tier(module)
            .unwrap_or_else(|| panic!("`{module}` has no place in the order: add it to `TIERS`"));
        for name in named(&fs::read_to_string(&path).unwrap()) {
            match tier(&name) {
                Some(other) if other > own => {
                    wrong.push(format!("{}: `{module}` uses `{name}`", place.display()));
                }
                _ => {}
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that point back:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_stay_rooms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = Vec::new();
    for folder in ["crates", "conformance/src", "examples"] {
        files(&root.join(folder), &mut sources);
    }
    let large: Vec<String> = sources
        .iter()
        .filter(|path| !path.to_string_lossy().contains("/tests/"))
        .filter_map(|path| {
            let lines = fs::read_to_string(path).unwrap().lines().count();
            (lines > 600).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(
        large.is_empty(),
        "a room with two purposes wants two rooms:\n{}",
        large.join("\n")
    );
}
