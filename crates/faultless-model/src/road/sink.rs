//! `Sink`: where the fast road keeps its issues until they are put in order.

use std::cell::RefCell;

use crate::issue::{Issue, Issues, Limits, Location, Step};

/// The issues of one reading.
///
/// They come in the order of the JSON, and are told in the order of the declaration: each is kept with its key.
pub(crate) struct Sink {
    limits: Limits,
    root: Location,
    kept: RefCell<Vec<(Vec<usize>, Issue)>>,
}

impl Sink {
    pub(super) fn new(limits: Limits, root: Location) -> Self {
        Self {
            limits,
            root,
            kept: RefCell::new(Vec::new()),
        }
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// How deep lists and objects may nest below the first.
    pub(super) fn deepest(&self) -> usize {
        self.limits.depth.saturating_sub(self.root.len())
    }

    /// The steps to where the reading began.
    pub(super) fn root(&self) -> &[Step] {
        self.root.steps()
    }

    pub(super) fn told(&self) -> usize {
        self.kept.borrow().len()
    }

    /// Keeps issues that were told below a place; false where they are more than fit. Which ones then stay is a matter
    /// of the order that only the second road knows.
    pub(super) fn take(&self, issues: Issues, place: &Location, key: &[usize]) -> bool {
        let mut kept = self.kept.borrow_mut();
        if issues.left_out() > 0 || kept.len() + issues.len() > self.limits.issues {
            return false;
        }
        let told = issues
            .into_vec()
            .into_iter()
            .map(|issue| (key.to_vec(), issue.below(place.clone())));
        kept.extend(told);
        true
    }

    /// The issues in the order of the declaration.
    pub(super) fn into_issues(self) -> Issues {
        let mut kept = self.kept.into_inner();
        // Stable: what one value told stays as it was told.
        kept.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut issues = Issues::with_limits(self.limits);
        issues.extend(kept.into_iter().map(|(_, issue)| issue));
        issues
    }
}
