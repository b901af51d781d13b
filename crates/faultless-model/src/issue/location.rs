//! Where an issue is.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, Serializer};

use super::echo::cut;

/// One step of a [`Location`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Into a source, a parameter, or an entry of an object.
    Name(Cow<'static, str>),
    /// To an item of a list.
    Index(usize),
    /// Into a member of a union, by its label or its tag: a step that the value itself does not have.
    Member(Cow<'static, str>),
}

impl Step {
    /// A step by a name that a client made up: cut where it is longer than a limit.
    pub(crate) fn made_up(name: &str, limit: usize) -> Self {
        Self::Name(Cow::Owned(cut(name, limit).into_owned()))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) | Self::Member(name) => f.write_str(name),
            Self::Index(index) => write!(f, "{index}"),
        }
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Name(name) | Self::Member(name) => serializer.serialize_str(name),
            Self::Index(index) => serializer.serialize_u64(*index as u64),
        }
    }
}

impl From<&'static str> for Step {
    fn from(name: &'static str) -> Self {
        Self::Name(Cow::Borrowed(name))
    }
}

impl From<String> for Step {
    fn from(name: String) -> Self {
        Self::Name(Cow::Owned(name))
    }
}

impl From<Cow<'static, str>> for Step {
    fn from(name: Cow<'static, str>) -> Self {
        Self::Name(name)
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The path from the request to a value: `body.items.0.name`.
///
/// It serialises as a list of names and indices.
///
/// # Example
/// ```
/// use faultless_model::{Location, Step};
///
/// let mut location = Location::from(["body", "items"]);
/// location.push(0);
/// assert_eq!(location.to_string(), "body.items.0");
/// assert_eq!(serde_json::to_string(&location).unwrap(), r#"["body","items",0]"#);
/// assert_eq!(location.iter().last(), Some(&Step::Index(0)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Location(Vec<Step>);

impl Location {
    /// The place above all: no step at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes one step further.
    pub fn push(&mut self, step: impl Into<Step>) {
        self.0.push(step.into());
    }

    /// The steps, outermost first.
    pub fn iter(&self) -> std::slice::Iter<'_, Step> {
        self.0.iter()
    }

    /// A step to be changed; `None` where there are fewer.
    pub fn step_mut(&mut self, index: usize) -> Option<&mut Step> {
        self.0.get_mut(index)
    }

    /// The steps as they lie.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    /// How many steps it is.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no step.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            write!(f, "{step}")?;
        }
        Ok(())
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl<S: Into<Step>, const N: usize> From<[S; N]> for Location {
    fn from(steps: [S; N]) -> Self {
        steps.into_iter().collect()
    }
}

impl From<Vec<Step>> for Location {
    fn from(steps: Vec<Step>) -> Self {
        Self(steps)
    }
}

impl<S: Into<Step>> FromIterator<S> for Location {
    fn from_iter<I: IntoIterator<Item = S>>(steps: I) -> Self {
        Self(steps.into_iter().map(Into::into).collect())
    }
}

impl<S: Into<Step>> Extend<S> for Location {
    fn extend<I: IntoIterator<Item = S>>(&mut self, steps: I) {
        self.0.extend(steps.into_iter().map(Into::into));
    }
}

impl IntoIterator for Location {
    type Item = Step;
    type IntoIter = std::vec::IntoIter<Step>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Location {
    type Item = &'a Step;
    type IntoIter = std::slice::Iter<'a, Step>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
