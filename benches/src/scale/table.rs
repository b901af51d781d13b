//! What was measured, as tables.

use std::fmt::Write as _;
use std::process::Command;

use super::{Axis, Point, Series};

/// Tables in Markdown, with how each point grew from the one before.
pub(super) fn tables(axes: &[Axis], rounds: usize) -> String {
    let mut text = format!(
        "# How cost grows\n\n\
         ```\n\
         cargo run --release -p bench --bin scale            # some minutes; scale.md and scale.svg in benches/results\n\
         cargo run --release -p bench --bin scale -- FOLDER\n\
         cargo run --release -p bench --bin scale -- --smoke # a few of everything: are the answers those that are meant?\n\
         ```\n\n\
         These are of {}.\n\n\
         ![Charts of the tables below](scale.svg)\n\n\
         A dashed line is as steep as linear growth; a series *ends with* its last exponent.\n\n\
         What to trust:\n\n\
         - The growth. It is the exponent between a row and the one before: 1 is linear, 0 is none, and less than 1 is a \
         fixed cost that is shared by more and more. The table after this has the last exponent of each series.\n\
         - Allocations and bytes of one process, always: they are counted. Counting costs every allocation a little, so \
         times are slightly above those of a program that does not count.\n\
         - Times, where the spread is a few percent: medians of {rounds} rounds (connections: five, each with a server of \
         its own), in which the points take turns; the spread is the middle half of the rounds in percent of the median. \
         What the scheduler gave to others is not counted. A request of few parameters or bytes is one that the processor \
         knows by heart after some thousand times; large bodies and tables do not fit into its caches. Both make the \
         growth of time seem steeper than that of the work.\n\
         - Resident memory grows by pages and by what the allocator keeps: read the last rows.\n\n\
         Requests are answered in process, without a connection, on one thread; a request is built and its answer dropped \
         within the time. Connections are loopback's, and their time is the server's on a core, kernel included.\n\n\
         ## At the end of each series\n\n\
         | | | from | to | time | allocations | bytes |\n|---|---|---:|---:|---:|---:|---:|\n",
        machine()
    );
    for axis in axes {
        for Series { name, points } in &axis.series {
            let [.., before, last] = points.as_slice() else {
                continue;
            };
            let grown = Growth::between(before, last);
            // Writing to a String cannot fail, here and below.
            let _ = writeln!(
                text,
                "| {} | {name} | {} | {} | {} | {} | {} |",
                axis.title,
                with_commas(before.at),
                with_commas(last.at),
                grown.time,
                grown.allocations,
                grown.bytes,
            );
        }
    }
    for axis in axes {
        section(&mut text, axis);
    }
    text
}

fn section(text: &mut String, axis: &Axis) {
    let Axis {
        title,
        unit,
        took,
        bytes,
        note,
        series,
    } = axis;
    let _ = write!(
        text,
        "\n## {title}\n\n\
         | {unit} | | time, {took} | spread | growth | allocations | growth | bytes, {bytes} | growth |\n\
         |---:|---|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for Series { name, points } in series {
        let mut before: Option<&Point> = None;
        for point in points {
            let grown =
                before.map_or_else(Growth::default, |before| Growth::between(before, point));
            let _ = writeln!(
                text,
                "| {} | {name} | {} | {:.0} % | {} | {} | {} | {} | {} |",
                with_commas(point.at),
                time(point.took.median),
                point.took.percent(),
                grown.time,
                point
                    .memory
                    .allocations
                    .map(with_commas)
                    .unwrap_or_default(),
                grown.allocations,
                with_commas(point.memory.bytes),
                grown.bytes,
            );
            before = Some(point);
        }
    }
    if !note.is_empty() {
        let _ = writeln!(text, "\n{note}");
    }
}

/// Exponents, as text; empty where there is none.
#[derive(Default)]
struct Growth {
    time: String,
    allocations: String,
    bytes: String,
}

impl Growth {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    fn between(before: &Point, point: &Point) -> Self {
        let exponent = |from: f64, to: f64| {
            let exponent = (to / from).ln() / (point.at / before.at).ln();
            // Nothing grew, but for what is rounded away: no minus before it.
            let shown = (exponent * 100.0).round() / 100.0 + 0.0;
            format!("{shown:.2}")
        };
        let (from, to) = (before.memory, point.memory);
        let allocations = from.allocations.zip(to.allocations);
        Self {
            time: exponent(before.took.median, point.took.median),
            allocations: allocations
                .map(|(from, to)| exponent(from as f64, to as f64))
                .unwrap_or_default(),
            bytes: exponent(from.bytes as f64, to.bytes as f64),
        }
    }
}

fn machine() -> String {
    let output = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output().ok();
        let text = output.and_then(|output| String::from_utf8(output.stdout).ok());
        text.map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel = kernel.split(['-', '\n']).next().unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = output("rustc", "--version");
    let rustc = rustc.split(" (").next().unwrap_or_default();
    format!(
        "{}: {}, {cores} cores, Linux {kernel}, {rustc}",
        output("date", "+%Y-%m-%d"),
        std::env::consts::ARCH
    )
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        small if small < 1e4 => format!("{:.2} µs", small / 1e3),
        middle if middle < 1e6 => format!("{:.1} µs", middle / 1e3),
        large => format!("{:.2} ms", large / 1e6),
    }
}

fn with_commas(number: impl std::fmt::Display) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Spread;
    use crate::scale::Memory;

    #[test]
    fn growth_is_told_as_an_exponent() {
        let point = |at, took| Point {
            at,
            took: Spread::of(vec![took]),
            memory: Memory {
                allocations: None,
                bytes: 8,
            },
        };
        let axis = Axis {
            title: "Things",
            unit: "things",
            took: "a request",
            bytes: "held",
            note: String::new(),
            series: vec![Series {
                name: "all",
                points: vec![point(10.0, 2_000.0), point(1_000.0, 200_000.0)],
            }],
        };
        let text = tables(&[axis], 3);
        for line in [
            "| Things | all | 10 | 1,000 | 1.00 |  | 0.00 |\n",
            "| 1,000 | all | 200.0 µs | 0 % | 1.00 |  |  | 8 | 0.00 |\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
