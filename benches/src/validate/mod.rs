//! Reading and validating a JSON body: faultless beside serde with garde, and beside serde with rules by hand.

mod bodies;
mod orders;

use std::collections::BTreeMap;
use std::hint::black_box;

use faultless_model::{Issues, JsonReader, ReadError, from_json};
use garde::Validate as _;

pub use self::bodies::Body;
pub use self::orders::ours;
use self::orders::theirs;
use crate::measure::{Way, Work, take_turns};

/// The ways, in the order of the table.
const NAMES: [&str; 5] = [
    "(a) serde_json + garde",
    "(b) UTF-8 check, serde_json, rules by hand",
    "(c) faultless",
    "(d) faultless, with the 422 as JSON",
    "(e) faultless, second road alone",
];

/// Which of them is ours.
const OURS: usize = 2;

/// Which of them stop at the first mistake that serde finds.
const STOP_AT_FIRST: usize = 2;

/// The bodies: orders, right and wrong.
///
/// # Errors
/// Where one has no form in JSON.
pub fn all_bodies() -> serde_json::Result<Vec<Body>> {
    bodies::all()
}

fn ways(body: &Body) -> Vec<Way<'_>> {
    let json = body.json.as_slice();
    let works: [Work<'_>; 5] = [
        Box::new(|| with_garde(black_box(json))),
        Box::new(|| by_hand(black_box(json))),
        Box::new(|| count(from_json::<ours::Order>(black_box(json)))),
        Box::new(|| answer(from_json::<ours::Order>(black_box(json))).0),
        Box::new(|| count(JsonReader::new().read_slow::<ours::Order>(black_box(json)))),
    ];
    let named = NAMES.into_iter().zip(works);
    named.map(|(name, work)| Way::new(name, work)).collect()
}

fn with_garde(json: &[u8]) -> usize {
    let Ok(order) = serde_json::from_slice::<theirs::Order>(json) else {
        return 1;
    };
    let broken = order.validate().err();
    broken.map_or(0, |report| report.iter().count())
}

fn by_hand(json: &[u8]) -> usize {
    let text = std::str::from_utf8(json).unwrap_or_default();
    serde_json::from_str::<theirs::Order>(text).map_or(1, |order| order.broken())
}

fn count(read: Result<ours::Order, ReadError>) -> usize {
    match read {
        Ok(order) => {
            black_box(&order);
            0
        }
        Err(ReadError::Issues(issues)) => issues.len(),
        // No body here is anything else than JSON.
        Err(_) => usize::MAX,
    }
}

/// How many issues there are, and the body that tells them.
fn answer(read: Result<ours::Order, ReadError>) -> (usize, Vec<u8>) {
    let Err(ReadError::Issues(issues)) = read else {
        return (count(read), Vec::new());
    };
    let detail: BTreeMap<&str, &Issues> = BTreeMap::from([("detail", &issues)]);
    let body = serde_json::to_vec(&detail).unwrap_or_default();
    (issues.len(), black_box(body))
}

/// Goes every way once.
///
/// # Errors
/// Where one counts other mistakes than were made, or does not tell each.
pub fn smoke() -> Result<(), String> {
    for body in &bodies::all().map_err(|error| error.to_string())? {
        for (index, way) in ways(body).iter().enumerate() {
            let made = if index < STOP_AT_FIRST {
                body.first
            } else {
                body.issues
            };
            let found = way.run();
            if found != made {
                return Err(format!(
                    "{}: {} counts {found} mistakes of {made}",
                    body.name, way.name
                ));
            }
        }
        let (_, told) = answer(from_json(&body.json));
        let told = String::from_utf8_lossy(&told).matches("\"loc\":").count();
        if told != body.issues {
            return Err(format!("{}: {told} of {} told", body.name, body.issues));
        }
    }
    Ok(())
}

/// Measures every way, and writes what it comes to.
///
/// # Errors
/// Those of [`smoke`]: what counts wrongly is not worth measuring.
pub fn run(rounds: usize) -> Result<(), String> {
    smoke()?;
    let bodies = bodies::all().map_err(|error| error.to_string())?;
    let mut measured: Vec<Vec<Way<'_>>> = bodies.iter().map(ways).collect();
    // All bodies in each round: a body is compared with its valid one too.
    let mut all: Vec<&mut Way<'_>> = measured.iter_mut().flatten().collect();
    take_turns(&mut all, rounds);
    for (body, ways) in bodies.iter().zip(&measured) {
        let valid = measured.get(body.valid).and_then(|ways| ways.get(OURS));
        table(body, ways, valid);
    }
    Ok(())
}

fn table(body: &Body, ways: &[Way<'_>], valid: Option<&Way<'_>>) {
    println!(
        "\n{} ({} bytes, {} mistakes)",
        body.name,
        body.json.len(),
        body.issues
    );
    println!(
        "{:44}{:>12}{:>8}{:>8}{:>9}{:>9}{:>9}{:>9}",
        "", "median", "spread", "MB/s", "to (a)", "to valid", "allocs", "KiB"
    );
    for way in ways {
        let took = way.measured();
        let beside =
            |other: Option<&Way<'_>>| other.map_or(f64::NAN, |other| way.beside(other).median);
        let (allocations, bytes) = way.allocations();
        let length = u32::try_from(body.json.len()).map_or(f64::NAN, f64::from);
        println!(
            "{:44}{:>9.2} us{:>7.1}%{:>8.0}{:>9.3}{:>9.3}{:>9}{:>9}",
            way.name,
            took.median / 1000.0,
            took.percent(),
            length / took.median * 1000.0,
            beside(ways.first()),
            beside(valid),
            allocations,
            bytes.div_ceil(1024),
        );
    }
}
