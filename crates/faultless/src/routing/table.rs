//! `Table`: from a path to the routes that may answer it, in the order they were declared.

use std::collections::HashMap;

use super::pattern::{Pattern, Segment, Shape, Values};

/// From a path to the routes that may answer it, in the order they were declared.
///
/// `FastAPI` asks every route in turn and takes the first; here a radix tree finds the path's shape, and with it, in
/// their order, the few routes whose shapes overlap with it: the same answer, at a cost that does not grow with the
/// number of routes.
#[derive(Debug)]
pub(super) struct Table {
    tree: matchit::Router<usize>,
    /// For each shape in the tree, the routes that a path of that shape may match.
    candidates: Vec<Box<[usize]>>,
    patterns: Vec<Pattern>,
}

impl Table {
    /// # Errors
    /// The words of the tree, which refuses no shape that [`Pattern`] makes.
    pub(super) fn new(patterns: Vec<Pattern>) -> Result<Self, String> {
        let mut distinct: HashMap<&Shape, usize> = HashMap::new();
        let mut shapes: Vec<&Shape> = Vec::new();
        for pattern in &patterns {
            distinct.entry(&pattern.shape).or_insert_with(|| {
                shapes.push(&pattern.shape);
                shapes.len() - 1
            });
        }
        let buckets = Buckets::of(&patterns);
        let mut tree = matchit::Router::new();
        let mut candidates = Vec::with_capacity(shapes.len());
        for (index, shape) in shapes.into_iter().enumerate() {
            for entry in shape.entries() {
                // `/a/` may be there already, as a fixed path of its own: its candidates hold this route too.
                if let Err(error) = tree.insert(entry, index)
                    && !matches!(error, matchit::InsertError::Conflict { .. })
                {
                    return Err(error.to_string());
                }
            }
            candidates.push(buckets.overlapping(shape, &patterns));
        }
        Ok(Self {
            tree,
            candidates,
            patterns,
        })
    }

    /// The routes that match `path`, in order, with where their parameters stand.
    pub(super) fn matching<'t>(
        &'t self,
        path: &'t str,
    ) -> impl Iterator<Item = (usize, Values)> + 't {
        let found = self
            .tree
            .at(path)
            .ok()
            .and_then(|found| self.candidates.get(*found.value));
        found.into_iter().flatten().filter_map(move |index| {
            self.patterns
                .get(*index)?
                .values(path)
                .map(|values| (*index, values))
        })
    }

    pub(super) fn pattern(&self, index: usize) -> Option<&Pattern> {
        self.patterns.get(index)
    }
}

/// Routes by the fixed text of their first segment, so that building a large table compares few with few.
struct Buckets<'p> {
    fixed: HashMap<&'p str, Vec<usize>>,
    other: Vec<usize>,
}

impl<'p> Buckets<'p> {
    fn of(patterns: &'p [Pattern]) -> Self {
        let mut buckets = Self {
            fixed: HashMap::new(),
            other: Vec::new(),
        };
        for (index, pattern) in patterns.iter().enumerate() {
            match pattern.shape.segments.first() {
                Some(Segment::Fixed(text)) => buckets.fixed.entry(text).or_default().push(index),
                _ => buckets.other.push(index),
            }
        }
        buckets
    }

    fn overlapping(&self, shape: &Shape, patterns: &[Pattern]) -> Box<[usize]> {
        let near: Vec<usize> = match shape.segments.first() {
            Some(Segment::Fixed(text)) => self
                .fixed
                .get(&**text)
                .into_iter()
                .flatten()
                .chain(&self.other)
                .copied()
                .collect(),
            _ => (0..patterns.len()).collect(),
        };
        let mut overlapping: Vec<usize> = near
            .into_iter()
            .filter(|index| {
                patterns
                    .get(*index)
                    .is_some_and(|pattern| pattern.shape.overlaps(shape))
            })
            .collect();
        overlapping.sort_unstable();
        overlapping.into()
    }
}
