//! What was measured, as tables and as charts.

use std::fmt::Write as _;

use super::{Axis, Point, Series};

/// Tables in Markdown, with how each point grew from the one before.
pub(super) fn tables(axes: &[Axis], rounds: usize) -> String {
    let mut text = format!(
        "# How cost grows\n\n`cargo run --release -p bench --bin scale`, {}; medians of {rounds} rounds, connections of \
         five. {}\n\n![Charts of the tables below](scale.svg)\n",
        machine(),
        "*Growth* is the exponent from the point before: 1 is linear, 0 is none."
    );
    for axis in axes {
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            text,
            "\n## By {}\n\n| {} | | a request | spread | growth | bytes {} | growth |\n|---:|---|---:|---:|---:|---:|---:|\n",
            axis.title, axis.title, axis.bytes
        );
        for Series { name, points } in &axis.series {
            let mut before: Option<&Point> = None;
            for point in points {
                let grown = |of: fn(&Point) -> f64| {
                    before.map_or(String::new(), |before| {
                        format!(
                            "{:.2}",
                            (of(point) / of(before)).ln() / (point.at / before.at).ln()
                        )
                    })
                };
                let _ = writeln!(
                    text,
                    "| {} | {name} | {} | {:.0}% | {} | {} | {} |",
                    with_commas(point.at),
                    time(point.took.median),
                    point.took.percent(),
                    grown(|point| point.took.median),
                    with_commas(point.bytes),
                    grown(|point| point.bytes),
                );
                before = Some(point);
            }
        }
    }
    text
}

fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let kernel = read("/proc/sys/kernel/osrelease");
    let kernel = kernel
        .split(['-', '\n'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores, Linux {kernel}", std::env::consts::ARCH)
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        small if small < 1e4 => format!("{:.2} µs", small / 1e3),
        middle if middle < 1e6 => format!("{:.1} µs", middle / 1e3),
        large => format!("{:.2} ms", large / 1e6),
    }
}

fn with_commas(number: f64) -> String {
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

/// How large a chart is, and what stands around it.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 46.0;
const STEP: f64 = 400.0;
const ROW: f64 = 300.0;

/// One chart an axis: the time of a request by how many there are, both by powers of ten.
pub(super) fn charts(axes: &[Axis]) -> String {
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="12" fill="#222"><rect width="100%" height="100%" fill="#fff"/>"##,
        STEP * 3.0,
        ROW * 2.0
    );
    for (index, axis) in (0_u8..).zip(axes) {
        let x = f64::from(index % 3) * STEP;
        let y = f64::from(index / 3) * ROW;
        let _ = write!(
            svg,
            r#"<g transform="translate({x} {y})">{}</g>"#,
            chart(axis)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// From a value to its place, by powers of ten.
struct Scale {
    from: f64,
    to: f64,
    length: f64,
}

impl Scale {
    /// From the power of ten below all values to the one above.
    fn over(values: impl Iterator<Item = f64> + Clone, length: f64) -> Self {
        let from = values
            .clone()
            .map(f64::log10)
            .fold(f64::INFINITY, f64::min)
            .floor();
        let to = values
            .map(f64::log10)
            .fold(f64::NEG_INFINITY, f64::max)
            .ceil();
        Self {
            from,
            to: to.max(from + 1.0),
            length,
        }
    }

    fn place(&self, value: f64) -> f64 {
        (value.log10() - self.from) / (self.to - self.from) * self.length
    }

    fn powers(&self) -> impl Iterator<Item = i32> {
        // Powers of ten of what is measured are small numbers.
        #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
        let (from, to) = (self.from as i32, self.to as i32);
        from..=to
    }
}

fn chart(axis: &Axis) -> String {
    const COLOURS: [&str; 3] = ["#1857a4", "#b3421c", "#2f7d32"];
    let points = || axis.series.iter().flat_map(|series| &series.points);
    let across = Scale::over(points().map(|point| point.at), WIDTH);
    let up = Scale::over(points().map(|point| point.took.median), HEIGHT);
    let mut svg = format!(
        r#"<text x="{LEFT}" y="22" font-size="14" font-weight="bold">time of a request by {}</text>"#,
        axis.title
    );
    for power in across.powers() {
        let x = LEFT + across.place(10_f64.powi(power));
        let _ = write!(
            svg,
            r##"<line x1="{x}" x2="{x}" y1="{TOP}" y2="{}" stroke="#ddd"/><text x="{x}" y="{}" text-anchor="middle">{}</text>"##,
            TOP + HEIGHT,
            TOP + HEIGHT + 18.0,
            count(power)
        );
    }
    for power in up.powers() {
        let y = TOP + HEIGHT - up.place(10_f64.powi(power));
        let _ = write!(
            svg,
            r##"<line x1="{LEFT}" x2="{}" y1="{y}" y2="{y}" stroke="#ddd"/><text x="{}" y="{}" text-anchor="end">{}</text>"##,
            LEFT + WIDTH,
            LEFT - 8.0,
            y + 4.0,
            duration(power)
        );
    }
    for (index, series) in axis.series.iter().enumerate() {
        let colour = COLOURS.get(index).copied().unwrap_or("#222");
        let place = |point: &Point| {
            (
                LEFT + across.place(point.at),
                TOP + HEIGHT - up.place(point.took.median),
            )
        };
        let places = series.points.iter().map(place);
        let line: Vec<String> = places
            .clone()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let _ = write!(
            svg,
            r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2"/>"#,
            line.join(" ")
        );
        for (x, y) in places {
            let _ = write!(
                svg,
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{colour}"/>"#
            );
        }
        let rows = [14.0, 30.0, 46.0];
        let _ = write!(
            svg,
            r#"<text x="{}" y="{}" fill="{colour}">{}</text>"#,
            LEFT + 8.0,
            TOP + rows.get(index).copied().unwrap_or(62.0),
            series.name
        );
    }
    svg
}

fn count(power: i32) -> String {
    match power {
        0..=2 => format!("{}", 10_u32.pow(power.unsigned_abs())),
        3..=5 => format!("{} k", 10_u32.pow(power.unsigned_abs() - 3)),
        _ => format!("{} M", 10_f64.powi(power - 6)),
    }
}

/// A power of ten of nanoseconds.
fn duration(power: i32) -> String {
    match power {
        ..3 => format!("{} ns", 10_f64.powi(power)),
        3..6 => format!("{} µs", 10_f64.powi(power - 3)),
        6..9 => format!("{} ms", 10_f64.powi(power - 6)),
        _ => format!("{} s", 10_f64.powi(power - 9)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Spread;

    #[test]
    fn growth_is_told_as_an_exponent() {
        let point = |at, took| Point {
            at,
            took: Spread::of(vec![took]),
            bytes: 8.0,
        };
        let axis = Axis {
            title: "things",
            bytes: "held",
            series: vec![Series {
                name: "all",
                points: vec![point(10.0, 2_000.0), point(1_000.0, 200_000.0)],
            }],
        };
        let text = tables(&[axis], 3);
        assert!(
            text.contains("| 1,000 | all | 200.0 µs | 0% | 1.00 | 8 | 0.00 |"),
            "{text}"
        );
    }
}
