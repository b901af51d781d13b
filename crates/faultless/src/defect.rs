//! `Defect`: a mistake in an application, found when it is built.

use std::fmt;
use std::panic::Location;

/// A mistake in an application: what is wrong, what to write instead, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defect {
    message: String,
    location: &'static Location<'static>,
}

impl Defect {
    pub(crate) fn new(location: &'static Location<'static>, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            location,
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}",
            self.location.file(),
            self.location.line(),
            self.message
        )
    }
}

/// The mistakes that keep an application from being built, all at once, each with its file and line.
#[derive(Clone, PartialEq, Eq)]
pub struct BuildError(Box<[Defect]>);

impl BuildError {
    pub(crate) fn new(defects: Vec<Defect>) -> Self {
        Self(defects.into())
    }

    pub(crate) fn into_defects(self) -> Vec<Defect> {
        self.0.into_vec()
    }

    /// The mistakes, each as `file:line: what is wrong and what to write instead`.
    pub fn mistakes(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(ToString::to_string)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the application cannot be built:")?;
        for defect in &*self.0 {
            write!(f, "\n  {defect}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
