//! `Reader`: where we are, and where issues go.

use std::borrow::Cow;

use crate::field::Field;
use crate::input::Input;
use crate::issue::{Exactness, Fit, Issue, Issues, Limits, Location, MASK, Mark, Step, echo};
use crate::kind::Kind;

/// Proof that at least one issue was told. Only a [`Reader`] gives it.
#[derive(Debug, PartialEq, Eq)]
pub struct Invalid(());

/// A step on the way down, borrowed: it becomes a [`Step`] only where there is an issue.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum At<'a> {
    /// Into a source, a parameter, or an entry of an object.
    Name(&'a str),
    /// To an item of a list.
    Index(usize),
}

impl<'a> From<&'a str> for At<'a> {
    fn from(name: &'a str) -> Self {
        Self::Name(name)
    }
}

impl<'a> From<&'a String> for At<'a> {
    fn from(name: &'a String) -> Self {
        Self::Name(name)
    }
}

impl<'a> From<&'a Cow<'_, str>> for At<'a> {
    fn from(name: &'a Cow<'_, str>) -> Self {
        Self::Name(name)
    }
}

impl From<usize> for At<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// How an echoed input is made safe to show.
#[derive(Clone, Copy)]
enum Veil {
    None,
    /// By the type that is being read, which knows what it holds.
    Of(fn(&mut Input<'static>)),
    /// Nothing from here on down is shown.
    All,
}

#[derive(Clone, Copy)]
struct Place<'r> {
    above: Option<&'r Place<'r>>,
    at: At<'r>,
}

/// Where a reading stands, and where its issues go.
///
/// Going down costs no allocation: the path is linked on the stack, and becomes a [`Location`] only for an issue.
///
/// # Example
/// ```
/// use faultless_model::{Field, Input, Issues, Reader, Rules};
///
/// let mut issues = Issues::new();
/// let mut root = Reader::new(&mut issues);
/// let mut query = root.at("query");
/// assert_eq!(i64::read(&Input::from(" 7 "), &Rules::NONE, &mut query.at("page")), Ok(7));
/// query.at("size").missing(None);
/// assert_eq!(issues.iter().next().unwrap().location().to_string(), "query.size");
/// ```
pub struct Reader<'r> {
    issues: &'r mut Issues,
    place: Option<Place<'r>>,
    depth: usize,
    veil: Veil,
}

impl<'r> Reader<'r> {
    /// A reader at the top.
    pub fn new(issues: &'r mut Issues) -> Self {
        Self {
            issues,
            place: None,
            depth: 0,
            veil: Veil::None,
        }
    }
}

impl Reader<'_> {
    /// The reader one step further down, by a name or an index.
    pub fn at<'s>(&'s mut self, step: impl Into<At<'s>>) -> Reader<'s> {
        Reader {
            issues: self.issues,
            place: Some(Place {
                above: self.place.as_ref(),
                at: step.into(),
            }),
            depth: self.depth + 1,
            // What a type hides is its own affair; what its user declared secret stays so all the way down.
            veil: if matches!(self.veil, Veil::All) {
                Veil::All
            } else {
                Veil::None
            },
        }
    }

    /// The same place, for a value of this type: what it keeps secret is masked in every input told from here.
    pub fn reading<T: Field>(&mut self) -> Reader<'_> {
        let veil = if matches!(self.veil, Veil::All) {
            Veil::All
        } else {
            Veil::Of(T::redact)
        };
        Reader {
            issues: self.issues,
            place: self.place,
            depth: self.depth,
            veil,
        }
    }

    /// The same place, for a value that is never shown, in whole or in part.
    pub fn secret(&mut self) -> Reader<'_> {
        Reader {
            issues: self.issues,
            place: self.place,
            depth: self.depth,
            veil: Veil::All,
        }
    }

    /// Tells that an input is wrong here, with the context of its kind in order.
    pub fn issue(
        &mut self,
        kind: Kind,
        input: &Input<'_>,
        context: impl IntoIterator<Item = (&'static str, Input<'static>)>,
    ) -> Invalid {
        self.tell(|reader| {
            let issue = Issue::new(kind, reader.location()).with_input(reader.shown(input));
            context.into_iter().fold(issue, |issue, (name, value)| {
                issue.with_context(name, value)
            })
        })
    }

    /// Tells that an input is wrong here, in other words than the kind's.
    pub fn issue_as(
        &mut self,
        kind: Kind,
        message: impl Into<Cow<'static, str>>,
        input: &Input<'_>,
        context: impl IntoIterator<Item = (&'static str, Input<'static>)>,
    ) -> Invalid {
        self.tell(|reader| {
            let issue = Issue::new(kind, reader.location())
                .with_message(message)
                .with_input(reader.shown(input));
            context.into_iter().fold(issue, |issue, (name, value)| {
                issue.with_context(name, value)
            })
        })
    }

    /// Tells that an input is wrong here, of a kind without context.
    pub fn refuse(&mut self, kind: Kind, input: &Input<'_>) -> Invalid {
        self.tell(|reader| Issue::new(kind, reader.location()).with_input(reader.shown(input)))
    }

    /// Tells that a value is missing here; `input` is what it is missing from, `None` for a parameter.
    pub fn missing(&mut self, input: Option<&Input<'_>>) -> Invalid {
        self.tell(|reader| {
            let issue = Issue::new(Kind::Missing, reader.location());
            match input {
                Some(input) => issue.with_input(reader.shown(input)),
                None => issue,
            }
        })
    }

    /// Tells that a value is missing one step further down; `input` is what is read here, which it is missing from.
    pub fn missing_at<'s>(&'s mut self, step: impl Into<At<'s>>, input: &Input<'_>) -> Invalid {
        let veil = self.veil;
        let mut there = self.at(step);
        // What is shown is not the missing value but this place's, so it is veiled as here.
        there.veil = veil;
        there.missing(Some(input))
    }

    /// Tells an issue made by hand; its location is taken from here on, its input as it is.
    pub fn push(&mut self, issue: Issue) -> Invalid {
        self.tell(|reader| issue.below(reader.location()))
    }

    /// Where the reader stands.
    pub fn location(&self) -> Location {
        let mut steps = Vec::with_capacity(self.depth);
        let mut place = self.place.as_ref();
        while let Some(here) = place {
            steps.push(match here.at {
                At::Name(name) => Step::Name(Cow::Owned(name.to_owned())),
                At::Index(index) => Step::Index(index),
            });
            place = here.above;
        }
        steps.reverse();
        Location::from(steps)
    }

    /// Tells that a value was taken in another form than its type's own: a number from a string, a date from a text.
    ///
    /// A union prefers the member that need not do so.
    pub fn lax(&mut self) {
        self.issues.fit().exactness = Exactness::Lax;
    }

    /// Tells that a value was taken in a form near its type's own, which a strict reading takes too: an integer for a
    /// float.
    pub fn near(&mut self) {
        let fit = self.issues.fit();
        fit.exactness = fit.exactness.min(Exactness::Strict);
    }

    /// How well what was read so far fits.
    pub(crate) fn fit(&mut self) -> &mut Fit {
        self.issues.fit()
    }

    /// The limits of this request.
    pub fn limits(&self) -> Limits {
        self.issues.limits()
    }

    /// How far the issues have come.
    pub fn mark(&self) -> Mark {
        self.issues.mark()
    }

    /// Forgets the issues since a mark, for a reading that is given up for another.
    ///
    /// An [`Invalid`] from in between no longer proves anything: give another one back.
    pub fn rewind(&mut self, mark: Mark) {
        self.issues.rewind(mark);
    }

    /// Refuses to go on where the value nests deeper than the limit. Every container asks before its items are read.
    pub(crate) fn descend(&mut self, input: &Input<'_>) -> Result<(), Invalid> {
        if self.depth > self.limits().depth {
            return Err(self.refuse(Kind::RecursionDepthExceeded, input));
        }
        Ok(())
    }

    fn tell(&mut self, make: impl FnOnce(&Reader<'_>) -> Issue) -> Invalid {
        if self.issues.is_full() {
            self.issues.count();
        } else {
            let issue = make(self);
            self.issues.push(issue);
        }
        Invalid(())
    }

    /// An input as an issue may show it: cut to size first, so that masking costs no more than the echo.
    fn shown(&self, input: &Input<'_>) -> Input<'static> {
        match self.veil {
            Veil::All => Input::Text(Cow::Borrowed(MASK)),
            Veil::None => echo(input, self.limits().echo),
            Veil::Of(redact) => {
                let mut shown = echo(input, self.limits().echo);
                redact(&mut shown);
                shown
            }
        }
    }
}
