//! Plots as SVG within a page: lines over time, each with its name, and a table for those who read no plots.

use super::style::{COLOURS, grouped};
use crate::report::pairs::escaped;
use std::fmt::Write;

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 28.0;
const TOP: f64 = 12.0;

/// A line of a plot: its name, and a value for each period; nothing where there is none.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) values: Vec<Option<f64>>,
}

/// Appends a plot of some lines over periods.
pub(super) fn lines(title: &str, unit: &str, periods: &[&str], lines: &[Line], out: &mut String) -> std::fmt::Result {
    let most = lines.iter().flat_map(|l| l.values.iter().flatten()).copied().fold(0.0_f64, f64::max);
    writeln!(out, "<figure>\n<figcaption>{} <small>{}</small></figcaption>", escaped(title), escaped(unit))?;
    if periods.is_empty() || lines.is_empty() || most <= 0.0 {
        return writeln!(out, "<p>Nothing to show.</p>\n</figure>");
    }
    let top = rounded_up(most);
    #[expect(clippy::cast_precision_loss, reason = "places on a page")]
    let x = |i: usize| if periods.len() < 2 { LEFT + (WIDTH - LEFT) / 2.0 } else { LEFT + (WIDTH - LEFT - 8.0) * i as f64 / (periods.len() - 1) as f64 };
    let y = |v: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - v / top);
    writeln!(out, "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">", escaped(title))?;
    for part in 0..=4 {
        let value = top * f64::from(part) / 4.0;
        writeln!(out, "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/>", y(value))?;
        writeln!(out, "<text class=\"scale\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", LEFT - 6.0, y(value) + 4.0, short(value))?;
    }
    let step = periods.len().div_ceil(8).max(1);
    for (i, period) in periods.iter().enumerate().filter(|(i, _)| i % step == 0) {
        writeln!(out, "<text class=\"scale\" x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>", x(i), HEIGHT - 8.0, escaped(period))?;
    }
    for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        write!(out, "<g class=\"line {colour}\"><title>{}</title>", escaped(&line.name))?;
        let mut drawing = false;
        let mut path = String::new();
        for (i, value) in line.values.iter().enumerate() {
            match value {
                Some(v) => {
                    write!(path, "{}{:.1} {:.1}", if drawing { 'L' } else { 'M' }, x(i), y(*v))?;
                    drawing = true;
                }
                None => drawing = false,
            }
        }
        write!(out, "<path d=\"{path}\"/>")?;
        if periods.len() <= 60 {
            for (i, value) in line.values.iter().enumerate().filter_map(|(i, v)| Some((i, (*v)?))) {
                let period = periods.get(i).copied().unwrap_or("");
                write!(
                    out,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"><title>{}, {}: {}</title></circle>",
                    x(i),
                    y(value),
                    escaped(&line.name),
                    escaped(period),
                    short(value)
                )?;
            }
        }
        writeln!(out, "</g>")?;
    }
    writeln!(out, "</svg>\n<ul class=\"legend\">")?;
    for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        writeln!(out, "<li class=\"{colour}\">{}</li>", escaped(&line.name))?;
    }
    writeln!(out, "</ul>")?;
    table(periods, lines, out)?;
    writeln!(out, "</figure>")
}

/// The same as a table.
fn table(periods: &[&str], lines: &[Line], out: &mut String) -> std::fmt::Result {
    write!(out, "<details><summary>As a table</summary><div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Published</th>")?;
    for line in lines {
        write!(out, "<th scope=\"col\">{}</th>", escaped(&line.name))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (i, period) in periods.iter().enumerate() {
        write!(out, "<tr><th scope=\"row\">{}</th>", escaped(period))?;
        for line in lines {
            let value = line.values.get(i).copied().flatten().map_or_else(String::new, short);
            write!(out, "<td>{value}</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div></details>")
}

/// The next of 1, 2, 5, 10, 20 … that is not below.
fn rounded_up(most: f64) -> f64 {
    let scale = 10_f64.powf(most.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * scale).find(|v| *v >= most).unwrap_or(10.0 * scale)
}

fn short(value: f64) -> String {
    if value >= 10.0 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a value of a plot is no larger than a count")]
        return grouped(value.round() as u64);
    }
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_round_numbers() {
        assert_eq!([0.03, 1.0, 1.2, 49.0, 51.0].map(|m| short(rounded_up(m))), ["0.05", "1", "2", "50", "100"]);
    }

    #[test]
    fn a_line_is_broken_where_nothing_is_known() {
        let mut out = String::new();
        let values = vec![Some(1.0), None, Some(2.0), Some(3.0)];
        lines("<t>", "u", &["a", "b", "c", "d"], &[Line { name: "a<b".to_owned(), values }], &mut out).expect("memory takes all");
        assert!(out.matches('M').count() >= 2 && out.contains("a&lt;b") && !out.contains("<t>"), "{out}");
    }
}
