//! `Extraction`: one request being taken apart, and the issues found on the way.

use std::any::{Any, TypeId};
use std::ops::Range;
use std::sync::Arc;

use faultless_model::Issues;
use smallvec::SmallVec;

use super::body::ParsedBody;
use super::named::Named;
use super::{BodyPlan, Source};
use crate::exception::{Exception, RequestValidationError, Result};
use crate::request::Request;

/// The issues of one function's arguments, by the rank of their source.
pub(crate) type Own = [Option<Issues>; Source::RANKS];

/// One request being taken apart: the request, its body, the issues so far, the dependencies' values.
pub struct Extraction<'r> {
    request: &'r mut Request,
    body: &'r ParsedBody<'r>,
    plan: BodyPlan,
    /// The raw `name=value` pairs of the query, found when first needed.
    query: Option<SmallVec<[Range<usize>; 8]>>,
    /// The issues of dependencies that are done, in order.
    told: Option<Issues>,
    /// The issues of the function whose arguments are being read, by source.
    own: Own,
    /// What dependencies gave; `None` where the dependency's own arguments had issues.
    values: Vec<(TypeId, Option<Arc<dyn Any + Send + Sync>>)>,
}

impl<'r> Extraction<'r> {
    pub(crate) fn new(request: &'r mut Request, body: &'r ParsedBody<'r>, plan: BodyPlan) -> Self {
        Self {
            request,
            body,
            plan,
            query: None,
            told: None,
            own: Own::default(),
            values: Vec::new(),
        }
    }

    /// The request.
    pub fn request(&mut self) -> &mut Request {
        self.request
    }

    /// The request, to look at.
    #[must_use]
    pub fn seen(&self) -> &Request {
        self.request
    }

    pub(super) fn body(&self) -> (&'r ParsedBody<'r>, BodyPlan) {
        (self.body, self.plan)
    }

    /// The form that was received, where an argument takes one.
    pub(super) fn form(&self) -> Option<&'r Named<'r>> {
        self.body.form()
    }

    /// Notes issues of an argument of the present function.
    #[cold]
    pub(super) fn note(&mut self, source: Source, issues: Issues) {
        if let Some(own) = self.own.get_mut(source.rank()) {
            absorb(own, issues);
        }
    }

    /// The raw pairs of the query string.
    pub(super) fn query_pairs(&mut self) -> impl DoubleEndedIterator<Item = &str> {
        let query = self.request.query();
        let pairs = self.query.get_or_insert_with(|| {
            let start = query.as_ptr() as usize;
            query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let at = pair.as_ptr() as usize - start;
                    at..at + pair.len()
                })
                .collect()
        });
        pairs.iter().filter_map(|range| query.get(range.clone()))
    }

    /// True when nothing was wrong with the arguments read so far by the present function.
    fn is_clean(&self) -> bool {
        self.own.iter().all(Option::is_none)
    }

    /// Sets the issues of the present function aside while a dependency's arguments are read.
    pub(crate) fn descend(&mut self) -> Own {
        std::mem::take(&mut self.own)
    }

    /// Tells the dependency's issues and takes up the outer function's again. Gives true when there were none.
    pub(crate) fn ascend(&mut self, outer: Own) -> bool {
        let inner = std::mem::replace(&mut self.own, outer);
        let clean = inner.iter().all(Option::is_none);
        if !clean {
            inner
                .into_iter()
                .flatten()
                .for_each(|issues| absorb(&mut self.told, issues));
        }
        clean
    }

    #[expect(
        clippy::option_option,
        reason = "not run, run without a value, run with one"
    )]
    /// What the dependency of this type gave, when it ran: `None` inside for one whose arguments had issues.
    pub(crate) fn value(&self, id: TypeId) -> Option<Option<Arc<dyn Any + Send + Sync>>> {
        self.values
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, value)| value.clone())
    }

    pub(crate) fn keep(&mut self, id: TypeId, value: Option<Arc<dyn Any + Send + Sync>>) {
        self.values.push((id, value));
    }

    /// Ends the reading of arguments.
    ///
    /// # Errors
    /// [`RequestValidationError`] when any issue was noted: the dependencies' in the order they ran, then the
    /// operation's own by source.
    pub fn finish(&mut self) -> Result<()> {
        if self.told.is_none() && self.is_clean() {
            return Ok(());
        }
        Err(self.invalid())
    }

    #[cold]
    fn invalid(&mut self) -> Exception {
        let own = std::mem::take(&mut self.own);
        let mut all = self.told.take();
        own.into_iter()
            .flatten()
            .for_each(|issues| absorb(&mut all, issues));
        let all = all.map(Issues::into_vec).unwrap_or_default();
        let error = RequestValidationError::new(all);
        let depth = self.request.settings().limits.depth;
        Exception::new(match self.body.received(depth) {
            Some(received) => error.with_received(received),
            None => error,
        })
    }
}

fn absorb(into: &mut Option<Issues>, issues: Issues) {
    match into {
        Some(known) => known.absorb(issues),
        None => *into = Some(issues),
    }
}

impl std::fmt::Debug for Extraction<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extraction")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
