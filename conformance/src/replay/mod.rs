//! Sends the cases of some groups to a server and collects how each went.

mod answer;
mod case;
mod compare;
mod judge;
mod recorded;
mod report;
mod request;
mod websocket;
mod wire;

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

pub use recorded::{Recorded, recorded};
pub use report::{Cell, Outcome, Report, Tally};

use answer::Answer;
use case::{Case, CaseFile, Exchange, Work};

/// How many groups are replayed at a time.
///
/// Groups are independent, the cases inside one are not: two of the apps keep a log that later
/// cases read.
const WORKERS: usize = 4;

/// Which cases to replay; an empty list means all of them.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The groups, by the names of their files without the ending.
    pub groups: Vec<String>,
    /// The tiers.
    pub tiers: Vec<u8>,
    /// The ids of single cases.
    pub ids: Vec<String>,
}

impl Selection {
    fn takes_group(&self, group: &str) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|name| name == group)
    }

    fn takes_case(&self, case: &Case) -> bool {
        (self.tiers.is_empty() || self.tiers.contains(&case.tier))
            && (self.ids.is_empty() || self.ids.contains(&case.id))
    }
}

/// The folder of the recorded cases in this checkout.
pub fn cases_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The groups that a folder of cases holds, sorted.
///
/// # Errors
/// When the folder cannot be listed.
pub fn groups(cases: &Path) -> io::Result<Vec<String>> {
    let mut groups = Vec::new();
    for entry in fs::read_dir(cases)? {
        let path = entry?.path();
        if let (Some("json"), Some(stem)) = (
            path.extension().and_then(|ending| ending.to_str()),
            path.file_stem().and_then(|stem| stem.to_str()),
        ) {
            groups.push(stem.to_owned());
        }
    }
    groups.sort();
    Ok(groups)
}

/// Replays the named groups (all of them if none is named) and reports how each case went.
///
/// A folder or a case file that cannot be read is a failure in the report, never a silent gap.
pub fn replay(address: SocketAddr, cases: &Path, only: &[&str]) -> Report {
    let groups = only.iter().map(|&group| group.to_owned()).collect();
    replay_selection(
        address,
        cases,
        &Selection {
            groups,
            ..Selection::default()
        },
    )
}

/// Replays a selection of the cases and reports how each went.
pub fn replay_selection(address: SocketAddr, cases: &Path, selection: &Selection) -> Report {
    let names = match groups(cases) {
        Ok(names) => names,
        Err(error) => {
            return Report::new(vec![Outcome::unreadable("cases", &cases.display(), &error)]);
        }
    };
    let names: Vec<_> = names
        .into_iter()
        .filter(|name| selection.takes_group(name))
        .collect();
    let waiting = Mutex::new(names.iter());
    let mut outcomes = Vec::new();
    thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                // The guard is dropped at once, and nothing panics while it is held.
                let next = waiting.lock().ok().and_then(|mut names| names.next());
                let Some(name) = next else { return done };
                done.extend(replay_group(address, cases, name, selection));
            }
        };
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            match worker.join() {
                Ok(done) => outcomes.extend(done),
                Err(_) => outcomes.push(Outcome::unreadable("cases", &"a worker", &"it panicked")),
            }
        }
    });
    // Stable, so that the cases of a group stay in the order of their file.
    outcomes.sort_by(|a, b| a.group.cmp(&b.group));
    Report::new(outcomes)
}

fn replay_group(
    address: SocketAddr,
    cases: &Path,
    group: &str,
    selection: &Selection,
) -> Vec<Outcome> {
    let path = cases.join(format!("{group}.json"));
    let read =
        fs::read_to_string(&path).and_then(|text| Ok(serde_json::from_str::<CaseFile>(&text)?));
    let file = match read {
        Ok(file) => file,
        Err(error) => return vec![Outcome::unreadable(group, &path.display(), &error)],
    };
    if file.group != group {
        let why = format!("it says that it holds the group {}", file.group);
        return vec![Outcome::unreadable(group, &path.display(), &why)];
    }
    let chosen = file.cases.iter().filter(|case| selection.takes_case(case));
    chosen
        .map(|case| replay_case(address, group, case))
        .collect()
}

fn replay_case(address: SocketAddr, group: &str, case: &Case) -> Outcome {
    let diffs =
        perform(address, case).unwrap_or_else(|error| vec![format!("no usable answer: {error}")]);
    Outcome {
        id: case.id.clone(),
        group: group.to_owned(),
        tier: case.tier,
        request: case.describe(),
        diffs,
    }
}

/// Sends what comes before, then the case itself; returns the differences.
fn perform(address: SocketAddr, case: &Case) -> io::Result<Vec<String>> {
    for first in &case.before {
        match first {
            Exchange::Http(request) => drop(exchange(address, request)?),
            Exchange::WebSocket(script) => drop(websocket::run(address, script)?),
        }
    }
    if let Some(milliseconds) = case.pause_ms {
        // The wait is part of the recorded case: the server finishes something after its answer.
        thread::sleep(Duration::from_millis(milliseconds));
    }
    match &case.work {
        Work::Http(request, want) => Ok(judge::answer(want, &exchange(address, request)?)),
        Work::WebSocket(script, want) => Ok(judge::events(want, &websocket::run(address, script)?)),
    }
}

fn exchange(address: SocketAddr, request: &case::Request) -> io::Result<Answer> {
    let socket = wire::connect(address)?;
    wire::send_ignoring_hangup(&socket, &request::bytes(request))?;
    let mut reader = wire::Reader::new(&socket);
    let head = reader.head()?;
    let body = reader.body(&request.method, &head)?;
    Ok(Answer::new(&head, &body))
}

#[cfg(test)]
mod tests;
