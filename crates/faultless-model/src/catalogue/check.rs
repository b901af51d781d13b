//! Templates are checked before they are needed.

use std::fmt;

use super::{Catalogue, v1};
use crate::issue::{PLURAL, Part, parts};
use crate::kind::Kind;

/// The templates of a [`Catalogue`] that name what their kind does not have.
#[derive(Clone, PartialEq, Eq)]
pub struct CatalogueError(Box<[String]>);

impl CatalogueError {
    /// The mistakes, each with the names that there are.
    pub fn mistakes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl fmt::Debug for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for CatalogueError {}

impl Catalogue {
    /// Checks that each template names only what its kind has.
    ///
    /// # Errors
    /// Every name that a kind of the catalogue does not have, with those it has.
    pub fn check(&self) -> Result<(), CatalogueError> {
        let mut mistakes: Vec<String> = Vec::new();
        for (kind, template) in &self.0.said {
            let Some(known) = self.names(kind) else {
                continue;
            };
            for part in parts(template) {
                if let Part::Name(name) = part
                    && !known.contains(&name)
                {
                    mistakes.push(unknown(kind, name, &known));
                }
            }
        }
        if mistakes.is_empty() {
            return Ok(());
        }
        mistakes.sort();
        Err(CatalogueError(mistakes.into()))
    }

    /// What a template of a kind may name; `None` for a kind of somebody's own.
    fn names(&self, kind: &Kind) -> Option<Vec<&'static str>> {
        let template = kind.template()?;
        let mut names = kind.context().to_vec();
        if self.is_v1() {
            names.extend(v1::names(kind).filter(|name| !kind.context().contains(name)));
        }
        if template.contains(PLURAL) {
            names.push(PLURAL);
        }
        Some(names)
    }
}

fn unknown(kind: &Kind, name: &str, known: &[&str]) -> String {
    let code = kind.code();
    if known.is_empty() {
        return format!(
            "the words of `{code}` name `{{{name}}}`, and it has no context: write them without, or `{{{{` for a brace"
        );
    }
    let known: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
    format!(
        "the words of `{code}` name `{{{name}}}`, and it has {}",
        known.join(", ")
    )
}
