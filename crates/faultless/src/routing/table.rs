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
    /// For each shape in the tree, the routes that a path of that shape may match; `None` where they are many, such as
    /// of `/{name}` beside a thousand routes of one segment.
    candidates: Vec<Option<Box<[usize]>>>,
    /// Where routes are looked for that the tree does not tell: beside a shape that overlaps with many, and those that
    /// take the rest of a path, since the tree does not step back from a parameter to a rest that began before it.
    /// `None` where there are neither.
    branches: Option<Branches>,
    patterns: Vec<Pattern>,
}

/// How many routes may overlap with a shape, and how many branches are looked at to find them, before it is left to the
/// request, which knows the path and so has few to look at.
const FEW: usize = 16;

impl Table {
    /// # Errors
    /// The words of the tree, which refuses no shape that [`Pattern`] makes.
    pub(super) fn new(patterns: Vec<Pattern>) -> Result<Self, String> {
        let mut distinct: HashMap<&Shape, usize> = HashMap::new();
        let mut shapes: Vec<&Shape> = Vec::new();
        let mut branches = Branches::default();
        for (index, pattern) in patterns.iter().enumerate() {
            branches.insert(&pattern.shape, index);
            distinct.entry(&pattern.shape).or_insert_with(|| {
                shapes.push(&pattern.shape);
                shapes.len() - 1
            });
        }
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
            candidates.push(branches.few_overlapping(shape));
        }
        let needed = candidates.iter().any(Option::is_none)
            || patterns.iter().any(|pattern| pattern.shape.open);
        let branches = needed.then_some(branches);
        Ok(Self {
            tree,
            candidates,
            branches,
            patterns,
        })
    }

    /// The routes that may match `path`, in order.
    pub(super) fn candidates(&self, path: &str) -> Cow<'_, [usize]> {
        let found = self.tree.at(path).ok();
        match found.and_then(|found| self.candidates.get(*found.value)) {
            Some(Some(few)) => Cow::Borrowed(few),
            Some(None) | None => Cow::Owned(self.matching(path)),
        }
    }

    /// Where the parameters of a route stand in `path`, when it matches.
    pub(super) fn values(&self, index: usize, path: &str) -> Option<Values> {
        self.patterns.get(index)?.values(path)
    }

    /// The routes whose shape `path` has, in order, found without the tree.
    fn matching(&self, path: &str) -> Vec<usize> {
        let mut found = Vec::new();
        if let Some(branches) = &self.branches {
            branches.matching(path.strip_prefix('/'), &mut found);
        }
        found.sort_unstable();
        found
    }

    pub(super) fn pattern(&self, index: usize) -> Option<&Pattern> {
        self.patterns.get(index)
    }
}

/// Routes by their segments.
#[derive(Debug, Default)]
struct Branches {
    fixed: HashMap<Box<str>, Branches>,
    any: Option<Box<Branches>>,
    /// The routes that end here.
    closed: Vec<usize>,
    /// The routes of which the rest begins here.
    open: Vec<usize>,
}

impl Branches {
    fn insert(&mut self, shape: &Shape, index: usize) {
        let end = shape
            .segments
            .iter()
            .fold(self, |branches, segment| match segment {
                Segment::Fixed(text) => branches.fixed.entry(text.clone()).or_default(),
                Segment::Any => branches.any.get_or_insert_default(),
            });
        let routes = if shape.open {
            &mut end.open
        } else {
            &mut end.closed
        };
        routes.push(index);
    }

    /// Adds the routes that may match what is left of a path after a slash; `None` where there was no more slash.
    fn matching(&self, rest: Option<&str>, found: &mut Vec<usize>) {
        let Some(rest) = rest else {
            found.extend(&self.closed);
            return;
        };
        found.extend(&self.open);
        let (segment, rest) = match rest.split_once('/') {
            Some((segment, rest)) => (segment, Some(rest)),
            None => (rest, None),
        };
        if let Some(branches) = self.fixed.get(segment) {
            branches.matching(rest, found);
        }
        if let Some(branches) = &self.any
            && !segment.is_empty()
        {
            branches.matching(rest, found);
        }
    }

    /// The routes whose shapes overlap with this one, in order, where they are few.
    fn few_overlapping(&self, shape: &Shape) -> Option<Box<[usize]>> {
        let (mut found, mut looks) = (Vec::new(), FEW);
        self.overlapping(&shape.segments, shape.open, &mut looks, &mut found)?;
        found.sort_unstable();
        (found.len() <= FEW).then(|| found.into())
    }

    /// Adds the routes that overlap with what is left of a shape; `None` where too much is to be looked at.
    fn overlapping(
        &self,
        segments: &[Segment],
        open: bool,
        looks: &mut usize,
        found: &mut Vec<usize>,
    ) -> Option<()> {
        *looks = looks.checked_sub(1)?;
        found.extend(&self.open);
        let Some((segment, rest)) = segments.split_first() else {
            found.extend(&self.closed);
            let mut below = self.fixed.values().chain(self.any.as_deref());
            return if open {
                below.try_for_each(|branches| branches.overlapping(&[], open, looks, found))
            } else {
                Some(())
            };
        };
        if let Some(any) = &self.any
            && !segment.is_empty()
        {
            any.overlapping(rest, open, looks, found)?;
        }
        match segment {
            Segment::Fixed(text) => match self.fixed.get(text) {
                Some(branches) => branches.overlapping(rest, open, looks, found),
                None => Some(()),
            },
            Segment::Any => self
                .fixed
                .iter()
                .filter(|(text, _)| !text.is_empty())
                .try_for_each(|(_, branches)| branches.overlapping(rest, open, looks, found)),
        }
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
        for round in 0..400 {
            // With many, shapes overlap with more routes than are listed.
            let most = if round % 4 == 0 { 60 } else { 12 };
            let mut patterns = Vec::new();
            for _ in 0..=dice.below(most) {
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
        assert_eq!(table.candidates[9999].as_deref(), Some(&[9999][..]));
    }

    #[test]
    fn one_route_beside_ten_thousand_does_not_ask_them() {
        for beside in ["/{name}", "/{rest:path}", "/{name}/{id}"] {
            let paths = (0..10_000).map(|n| format!("/r{n}"));
            let paths = paths.flat_map(|path| [format!("{path}/leaf"), path]);
            let patterns = paths.chain([beside.to_owned()]);
            let patterns = patterns.map(|path| Pattern::new(&path).unwrap()).collect();
            let table = Table::new(patterns).unwrap();
            let path = beside.replace("{id}", "5").replace(['{', '}'], "");
            assert_eq!(*table.candidates(&path), [20_000], "{path}");
            assert_eq!(found(&table, "/r7/leaf")[0], 14, "{beside}");
        }
    }
}
