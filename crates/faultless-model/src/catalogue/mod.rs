//! `Catalogue`: other words for the kinds, for an application or for one answer.

mod check;
mod choices;
mod text;
mod v1;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

pub use self::check::CatalogueError;
pub use self::text::TextForm;
use crate::issue::{Entry, Issue, Location, fill};
use crate::kind::Kind;

/// Other words for the kinds: a translation, a house style, or the words and codes of pydantic 1.
///
/// An [`Issue`] is told in one with [`Issue::told_in`]; a catalogue is cheap to clone. What it has no words for is said
/// as ever.
///
/// # Example
/// ```
/// use faultless_model::{Catalogue, Issue, Kind, Location};
///
/// let french = Catalogue::new()
///     .say(Kind::Missing, "Champ requis")
///     .say(Kind::StringTooShort, "Au moins {min_length} caractère{expected_plural}")
///     .say("sold_out", "Épuisé");
/// french.check().unwrap();
///
/// let issue = Issue::new(Kind::StringTooShort, Location::new()).with_context("min_length", 3);
/// assert_eq!(issue.told_in(&french).message(), "Au moins 3 caractères");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue(Arc<Table>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Table {
    said: HashMap<Kind, Cow<'static, str>>,
    wording: Wording,
}

/// Whose codes, contexts and places are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wording {
    #[default]
    V2,
    V1,
}

impl Catalogue {
    /// The words that are said anyway, until others are given.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says a kind in other words, also where an issue comes with words of its own.
    ///
    /// A template names what the kind's [context](Kind::context) has in braces, and `{expected_plural}` for an `s`
    /// where its count is not one; `{{` and `}}` are braces. A kind of your own goes by its code, and names what its
    /// issues have: whether they do is not known before, so a name that an issue lacks stays as it is written.
    #[must_use]
    pub fn say(mut self, kind: impl Into<Kind>, template: impl Into<Cow<'static, str>>) -> Self {
        Arc::make_mut(&mut self.0)
            .said
            .insert(kind.into(), template.into());
        self
    }

    fn is_v1(&self) -> bool {
        self.0.wording == Wording::V1
    }

    /// The words for an issue; `None` where there are none but its own.
    pub(crate) fn message(&self, issue: &Issue) -> Option<String> {
        if let Some(template) = self.0.said.get(issue.kind()) {
            let facts = [
                if self.is_v1() {
                    v1::context(issue).unwrap_or_default()
                } else {
                    Vec::new()
                },
                reason(issue).map(|reason| vec![reason]).unwrap_or_default(),
            ];
            let [first, second] = &facts;
            return Some(fill(template, &[first, second, issue.context()]).into_owned());
        }
        if self.is_v1() {
            v1::message(issue)
        } else {
            None
        }
    }

    /// The code for an issue.
    pub(crate) fn code<'i>(&self, issue: &'i Issue) -> &'i str {
        if self.is_v1() {
            v1::code(issue)
        } else {
            issue.kind().code()
        }
    }

    /// The place of an issue, where it is told otherwise.
    pub(crate) fn place(&self, location: &Location) -> Option<Location> {
        if self.is_v1() {
            v1::place(location)
        } else {
            None
        }
    }

    /// The context of an issue, where it is told otherwise.
    pub(crate) fn context(&self, issue: &Issue) -> Option<Vec<Entry>> {
        if self.is_v1() {
            v1::context(issue)
        } else {
            None
        }
    }

    /// Whether answers show the input.
    pub(crate) fn shows_input(&self) -> bool {
        !self.is_v1()
    }
}

/// What a validator said, without what the kind puts before it: its context has no more than that there is an error.
fn reason(issue: &Issue) -> Option<Entry> {
    let before = match issue.kind() {
        Kind::ValueError => "Value error, ",
        Kind::AssertionError => "Assertion failed, ",
        _ => return None,
    };
    let message = issue.own_message()?;
    let reason = message.strip_prefix(before).unwrap_or(message);
    Some(("error".into(), reason.to_owned().into()))
}
