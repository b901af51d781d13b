//! How time and memory grow: with routes, parameters, bodies, issues and connections.

mod axes;
mod connections;
mod table;

use std::fs;
use std::path::Path;

pub use self::connections::serve;
use crate::measure::Spread;

/// One measurement.
#[derive(Debug)]
pub(crate) struct Point {
    /// How many there are, of whatever the axis is of.
    pub(crate) at: f64,
    /// Nanoseconds of one request.
    pub(crate) took: Spread,
    /// Bytes: what a request holds at most, or what there is all the time, as the axis says.
    pub(crate) bytes: f64,
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
    /// What the bytes are.
    pub(crate) bytes: &'static str,
    pub(crate) series: Vec<Series>,
}

/// Goes to the end of each axis that costs little, and checks the answers.
///
/// # Errors
/// What was answered otherwise than it should.
pub fn smoke() -> Result<(), String> {
    axes::smoke()
}

/// Measures, and writes `scale.md` and `scale.svg` into a folder; `program` is this program, which serves the
/// connections.
///
/// # Errors
/// An answer that is another than it should be, or a file that cannot be written.
pub fn run(rounds: usize, program: &Path, folder: &Path) -> Result<(), String> {
    smoke()?;
    let mut measured = axes::measure(rounds)?;
    measured.push(connections::measure(program));
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(told)?;
    let tables = table::tables(&measured, rounds);
    print!("{tables}");
    fs::write(folder.join("scale.md"), tables).map_err(told)?;
    fs::write(folder.join("scale.svg"), table::charts(&measured)).map_err(told)
}
