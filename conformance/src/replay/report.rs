//! What a replay found: each case, and the counts by group and by tier.

use std::collections::BTreeMap;
use std::fmt;

/// How many lines of differences a case gets when a report is printed.
const SHOWN: usize = 8;

/// How one case went.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Outcome {
    /// The id of the case.
    pub id: String,
    /// The group, which is the name of its file.
    pub group: String,
    /// Who would notice a difference: 1 any user, 2 a careful one, 3 nobody in practice.
    pub tier: u8,
    /// Method and target.
    pub request: String,
    /// The differences, one a line; none if the case passed.
    pub diffs: Vec<String>,
}

impl Outcome {
    /// Whether the answer was the recorded one.
    pub fn passed(&self) -> bool {
        self.diffs.is_empty()
    }

    /// The failure that stands for cases that could not even be read.
    pub(crate) fn unreadable(group: &str, what: &dyn fmt::Display, why: &dyn fmt::Display) -> Self {
        let diffs = vec![format!("{what}: {why}")];
        Self {
            id: group.to_owned(),
            group: group.to_owned(),
            tier: 1,
            request: "not replayed".to_owned(),
            diffs,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.passed() { "ok  " } else { "FAIL" };
        writeln!(
            f,
            "{verdict} {} (tier {})  {}",
            self.id, self.tier, self.request
        )?;
        for line in self.diffs.iter().take(SHOWN) {
            writeln!(f, "     {line}")?;
        }
        match self.diffs.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => writeln!(f, "     ... {more} more"),
        }
    }
}

/// How many cases passed, and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// The cases that passed.
    pub passed: usize,
    /// The cases that did not.
    pub failed: usize,
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        if outcome.passed() {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }
}

/// One group and one tier: where the floor holds a number.
pub type Cell = (String, u8);

/// How a replay went.
///
/// Printed, it lists each failure with its differences, then the counts by group and by tier.
#[derive(Debug, Clone, Default)]
pub struct Report {
    outcomes: Vec<Outcome>,
}

impl Report {
    pub(crate) fn new(outcomes: Vec<Outcome>) -> Self {
        Self { outcomes }
    }

    /// Every case, by group and then in the order of its file.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The cases that did not pass.
    pub fn failures(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| !outcome.passed())
    }

    /// The counts over all cases.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.outcomes
            .iter()
            .for_each(|outcome| total.count(outcome));
        total
    }

    /// The counts by group.
    pub fn groups(&self) -> BTreeMap<&str, Tally> {
        self.tallies(|outcome| outcome.group.as_str())
    }

    /// The counts by tier.
    pub fn tiers(&self) -> BTreeMap<u8, Tally> {
        self.tallies(|outcome| outcome.tier)
    }

    /// The counts by group and tier.
    pub fn cells(&self) -> BTreeMap<Cell, Tally> {
        self.tallies(|outcome| (outcome.group.clone(), outcome.tier))
    }

    fn tallies<'a, K: Ord>(&'a self, key: impl Fn(&'a Outcome) -> K) -> BTreeMap<K, Tally> {
        let mut tallies: BTreeMap<K, Tally> = BTreeMap::new();
        for outcome in &self.outcomes {
            tallies.entry(key(outcome)).or_default().count(outcome);
        }
        tallies
    }

    /// The counts by group, by tier and in all, one a line.
    pub fn summary(&self) -> String {
        let line = |name: &str, Tally { passed, failed }| {
            format!("{name:28} {passed:4} passed {failed:4} failed\n")
        };
        let groups = self
            .groups()
            .into_iter()
            .map(|(group, tally)| line(group, tally));
        let tiers = self
            .tiers()
            .into_iter()
            .map(|(tier, tally)| line(&format!("tier {tier}"), tally));
        let Tally { passed, failed } = self.total();
        groups
            .chain(tiers)
            .chain([format!("{passed} passed, {failed} failed\n")])
            .collect()
    }

    /// A table with a line a group and a column a tier, each cell `passed/all`.
    pub fn table(&self) -> String {
        let cells = self.cells();
        let tiers = self.tiers();
        let line = |name: &str, columns: Vec<String>| format!("{name:28}{}\n", columns.concat());
        let head = line(
            "group",
            tiers
                .keys()
                .map(|tier| format!("{:>12}", format!("tier {tier}")))
                .collect(),
        );
        let groups = self.groups().into_keys().map(|group| {
            let cell = |&tier: &u8| share(cells.get(&(group.to_owned(), tier)));
            line(group, tiers.keys().map(cell).collect())
        });
        let all = line(
            "all",
            tiers.values().map(|tally| share(Some(tally))).collect(),
        );
        [head].into_iter().chain(groups).chain([all]).collect()
    }
}

/// One cell of the table.
fn share(tally: Option<&Tally>) -> String {
    let share = match tally {
        Some(Tally { passed, failed }) => format!("{passed}/{}", passed + failed),
        None => "-".to_owned(),
    };
    format!("{share:>12}")
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failures().try_for_each(|failure| failure.fmt(f))?;
        f.write_str(&self.summary())
    }
}
