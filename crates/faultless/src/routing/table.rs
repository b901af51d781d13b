//! `Table`: from a path to the routes that may answer it, in the order they were declared.

use std::borrow::Cow;
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
    /// The routes that take the rest of a path, by their first segment. The tree does not step back from a parameter
    /// to a rest that began before it, so what it does not find is looked for among these.
    open: Open,
    patterns: Vec<Pattern>,
}

/// Routes by the fixed text of their first segment; those without one by the empty text.
type Open = HashMap<Box<str>, Vec<usize>>;

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
        let open = open(&patterns);
        Ok(Self {
            tree,
            candidates,
            open,
            patterns,
        })
    }

    /// The routes that may match `path`, in order.
    pub(super) fn candidates(&self, path: &str) -> Cow<'_, [usize]> {
        let found = self.tree.at(path).ok();
        match found.and_then(|found| self.candidates.get(*found.value)) {
            Some(found) => Cow::Borrowed(found),
            None => Cow::Owned(self.open_for(path)),
        }
    }

    /// Where the parameters of a route stand in `path`, when it matches.
    pub(super) fn values(&self, index: usize, path: &str) -> Option<Values> {
        self.patterns.get(index)?.values(path)
    }

    /// The routes that may take `path` as a rest, in order.
    fn open_for(&self, path: &str) -> Vec<usize> {
        if self.open.is_empty() {
            return Vec::new();
        }
        let first = path.split('/').nth(1).unwrap_or_default();
        let named = self.open.get(first).into_iter().flatten().copied();
        let any = self
            .open
            .get("")
            .filter(|_| !first.is_empty())
            .into_iter()
            .flatten()
            .copied();
        let mut indices: Vec<usize> = named.chain(any).collect();
        indices.sort_unstable();
        indices
    }

    pub(super) fn pattern(&self, index: usize) -> Option<&Pattern> {
        self.patterns.get(index)
    }
}

fn open(patterns: &[Pattern]) -> Open {
    let mut open = Open::new();
    for (index, pattern) in patterns
        .iter()
        .enumerate()
        .filter(|(_, pattern)| pattern.shape.open)
    {
        let first = match pattern.shape.segments.first() {
            Some(Segment::Fixed(text)) => text.clone(),
            _ => Box::default(),
        };
        open.entry(first).or_default().push(index);
    }
    open
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The routes that match when every one is asked in turn, as the reference does.
    fn asked_in_turn(patterns: &[Pattern], path: &str) -> Vec<usize> {
        let all = patterns.iter().enumerate();
        all.filter(|(_, pattern)| pattern.values(path).is_some())
            .map(|(index, _)| index)
            .collect()
    }

    fn found(table: &Table, path: &str) -> Vec<usize> {
        let candidates = table.candidates(path).into_owned();
        let matches = |index: &usize| table.values(*index, path).is_some();
        candidates.into_iter().filter(matches).collect()
    }

    /// A small generator: the tests want variety, not chance.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % end
        }

        fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
            from[self.below(from.len())]
        }
    }

    const SEGMENTS: &[&str] = &[
        "a",
        "b",
        "a",
        "{x}",
        "{y:int}",
        "{s}.{e}",
        "a{z}",
        "{r:path}",
        "",
        "{u:float}",
    ];
    const TEXTS: &[&str] = &["a", "b", "c", "1", "1.5", "a.b", "ab", "", "a.b.c", "7"];

    fn joined(segments: impl Iterator<Item = String>) -> String {
        segments.fold(String::new(), |path, segment| path + "/" + &segment)
    }

    /// A segment with its parameters named by level, so that no name stands in a path twice.
    fn named(segment: &str, level: usize) -> String {
        let unnamed = segment.replace(['x', 'y', 's', 'e', 'z', 'r', 'u'], "");
        unnamed
            .replace("{}", &format!("{{p{level}}}"))
            .replace("{:", &format!("{{p{level}:"))
    }

    #[test]
    fn the_tree_finds_what_asking_in_turn_finds() {
        let mut dice = Dice(7);
        for _ in 0..400 {
            let mut patterns = Vec::new();
            for _ in 0..=dice.below(12) {
                let depth = 1 + dice.below(4);
                let path = joined((0..depth).map(|level| named(dice.pick(SEGMENTS), level)));
                // Two parameters of one segment need two names.
                let path = path.replacen(".{p", ".{q", 4);
                let pattern = if dice.below(6) == 0 {
                    Pattern::mount(&path)
                } else {
                    Pattern::new(&path)
                };
                patterns.extend(pattern.ok());
            }
            let table = Table::new(patterns.clone()).unwrap();
            for _ in 0..60 {
                let depth = 1 + dice.below(5);
                let path = joined((0..depth).map(|_| dice.pick(TEXTS).to_owned()));
                let found = found(&table, &path);
                assert_eq!(
                    found,
                    asked_in_turn(&patterns, &path),
                    "{path} among {patterns:#?}"
                );
            }
        }
    }

    #[test]
    fn ten_thousand_routes_are_built_and_found() {
        let patterns: Vec<Pattern> = (0..10_000)
            .map(|n| Pattern::new(&format!("/r{n}/{{id}}/leaf")).unwrap())
            .collect();
        let table = Table::new(patterns).unwrap();
        assert_eq!(found(&table, "/r9999/5/leaf"), [9999]);
        assert_eq!(table.candidates[9999].len(), 1);
    }
}
