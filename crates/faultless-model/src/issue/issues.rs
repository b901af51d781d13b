//! All issues of one request, with their limits.

use serde::ser::{Serialize, Serializer};

use super::weight::weigh;
use super::{Issue, Location};
use crate::catalogue::Catalogue;
use crate::json::DEPTH;
use crate::kind::Kind;

/// What a bad request may cost at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How many issues are kept; further ones are counted. 100 unless told otherwise.
    pub issues: usize,
    /// How deep a value is read. 128 unless told otherwise.
    pub depth: usize,
    /// How many bytes of a value are echoed, about. 1024 unless told otherwise.
    ///
    /// Of a text in an issue's words or context four times as many are kept.
    pub echo: usize,
    /// How many bytes of a name that a client made up, such as a map's key, stand in a location. 256 unless told
    /// otherwise.
    pub name: usize,
    /// How many bytes all issues are together, about, as JSON. 64 KiB unless told otherwise.
    ///
    /// The first that has no room is counted, and so are all after it.
    pub answer: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            issues: 100,
            depth: DEPTH,
            echo: 1024,
            name: 256,
            answer: 64 << 10,
        }
    }
}

/// The issues of one request, in the order they were found, up to a limit.
///
/// Once it is full, issues are only counted; [`into_vec`](Self::into_vec) and serialising end with one more issue of
/// the kind `too_many_issues` that says how many were left out.
///
/// # Example
/// ```
/// use faultless_model::{Issue, Issues, Kind, Limits, Location};
///
/// let mut limits = Limits::default();
/// limits.issues = 1;
/// let mut issues = Issues::with_limits(limits);
/// for name in ["a", "b", "c"] {
///     issues.push(Issue::new(Kind::Missing, Location::from(["body", name])));
/// }
/// let told: Vec<String> = issues.into_vec().iter().map(|issue| issue.message().into_owned()).collect();
/// assert_eq!(told, ["Field required", "2 more issues were left out"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Issues {
    kept: Vec<Issue>,
    left_out: usize,
    /// How much room is left of [`Limits::answer`]; `None` once an issue found none.
    room: Option<usize>,
    limits: Limits,
    fit: Fit,
    /// How often members of unions may still be tried, within a union.
    attempts: Option<u32>,
    catalogue: Option<Catalogue>,
}

/// How well what was read so far fits its types; unions take the member that fits best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fit {
    /// How many fields of models were sent, where there was a model.
    pub(crate) fields: Option<u32>,
    pub(crate) exactness: Exactness,
}

/// How exactly a value has its type's own form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exactness {
    /// In another form, such as a number in a string.
    Lax,
    /// In a form that a strict reading takes too, such as an integer for a float.
    Strict,
    #[default]
    Exact,
}

/// How far [`Issues`] had come: a point to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    kept: usize,
    left_out: usize,
    room: Option<usize>,
}

impl Default for Issues {
    fn default() -> Self {
        Self::with_limits(Limits::default())
    }
}

impl Issues {
    /// No issues, with the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// No issues, with limits of your own.
    pub fn with_limits(limits: Limits) -> Self {
        Self {
            kept: Vec::new(),
            left_out: 0,
            room: Some(limits.answer),
            limits,
            fit: Fit::default(),
            attempts: None,
            catalogue: None,
        }
    }

    /// Tells all of them in the words of a catalogue, the one about those left out too.
    ///
    /// # Example
    /// ```
    /// use faultless_model::{Catalogue, Issue, Issues, Kind, Location};
    ///
    /// let german = Catalogue::new().say(Kind::Missing, "Pflichtfeld");
    /// let mut issues = Issues::new();
    /// issues.push(Issue::new(Kind::Missing, Location::from(["body"])));
    /// assert_eq!(issues.told_in(&german).iter().next().unwrap().message(), "Pflichtfeld");
    /// ```
    #[must_use]
    pub fn told_in(mut self, catalogue: &Catalogue) -> Self {
        let told = self.kept.into_iter().map(|issue| issue.told_in(catalogue));
        self.kept = told.collect();
        self.catalogue = Some(catalogue.clone());
        self
    }

    /// The limits.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Takes over the issues of another, up to the limit of this one; those that it left out count here too.
    pub fn absorb(&mut self, other: Self) {
        for issue in other.kept {
            self.push(issue);
        }
        self.left_out = self.left_out.saturating_add(other.left_out);
    }

    /// Adds an issue, or counts it where the limit is reached.
    pub fn push(&mut self, issue: Issue) {
        if self.kept.len() < self.limits.issues {
            self.room = self.room.and_then(|room| weigh(&issue, room));
        }
        if self.is_full() {
            self.left_out += 1;
        } else {
            self.kept.push(issue);
        }
    }

    /// Whether the next issue would only be counted.
    pub fn is_full(&self) -> bool {
        self.room.is_none() || self.kept.len() >= self.limits.issues
    }

    /// How often members of unions may still be tried, within a union.
    pub(crate) fn attempts(&mut self) -> &mut Option<u32> {
        &mut self.attempts
    }

    /// How well what was read so far fits.
    pub(crate) fn fit(&mut self) -> &mut Fit {
        &mut self.fit
    }

    /// Counts an issue that nobody made, for want of room.
    pub(crate) fn count(&mut self) {
        self.left_out += 1;
    }

    /// How many there are, those left out included.
    pub fn len(&self) -> usize {
        self.kept.len() + self.left_out
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many found no room.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Those that found room.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.kept.iter()
    }

    /// Those that found room, and one more for those that did not.
    pub fn into_vec(self) -> Vec<Issue> {
        let last = self.last();
        let mut issues = self.kept;
        issues.extend(last);
        issues
    }

    /// How far it has come.
    pub fn mark(&self) -> Mark {
        Mark {
            kept: self.kept.len(),
            left_out: self.left_out,
            room: self.room,
        }
    }

    /// Forgets what came after a mark: for a reading that is given up for another.
    pub fn rewind(&mut self, mark: Mark) {
        self.kept.truncate(mark.kept);
        self.left_out = mark.left_out;
        self.room = mark.room;
    }

    /// Puts issues elsewhere: for a source that names a value otherwise than the type that read it.
    pub fn relocate(&mut self, mut place: impl FnMut(&mut Location)) {
        for issue in &mut self.kept {
            place(issue.location_mut());
        }
    }

    fn last(&self) -> Option<Issue> {
        let left_out = self.left_out;
        (left_out > 0).then(|| {
            let (plural, were) = if left_out == 1 {
                ("", "was")
            } else {
                ("s", "were")
            };
            let mut last = Issue::new(Kind::Custom("too_many_issues".into()), Location::new())
                .with_message(format!("{left_out} more issue{plural} {were} left out"))
                .with_context("left_out", left_out);
            last.catalogue.clone_from(&self.catalogue);
            last
        })
    }
}

impl Serialize for Issues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.kept.iter().chain(&self.last()))
    }
}

impl<'a> IntoIterator for &'a Issues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Issues {
    type Item = Issue;
    type IntoIter = std::vec::IntoIter<Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl Extend<Issue> for Issues {
    fn extend<I: IntoIterator<Item = Issue>>(&mut self, issues: I) {
        issues.into_iter().for_each(|issue| self.push(issue));
    }
}
