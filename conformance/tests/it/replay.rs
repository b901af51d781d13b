//! Replays the recorded cases against the twin and holds the counts to the floor.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use conformance::{Floor, Gap, Report, cases_dir, groups, replay, twin};

/// What to do where more cases pass than the floor asks for, by the variable `FLOOR`.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    /// Unset: let it be.
    Hold,
    /// `strict`: fail, so that a rise is not left unrecorded.
    Strict,
    /// `raise`: rewrite the floor.
    Raise,
}

fn mode(variable: &str) -> Result<Mode, String> {
    match variable {
        "" => Ok(Mode::Hold),
        "strict" => Ok(Mode::Strict),
        "raise" => Ok(Mode::Raise),
        other => Err(format!("FLOOR is `{other}`; it can be `strict` or `raise`")),
    }
}

/// The mistakes in the lists of ported groups; without them no group is left out by oversight.
fn misfiled(known: &[String], ported: &[&str], not_yet: &[(&str, &str)]) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut listed = BTreeSet::new();
    for &group in ported.iter().chain(not_yet.iter().map(|(group, _)| group)) {
        if !listed.insert(group) {
            mistakes.push(format!("{group} is listed twice"));
        }
        if !known.iter().any(|name| name == group) {
            mistakes.push(format!(
                "{group} is listed, and there are no cases of that name"
            ));
        }
    }
    for group in known
        .iter()
        .filter(|group| !listed.contains(group.as_str()))
    {
        mistakes.push(format!(
            "{group} is neither in PORTED nor in NOT_YET_PORTED"
        ));
    }
    for (group, _) in not_yet
        .iter()
        .filter(|(_, reason)| reason.trim().is_empty())
    {
        mistakes.push(format!("{group} is not ported, and no reason is given"));
    }
    mistakes
}

/// The gaps, and below each the failures in its group and tier.
fn explain(gaps: &[Gap], report: &Report) -> String {
    let mut out = String::new();
    for gap in gaps {
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "\n{gap}");
        for failure in report
            .failures()
            .filter(|it| it.group == gap.group && it.tier == gap.tier)
        {
            let _ = write!(out, "{failure}");
        }
    }
    out
}

/// The verdict on a report: nothing, or the words to fail with.
fn verdict(floor: &Floor, report: &Report, mode: Mode) -> Result<(), String> {
    let below = floor.below(report);
    if !below.is_empty() {
        return Err(format!("below the floor:\n{}", explain(&below, report)));
    }
    let above = floor.above(report);
    if mode == Mode::Strict && !above.is_empty() {
        let lines: Vec<_> = above.iter().map(Gap::to_string).collect();
        return Err(format!(
            "More cases pass than the floor asks for. Well done! Keep it so with\n\n    \
             FLOOR=raise cargo test -p conformance\n\nand commit floor.json.\n\n{}",
            lines.join("\n")
        ));
    }
    Ok(())
}

#[test]
fn the_twin_answers_as_recorded() {
    let mode = mode(&env::var("FLOOR").unwrap_or_default()).unwrap();
    let known = groups(&cases_dir()).expect("the folder of cases can be listed");
    let mistakes = misfiled(&known, twin::PORTED, twin::NOT_YET_PORTED);
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    let mut floor = Floor::read(&Floor::path()).expect("floor.json can be read");

    let address = twin::start().expect("the twin starts");
    // Without this an empty list would replay every group.
    assert!(
        !twin::PORTED.is_empty(),
        "the twin starts, and no group is listed as ported"
    );
    let report = replay(address, &cases_dir(), twin::PORTED);
    // Not `println!`: the table is of use where the test passes, too.
    let _ = writeln!(io::stderr().lock(), "\n{}", report.table());

    if mode == Mode::Raise {
        let raised = floor.raised(&report);
        if raised != floor {
            raised
                .write(&Floor::path())
                .expect("floor.json can be written");
            floor = raised;
        }
    }
    if let Err(words) = verdict(&floor, &report, mode) {
        panic!("{words}");
    }
}

#[test]
fn groups_in_no_list_or_in_two_are_found() {
    let known = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(misfiled(&known, &["a", "b"], &[("c", "later")]), [""; 0]);
    assert_eq!(
        misfiled(&known, &["a", "d"], &[("a", "later"), ("b", " ")]),
        [
            "d is listed, and there are no cases of that name",
            "a is listed twice",
            "c is neither in PORTED nor in NOT_YET_PORTED",
            "b is not ported, and no reason is given",
        ]
    );
}
