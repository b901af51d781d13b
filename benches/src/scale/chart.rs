//! What was measured, as small charts: time by how many there are, both by powers of ten. A dashed line is linear.

use std::fmt::Write as _;

use super::{Axis, Point, Series};

/// How large a chart is, and what stands around it.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 72.0;
const TOP: f64 = 40.0;
/// From a chart to the next, across and down; below each there is room for the names of its series.
const STEP: f64 = 400.0;
const ROW: f64 = 380.0;
const COLUMNS: u8 = 3;

/// Told apart by whoever sees no red or green too (Okabe and Ito).
const COLOURS: [&str; 5] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a6a00"];

/// One chart an axis, on a ground of its own, so that it can be read on a dark page.
pub(super) fn charts(axes: &[Axis]) -> String {
    let rows = axes.len().div_ceil(usize::from(COLUMNS));
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="12" fill="#222"><rect width="100%" height="100%" fill="#fff"/>"##,
        STEP * f64::from(COLUMNS),
        ROW * super::float(rows)
    );
    for (index, axis) in (0_u8..).zip(axes) {
        let x = f64::from(index % COLUMNS) * STEP;
        let y = f64::from(index / COLUMNS) * ROW;
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            svg,
            "\n<g transform=\"translate({x} {y})\">{}</g>",
            chart(axis)
        );
    }
    svg.push_str("\n</svg>\n");
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
        let powers = values.map(f64::log10);
        let from = powers.clone().fold(f64::INFINITY, f64::min).floor();
        let to = powers.fold(f64::NEG_INFINITY, f64::max).ceil();
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
        #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
        let (from, to) = (self.from as i32, self.to as i32);
        from..=to
    }
}

fn chart(axis: &Axis) -> String {
    let points = || axis.series.iter().flat_map(|series| &series.points);
    let across = Scale::over(points().map(|point| point.at), WIDTH);
    let up = Scale::over(points().map(|point| point.took.median), HEIGHT);
    let mut svg = format!(
        r#"<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{}</text>"#,
        axis.title
    );
    grid(&mut svg, axis, &across, &up);
    if let Some(first) = points().next() {
        linear(&mut svg, first, &across, &up);
    }
    for (index, series) in (0_u8..).zip(&axis.series) {
        let colour = COLOURS.get(usize::from(index)).copied().unwrap_or("#222");
        let place = |point: &Point| {
            (
                LEFT + across.place(point.at),
                TOP + HEIGHT - up.place(point.took.median),
            )
        };
        line(&mut svg, colour, series.points.iter().map(place));
        let y = TOP + HEIGHT + 58.0 + f64::from(index) * 17.0;
        let _ = write!(
            svg,
            r#"<rect x="{LEFT}" y="{}" width="14" height="4" fill="{colour}"/><text x="{}" y="{y}">{}</text>"#,
            y - 6.0,
            LEFT + 20.0,
            described(series)
        );
    }
    svg
}

/// The name of a series, with how it ends.
fn described(series: &Series) -> String {
    let name = series.name;
    match series.points.as_slice() {
        [.., before, last] => {
            let ratio = (last.took.median / before.took.median).ln();
            let exponent = ratio / (last.at / before.at).ln();
            format!(
                "{name} (ends with {:.2})",
                (exponent * 100.0).round() / 100.0 + 0.0
            )
        }
        _ => name.to_owned(),
    }
}

fn line(svg: &mut String, colour: &str, places: impl Iterator<Item = (f64, f64)> + Clone) {
    let path: Vec<String> = places
        .clone()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let _ = write!(
        svg,
        r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2"/>"#,
        path.join(" ")
    );
    for (x, y) in places {
        let _ = write!(
            svg,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{colour}"/>"#
        );
    }
}

/// A dashed line from the first point, as steep as linear growth.
fn linear(svg: &mut String, first: &Point, across: &Scale, up: &Scale) {
    let powers = (across.to - first.at.log10()).min(up.to - first.took.median.log10());
    let factor = 10_f64.powf(powers);
    let place = |factor: f64| {
        let x = LEFT + across.place(first.at * factor);
        let y = TOP + HEIGHT - up.place(first.took.median * factor);
        format!("{x:.1} {y:.1}")
    };
    let _ = write!(
        svg,
        r##"<path d="M{}L{}" stroke="#888" stroke-dasharray="5 4"/>"##,
        place(1.0),
        place(factor)
    );
}

fn grid(svg: &mut String, axis: &Axis, across: &Scale, up: &Scale) {
    let bottom = TOP + HEIGHT;
    for power in across.powers() {
        let x = LEFT + across.place(10_f64.powi(power));
        let _ = write!(
            svg,
            r##"<path d="M{x:.1} {TOP}V{bottom}" stroke="#ddd"/><text x="{x:.1}" y="{}" text-anchor="middle">{}</text>"##,
            bottom + 18.0,
            count(power)
        );
    }
    for power in up.powers() {
        let y = bottom - up.place(10_f64.powi(power));
        let _ = write!(
            svg,
            r##"<path d="M{LEFT} {y:.1}h{WIDTH}" stroke="#ddd"/><text x="{}" y="{:.1}" text-anchor="end">{}</text>"##,
            LEFT - 8.0,
            y + 4.0,
            duration(power)
        );
    }
    let (middle, half) = (LEFT + WIDTH / 2.0, TOP + HEIGHT / 2.0);
    let _ = write!(
        svg,
        r##"<g fill="#555" text-anchor="middle"><text x="{middle}" y="{}">{}</text><text transform="translate(16 {half}) rotate(-90)">time, {}</text></g>"##,
        bottom + 36.0,
        axis.unit,
        axis.took
    );
}

fn count(power: i32) -> String {
    match power {
        ..3 => format!("{}", 10_f64.powi(power)),
        3..6 => format!("{}k", 10_f64.powi(power - 3)),
        _ => format!("{}M", 10_f64.powi(power - 6)),
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
