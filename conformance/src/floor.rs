//! The floor: how many cases must pass, per group and tier.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::replay::{Cell, Report};

/// How many cases must pass, per group and tier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// What the file is, for whoever opens it.
    note: String,
    groups: BTreeMap<String, BTreeMap<u8, usize>>,
}

/// A group and tier where a report and the floor differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Gap {
    /// The group.
    pub group: String,
    /// The tier.
    pub tier: u8,
    /// How many cases must pass.
    pub floor: usize,
    /// How many did.
    pub passed: usize,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            group,
            tier,
            floor,
            passed,
        } = self;
        write!(
            f,
            "{group} tier {tier}: {passed} passed, the floor is {floor}"
        )
    }
}

impl Floor {
    /// The floor of this checkout.
    pub fn path() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("floor.json")
    }

    /// Reads a floor.
    ///
    /// # Errors
    /// When the file cannot be read, or is no floor.
    pub fn read(path: &Path) -> io::Result<Self> {
        Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
    }

    /// Writes the floor, one line a group, so that a rise is a small change to review.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut lines = Vec::new();
        for (group, tiers) in &self.groups {
            let tiers = tiers
                .iter()
                .map(|(tier, passed)| format!("\"{tier}\": {passed}"))
                .collect::<Vec<_>>();
            lines.push(format!(
                "    {}: {{{}}}",
                serde_json::to_string(group)?,
                tiers.join(", ")
            ));
        }
        let note = serde_json::to_string(&self.note)?;
        fs::write(
            path,
            format!(
                "{{\n  \"note\": {note},\n  \"groups\": {{\n{}\n  }}\n}}\n",
                lines.join(",\n")
            ),
        )
    }

    /// Where fewer cases passed than must; groups that the report lacks count as nothing passed.
    pub fn below(&self, report: &Report) -> Vec<Gap> {
        self.gaps(report, |gap| gap.passed < gap.floor)
    }

    /// Where more cases passed than must.
    pub fn above(&self, report: &Report) -> Vec<Gap> {
        self.gaps(report, |gap| gap.passed > gap.floor)
    }

    /// The floor raised to what passed; nowhere is it lower than before.
    #[must_use]
    pub fn raised(&self, report: &Report) -> Self {
        let mut raised = self.clone();
        for (cell, tally) in report.cells() {
            let passed = raised
                .groups
                .entry(cell.0)
                .or_default()
                .entry(cell.1)
                .or_default();
            *passed = tally.passed.max(*passed);
        }
        raised
    }

    fn gaps(&self, report: &Report, matters: impl Fn(&Gap) -> bool) -> Vec<Gap> {
        let tallies = report.cells();
        let floors = self.cells();
        let cells: BTreeSet<_> = tallies.keys().chain(floors.keys()).collect();
        let gap = |cell: &Cell| Gap {
            group: cell.0.clone(),
            tier: cell.1,
            floor: floors.get(cell).copied().unwrap_or_default(),
            passed: tallies.get(cell).map_or(0, |tally| tally.passed),
        };
        cells.into_iter().map(gap).filter(matters).collect()
    }

    fn cells(&self) -> BTreeMap<Cell, usize> {
        let cells = self.groups.iter().flat_map(|(group, tiers)| {
            tiers
                .iter()
                .map(move |(&tier, &passed)| ((group.clone(), tier), passed))
        });
        cells.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Floor, Gap};
    use crate::replay::{Outcome, Report};

    fn report(cases: &[(&str, u8, bool)]) -> Report {
        let outcome = |&(group, tier, passed): &(&str, u8, bool)| Outcome {
            id: format!("{group}/0"),
            group: group.to_owned(),
            tier,
            request: "GET /".to_owned(),
            diffs: if passed {
                vec![]
            } else {
                vec!["status".to_owned()]
            },
        };
        Report::new(cases.iter().map(outcome).collect())
    }

    fn floor(groups: &str) -> Floor {
        serde_json::from_str(&format!(r#"{{"note": "a \"note\"", "groups": {groups}}}"#)).unwrap()
    }

    fn gap(group: &str, tier: u8, floor: usize, passed: usize) -> Gap {
        Gap {
            group: group.to_owned(),
            tier,
            floor,
            passed,
        }
    }

    #[test]
    fn what_fell_and_what_rose_is_told_apart() {
        let report = report(&[
            ("a", 1, true),
            ("a", 1, false),
            ("a", 2, true),
            ("b", 1, true),
        ]);
        let floor = floor(r#"{"a": {"1": 2, "2": 1}, "c": {"3": 1, "2": 0}}"#);
        assert_eq!(floor.below(&report), [gap("a", 1, 2, 1), gap("c", 3, 1, 0)]);
        assert_eq!(floor.above(&report), [gap("b", 1, 0, 1)]);
        assert_eq!(
            floor.below(&report)[0].to_string(),
            "a tier 1: 1 passed, the floor is 2"
        );
    }

    #[test]
    fn it_only_rises() {
        let report = report(&[("a", 1, true), ("a", 2, false), ("b", 3, true)]);
        let raised = floor(r#"{"a": {"1": 0, "2": 5}}"#).raised(&report);
        assert_eq!(raised, floor(r#"{"a": {"1": 1, "2": 5}, "b": {"3": 1}}"#));
    }

    #[test]
    fn it_is_written_as_it_is_read() {
        let floor = floor(r#"{"b": {"3": 1}, "a": {"1": 1, "2": 5}}"#);
        let path =
            std::env::temp_dir().join(format!("conformance-floor-{}.json", std::process::id()));
        floor.write(&path).unwrap();
        let (read, text) = (Floor::read(&path), std::fs::read_to_string(&path));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read.unwrap(), floor);
        assert!(
            text.unwrap()
                .contains("    \"a\": {\"1\": 1, \"2\": 5},\n    \"b\": {\"3\": 1}\n")
        );
    }

    #[test]
    fn the_floor_of_this_checkout_can_be_read() {
        Floor::read(&Floor::path()).unwrap();
    }
}
