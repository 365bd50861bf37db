//! Plots as SVG within a page: lines over time, each with its name, and a table for those who read no plots.

use super::style::{COLOURS, grouped};
use crate::report::pairs::escaped;
use std::fmt::Write;

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 28.0;
const TOP: f64 = 12.0;

/// Height of the row of bars that shows how many articles there are, and of the room above it.
const BARS: f64 = 26.0;
const ABOVE: f64 = 8.0;
/// Periods up to which every point is a dot that tells what it is.
const DOTS: usize = 60;
/// Articles without which there is no point: one finding would be twenty for a hundred articles and more.
pub(super) const FEW: u64 = 5;

/// A period on the axis.
pub(super) struct Tick<'a> {
    /// Its place in the order of periods, those without articles counted.
    pub(super) place: i64,
    pub(super) name: &'a str,
    /// Articles that were published in it.
    pub(super) articles: u64,
}

/// Findings in so many articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Of {
    pub(super) findings: u64,
    pub(super) articles: u64,
}

impl Of {
    /// For 100 articles; nothing where there is none.
    fn rate(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = (self.articles > 0).then(|| self.findings as f64 * 100.0 / self.articles as f64);
        rate
    }

    /// The height of its point; nothing where the articles are too few for one.
    fn point(self) -> Option<f64> {
        self.rate().filter(|_| self.articles >= FEW)
    }
}

/// A line of a plot: its name, and what it has in each period; nothing where there is none.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) values: Vec<Option<Of>>,
}

/// Where things are drawn.
struct Frame<'a> {
    ticks: &'a [Tick<'a>],
    first: i64,
    last: i64,
    top: f64,
}

impl Frame<'_> {
    fn x(&self, place: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "places on a page")]
        let share = if self.last > self.first { (place - self.first) as f64 / (self.last - self.first) as f64 } else { 0.5 };
        LEFT + 8.0 + (WIDTH - LEFT - 16.0) * share
    }

    fn y(&self, value: f64) -> f64 {
        TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - value / self.top)
    }
}

/// Appends a plot of rates for 100 articles over periods. Where a period has no articles, or too few of them, no line is drawn.
pub(super) fn lines(title: &str, ticks: &[Tick<'_>], lines: &[Line], out: &mut String) -> std::fmt::Result {
    let most =
        lines.iter().flat_map(|l| l.values.iter().flatten()).filter_map(|of| of.point()).fold(None, |most: Option<f64>, v| Some(most.map_or(v, |m| m.max(v))));
    writeln!(out, "<figure>\n<figcaption>{} <small>for 100 articles</small></figcaption>", escaped(title))?;
    let ends = ticks.first().zip(ticks.last());
    match (most, ends) {
        (Some(most), Some((first, last))) => {
            let frame = Frame { ticks, first: first.place, last: last.place, top: rounded_up(most) };
            frame.axes(title, out)?;
            for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
                frame.line(line, colour, out)?;
            }
            frame.bars(out)?;
            writeln!(out, "</svg>\n<ul class=\"legend\">")?;
            for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
                writeln!(out, "<li class=\"{colour}\">{}</li>", escaped(&line.name))?;
            }
            writeln!(out, "</ul>")?;
        }
        (None, Some(_)) if lines.iter().any(|l| l.values.iter().flatten().any(|of| of.articles > 0)) => {
            writeln!(out, "<p>No period has {FEW} articles, which a point needs.</p>")?;
        }
        _ => return writeln!(out, "<p>Nothing to show.</p>\n</figure>"),
    }
    table(ticks, lines, out)?;
    writeln!(out, "</figure>")
}

impl Frame<'_> {
    fn axes(&self, title: &str, out: &mut String) -> std::fmt::Result {
        let height = HEIGHT + ABOVE + BARS;
        writeln!(out, "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">", escaped(title))?;
        for part in 0..=4 {
            let value = self.top * f64::from(part) / 4.0;
            writeln!(out, "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/>", self.y(value))?;
            writeln!(out, "<text class=\"scale\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", LEFT - 6.0, self.y(value) + 4.0, short(value))?;
        }
        // Names that would run into each other are left out.
        let apart = (WIDTH - LEFT) / 9.0;
        let mut free = f64::MIN;
        for tick in self.ticks {
            let x = self.x(tick.place);
            if x >= free {
                let anchor = if x + apart / 2.0 > WIDTH { "end" } else { "middle" };
                let at = if anchor == "end" { WIDTH } else { x };
                writeln!(out, "<text class=\"scale\" x=\"{at:.1}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>", HEIGHT - 8.0, escaped(tick.name))?;
                free = x + apart;
            }
        }
        Ok(())
    }

    fn line(&self, line: &Line, colour: &str, out: &mut String) -> std::fmt::Result {
        write!(out, "<g class=\"line {colour}\"><title>{}</title>", escaped(&line.name))?;
        let points: Vec<(&Tick<'_>, Of, f64)> =
            self.ticks.iter().zip(&line.values).filter_map(|(tick, of)| of.and_then(|of| Some((tick, of, of.point()?)))).collect();
        let mut path = String::new();
        for (i, (tick, of, value)) in points.iter().enumerate() {
            let joins = |other: Option<&(&Tick<'_>, Of, f64)>| other.is_some_and(|(t, ..)| t.place.abs_diff(tick.place) == 1);
            let (before, behind) = (joins(i.checked_sub(1).and_then(|i| points.get(i))), joins(points.get(i + 1)));
            let (x, y) = (self.x(tick.place), self.y(*value));
            write!(path, "{}{x:.1} {y:.1}", if before { 'L' } else { 'M' })?;
            if points.len() <= DOTS || !before && !behind {
                let (name, period) = (escaped(&line.name), escaped(tick.name));
                let (rate, articles) = (short(*value), grouped(of.articles));
                write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"><title>{name}, {period}: {rate} for 100, of {articles} articles</title></circle>")?;
            }
        }
        writeln!(out, "<path d=\"{path}\"/></g>")
    }

    /// How many articles there are in each period.
    fn bars(&self, out: &mut String) -> std::fmt::Result {
        let most = self.ticks.iter().map(|t| t.articles).max().unwrap_or(0).max(1);
        let base = HEIGHT + ABOVE + BARS;
        #[expect(clippy::cast_precision_loss, reason = "places on a page")]
        let (width, share) = (((WIDTH - LEFT - 16.0) / (self.last - self.first + 1) as f64 * 0.8).clamp(1.0, 24.0), |n: u64| n as f64 / most as f64);
        write!(out, "<g class=\"bars\"><title>Articles</title>")?;
        for tick in self.ticks {
            let high = BARS * share(tick.articles);
            let (x, y) = (self.x(tick.place) - width / 2.0, base - high);
            let (name, n) = (escaped(tick.name), grouped(tick.articles));
            write!(out, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{high:.1}\"><title>{name}: {n} articles</title></rect>")?;
        }
        writeln!(out, "</g>\n<text class=\"scale\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", LEFT - 6.0, HEIGHT + ABOVE + 8.0, grouped(most))?;
        writeln!(out, "<text class=\"scale\" x=\"{}\" y=\"{base:.1}\" text-anchor=\"end\">articles</text>", LEFT - 6.0)
    }
}

/// The same as a table: each rate with the articles that it is of.
fn table(ticks: &[Tick<'_>], lines: &[Line], out: &mut String) -> std::fmt::Result {
    write!(out, "<details><summary>As a table</summary><div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Published</th>")?;
    for line in lines {
        write!(out, "<th scope=\"col\">{}</th>", escaped(&line.name))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (i, tick) in ticks.iter().enumerate() {
        write!(out, "<tr><th scope=\"row\">{}</th>", escaped(tick.name))?;
        for line in lines {
            let of = line.values.get(i).copied().flatten();
            let told = of.and_then(|of| Some(format!("{} <small>of {}</small>", short(of.rate()?), grouped(of.articles))));
            write!(out, "<td>{}</td>", told.unwrap_or_default())?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div></details>")
}

/// The next of 1, 2, 5, 10, 20 … that is not below.
fn rounded_up(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
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

    fn drawn(counts: &[(i64, u64, u64)]) -> String {
        let names: Vec<String> = counts.iter().map(|c| format!("<q{}>", c.0)).collect();
        let ticks: Vec<Tick<'_>> = counts.iter().zip(&names).map(|(c, name)| Tick { place: c.0, name, articles: c.2 }).collect();
        let values = counts.iter().map(|&(_, findings, articles)| Some(Of { findings, articles })).collect();
        let mut out = String::new();
        lines("<t>", &ticks, &[Line { name: "a<b".to_owned(), values }], &mut out).expect("memory takes all");
        assert!(out.contains("a&lt;b") && !out.contains("<t>") && !out.contains("<q"), "{out}");
        out
    }

    fn path(svg: &str) -> &str {
        svg.split("<path d=\"").nth(1).and_then(|s| s.split('"').next()).unwrap_or_default()
    }

    #[test]
    fn no_line_runs_over_a_gap() {
        let moves = |counts: &[(i64, u64, u64)]| path(&drawn(counts)).chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let all = |n: i64| (n, 1, 10);
        assert_eq!(moves(&[all(1), all(2), all(3)]), "MLL");
        // A period without articles, and one with too few for a rate.
        assert_eq!(moves(&[all(1), all(2), all(4), all(5)]), "MLML");
        assert_eq!(moves(&[all(1), all(2), (3, 1, 1), all(4)]), "MLM");
        // Places are those in time: the gap has its width.
        let xs: Vec<f64> = path(&drawn(&[all(0), all(1), all(10)])).split(['M', 'L']).filter_map(|p| p.split(' ').next()?.parse().ok()).collect();
        assert!((xs[2] - xs[1]) > 8.0 * (xs[1] - xs[0]), "{xs:?}");
    }

    #[test]
    fn each_point_tells_of_how_many_articles_it_is() {
        let out = drawn(&[(1, 3, 40), (2, 1, 4)]);
        assert!(out.contains("7.5 for 100, of 40 articles") && out.contains("7.5 <small>of 40</small>") && out.contains("25 <small>of 4</small>"), "{out}");
        assert_eq!(out.matches("<circle").count(), 1);
        let few = drawn(&[(1, 3, 4)]);
        assert!(few.contains("No period has 5 articles") && few.contains("75 <small>of 4</small>") && !few.contains("<svg"), "{few}");
        // No finding is a rate, too.
        assert!(drawn(&[(1, 0, 40), (2, 0, 40)]).contains("<svg"));
    }
}
