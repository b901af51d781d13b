//! `Reader`: where we are, and where issues go.

use std::borrow::Cow;

use crate::field::Field;
use crate::input::Input;
use crate::issue::{Exactness, Fit, Issue, Issues, Limits, Location, MASK, Mark, Step, echo};
use crate::kind::Kind;
use crate::violation::Violation;

/// Proof that at least one issue was told. Only a [`Reader`] gives it.
#[derive(Debug, PartialEq, Eq)]
pub struct Invalid(());

/// A step on the way down, borrowed: it becomes a [`Step`] only where there is an issue.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum At<'a> {
    /// Into an entry of an object, by a name that the client made up: cut where it is long, masked below a secret.
    Name(&'a str),
    /// Into a source, a parameter or a field, by a name that the application has.
    Known(&'static str),
    /// To an item of a list.
    Index(usize),
    /// Into a member of a union, by its label or its tag.
    Member(&'static str),
    /// Into an entry whose name is itself a secret.
    Hidden,
}

impl<'a> At<'a> {
    /// By a name that the application has or made.
    #[expect(
        clippy::ptr_arg,
        reason = "a borrowed name is known for ever, and that is what is asked"
    )]
    pub fn known(name: &'a Cow<'static, str>) -> Self {
        match name {
            Cow::Borrowed(name) => Self::Known(name),
            Cow::Owned(name) => Self::Name(name),
        }
    }
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
    /// A name that no model at this place need know: the tag that led to it.
    tag: Option<&'static str>,
}

impl<'r> Reader<'r> {
    /// A reader at the top.
    pub fn new(issues: &'r mut Issues) -> Self {
        Self {
            issues,
            place: None,
            depth: 0,
            veil: Veil::None,
            tag: None,
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
                at: match step.into() {
                    At::Name(_) if matches!(self.veil, Veil::All) => At::Hidden,
                    at => at,
                },
            }),
            depth: self.depth + 1,
            // What a type hides is its own affair; what its user declared secret stays so all the way down.
            veil: if matches!(self.veil, Veil::All) {
                Veil::All
            } else {
                Veil::None
            },
            tag: None,
        }
    }

    /// The same place, as if it were so many steps down: its issues are put below their place later.
    pub(crate) fn within(&mut self, depth: usize) -> Reader<'_> {
        Reader {
            issues: self.issues,
            place: self.place,
            depth,
            veil: self.veil,
            tag: self.tag,
        }
    }

    /// The reader below a place.
    pub(crate) fn read_below<T>(
        &mut self,
        steps: &[Step],
        read: impl FnOnce(&mut Reader<'_>) -> T,
    ) -> T {
        match steps.split_first() {
            None => read(self),
            Some((Step::Name(name) | Step::Member(name), rest)) => {
                self.at(At::known(name)).read_below(rest, read)
            }
            Some((Step::Index(index), rest)) => self.at(*index).read_below(rest, read),
        }
    }

    /// The same place, below a tag that its models need not know.
    pub(crate) fn tagged(&mut self, tag: &'static str) -> Reader<'_> {
        Reader {
            issues: self.issues,
            place: self.place,
            depth: self.depth,
            veil: self.veil,
            tag: Some(tag),
        }
    }

    /// Whether a name is the tag that led here.
    pub(crate) fn is_tag(&self, name: &str) -> bool {
        self.tag.is_some_and(|tag| tag == name)
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
            tag: self.tag,
        }
    }

    /// The same place, for a value that is never shown, in whole or in part.
    pub fn secret(&mut self) -> Reader<'_> {
        Reader {
            issues: self.issues,
            place: self.place,
            depth: self.depth,
            veil: Veil::All,
            tag: self.tag,
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

    /// Tells that an input is wrong here, of a kind without context.
    pub fn refuse(&mut self, kind: Kind, input: &Input<'_>) -> Invalid {
        self.tell(|reader| Issue::new(kind, reader.location()).with_input(reader.shown(input)))
    }

    /// Tells, in words of a parser's, that an input is wrong here. What the context has of a secret is masked there and
    /// in the words.
    pub(crate) fn refuse_saying(
        &mut self,
        kind: Kind,
        words: impl Into<Cow<'static, str>>,
        input: &Input<'_>,
        context: impl IntoIterator<Item = (&'static str, Input<'static>)>,
    ) -> Invalid {
        self.tell(|reader| {
            let hidden = matches!(reader.veil, Veil::All);
            let mut words = words.into();
            let mut issue = Issue::new(kind, reader.location()).with_input(reader.shown(input));
            for (name, mut value) in context {
                if hidden
                    && let Input::Text(text) = &mut value
                    && !text.is_empty()
                {
                    words = words.replace(&**text, MASK).into();
                    *text = Cow::Borrowed(MASK);
                }
                issue = issue.with_context(name, value);
            }
            issue.with_message(words)
        })
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

    /// Tells what a validator of your own says.
    pub fn violation(&mut self, violation: impl Into<Violation>, input: &Input<'_>) -> Invalid {
        let (kind, message, context) = violation.into().into_parts();
        self.worded(kind, message, input, context)
    }

    /// Tells that an input is wrong here, in other words than the kind's.
    pub(crate) fn worded(
        &mut self,
        kind: Kind,
        message: Cow<'static, str>,
        input: &Input<'_>,
        context: impl IntoIterator<Item = (Cow<'static, str>, Input<'static>)>,
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

    /// Whether nothing of an input may be shown here.
    #[cfg(feature = "email_address")]
    pub(crate) fn hides(&self) -> bool {
        matches!(self.veil, Veil::All)
    }

    /// Where the reader stands.
    ///
    /// A name that the client made up is cut where it is longer than [`Limits::name`].
    pub fn location(&self) -> Location {
        let limit = self.limits().name;
        let mut steps = Vec::with_capacity(self.depth);
        let mut place = self.place.as_ref();
        while let Some(here) = place {
            steps.push(match here.at {
                At::Name(name) => Step::made_up(name, limit),
                At::Known(name) => Step::Name(Cow::Borrowed(name)),
                At::Index(index) => Step::Index(index),
                At::Member(name) => Step::Member(Cow::Borrowed(name)),
                At::Hidden => Step::Name(Cow::Borrowed(MASK)),
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

    /// How often members of unions may still be tried, within a union.
    pub(crate) fn attempts(&mut self) -> &mut Option<u32> {
        self.issues.attempts()
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
            let mut issue = make(self);
            if matches!(self.veil, Veil::All) {
                issue.veil();
            }
            issue.bound(self.limits().echo.saturating_mul(4));
            self.issues.push(issue);
        }
        Invalid(())
    }

    /// An input as an issue may show it: cut to size first, so that masking costs no more than the echo.
    fn shown(&self, input: &Input<'_>) -> Input<'static> {
        match self.veil {
            // That nothing was sent is no secret.
            Veil::All if matches!(input, Input::Null) => Input::Null,
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
