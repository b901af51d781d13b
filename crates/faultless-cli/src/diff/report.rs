//! What a comparison found, and how it is told.

use std::fmt::{self, Write as _};

use serde_json::{Value, json};

use super::rule::{Class, Rule};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    rule: Rule,
    operation: String,
    place: String,
    words: String,
}

impl Change {
    pub(super) fn new(rule: Rule, operation: &str, place: String, words: String) -> Self {
        Self {
            rule,
            operation: operation.to_owned(),
            place,
            words,
        }
    }

    /// What kind of change it is.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What it means to clients.
    pub fn class(&self) -> Class {
        self.rule.class()
    }

    /// The operation, as in `GET /items/{id}`, by its old path; empty for what belongs to none.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Where in the operation, as in `request body lines[].quantity`; empty for the operation itself.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What changed, in words.
    pub fn words(&self) -> &str {
        &self.words
    }

    fn sentence(&self) -> String {
        if self.place.is_empty() {
            self.words.clone()
        } else {
            format!("{}: {}", self.place, self.words)
        }
    }
}

/// All changes between two documents, by operation, the worst first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    changes: Vec<Change>,
}

impl Report {
    pub(super) fn new(mut changes: Vec<Change>) -> Self {
        changes.sort_by_cached_key(|change| {
            let (method, path) = change.operation.split_once(' ').unwrap_or_default();
            (path.to_owned(), method.to_owned(), change.class())
        });
        // Several media types of a body, or places of one component, tell the same.
        changes.dedup();
        Self { changes }
    }

    /// The changes.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// How many of them mean this to clients.
    pub fn count(&self, class: Class) -> usize {
        let of_class = self.changes.iter().filter(|change| change.class() == class);
        of_class.count()
    }

    /// For a program: one object, with the counts and the list.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let changes = self.changes.iter().map(|change| {
            json!({
                "class": change.class().word(),
                "rule": change.rule.name(),
                "operation": change.operation,
                "place": change.place,
                "words": change.words,
            })
        });
        json!({
            "breaking": self.count(Class::Breaking),
            "notable": self.count(Class::Notable),
            "compatible": self.count(Class::Compatible),
            "changes": changes.collect::<Vec<_>>(),
        })
    }

    /// For GitHub's workflows: an annotation a line.
    #[must_use]
    pub fn to_github(&self) -> String {
        let mut told = String::new();
        for change in &self.changes {
            let command = match change.class() {
                Class::Breaking => "error",
                Class::Notable => "warning",
                Class::Compatible => "notice",
            };
            let operation = if change.operation.is_empty() {
                "the document"
            } else {
                &change.operation
            };
            // What ends a property or a line there is written as its number.
            let title = operation
                .replace('%', "%25")
                .replace(',', "%2C")
                .replace(':', "%3A");
            let words = format!("{} ({})", change.sentence(), change.rule).replace('%', "%25");
            let _ = writeln!(told, "::{command} title={title}::{words}");
        }
        told
    }
}

/// For people: the operations, and below each what changed.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return writeln!(f, "nothing that a client could tell has changed");
        }
        let mut operation = None;
        for change in &self.changes {
            if operation.replace(&*change.operation) != Some(&*change.operation) {
                let title = if change.operation.is_empty() {
                    "the document"
                } else {
                    &change.operation
                };
                writeln!(f, "{title}")?;
            }
            let word = change.class().word();
            writeln!(f, "  {word:<10}  {} ({})", change.sentence(), change.rule)?;
        }
        writeln!(
            f,
            "\n{} breaking, {} notable, {} compatible",
            self.count(Class::Breaking),
            self.count(Class::Notable),
            self.count(Class::Compatible)
        )
    }
}
