//! How time and memory grow: with routes, parameters, bodies, issues and connections.

mod axes;
mod chart;
mod connections;
mod sent;
mod table;

use std::fs;
use std::path::Path;

pub use self::connections::serve;
use crate::measure::Spread;

/// What is held, and how often it was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    /// Unknown of another process.
    pub(crate) allocations: Option<u64>,
    pub(crate) bytes: u64,
}

/// One measurement.
#[derive(Debug)]
pub(crate) struct Point {
    /// How many there are, of whatever the axis is of.
    pub(crate) at: f64,
    /// Nanoseconds.
    pub(crate) took: Spread,
    pub(crate) memory: Memory,
}

/// Measurements that belong together.
#[derive(Debug)]
pub(crate) struct Series {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<Point>,
}

/// What grows, and what was measured of it.
#[derive(Debug)]
pub(crate) struct Axis {
    pub(crate) title: &'static str,
    /// What is counted.
    pub(crate) unit: &'static str,
    /// What the time is of.
    pub(crate) took: &'static str,
    /// What the bytes are.
    pub(crate) bytes: &'static str,
    /// What else is to be said of it.
    pub(crate) note: String,
    pub(crate) series: Vec<Series>,
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

/// Asks a few of everything, and checks the answers: statuses, and how many issues are told. `program` is the binary,
/// which serves the connections.
///
/// # Errors
/// What was answered otherwise than it should.
pub fn smoke(program: &Path) -> Result<(), String> {
    axes::smoke()?;
    connections::smoke(program)
}

/// Measures, and writes `scale.md` and `scale.svg` into a folder.
///
/// # Errors
/// An answer that is another than it should be, or a file that cannot be written.
pub fn run(rounds: usize, program: &Path, folder: &Path) -> Result<(), String> {
    let mut measured = axes::measure(rounds)?;
    measured.push(connections::measure(program)?);
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(told)?;
    let tables = table::tables(&measured, rounds);
    print!("{tables}");
    fs::write(folder.join("scale.md"), tables).map_err(told)?;
    fs::write(folder.join("scale.svg"), chart::charts(&measured)).map_err(told)
}
