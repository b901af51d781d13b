//! Where in an operation something changed.

use std::fmt;
use std::rc::Rc;

/// How many steps are told; what is further down is told to be there.
const DEPTH: usize = 40;

/// A place: `request body`, and the way from there to a part of its schema.
#[derive(Debug, Clone)]
pub(super) struct Place<'a>(Rc<Node<'a>>);

#[derive(Debug)]
struct Node<'a> {
    depth: usize,
    step: Step<'a>,
    parent: Option<Place<'a>>,
}

#[derive(Debug, Clone)]
pub(super) enum Step<'a> {
    /// Where it begins.
    Root(String),
    Field(&'a str),
    Items,
    Item(usize),
    /// The fields without a name of their own.
    OtherFields,
    /// One of several schemas.
    Alternative(String),
}

impl<'a> Place<'a> {
    pub(super) fn root(name: impl Into<String>) -> Self {
        Self(Rc::new(Node {
            depth: 0,
            step: Step::Root(name.into()),
            parent: None,
        }))
    }

    /// A place inside of this one; below the deepest that is told, this one.
    pub(super) fn at(&self, step: Step<'a>) -> Self {
        let depth = self.0.depth + 1;
        if depth > DEPTH {
            return self.clone();
        }
        Self(Rc::new(Node {
            depth,
            step,
            parent: Some(self.clone()),
        }))
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut node = Some(self);
        while let Some(Place(inner)) = node {
            steps.push(&inner.step);
            node = inner.parent.as_ref();
        }
        let mut is_first = true;
        for step in steps.into_iter().rev() {
            match step {
                Step::Root(name) => write!(f, "{name}")?,
                Step::Alternative(name) => write!(f, " ({name})")?,
                Step::Items => f.write_str("[]")?,
                Step::Item(index) => write!(f, "[{index}]")?,
                Step::Field(_) | Step::OtherFields => {
                    f.write_str(if is_first { " " } else { "." })?;
                    is_first = false;
                    match step {
                        Step::Field(name) => f.write_str(&super::plain(name))?,
                        _ => f.write_str("*")?,
                    }
                }
            }
        }
        if self.0.depth == DEPTH {
            f.write_str(" or deeper")?;
        }
        Ok(())
    }
}
