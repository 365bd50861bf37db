//! Articles made of the corpus by seeded variation, for measuring: good pairs of `corpus/` put together to articles of some length, with
//! figures that are the same on both sides drawn anew, and an error in some. The same number is always the same article.

use crate::pipeline;
use crate::selftest::good::embedded;
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// One article in so many has an error.
const ERRORS: u64 = 10;
const SECTIONS: [&str; 6] = ["politics", "economy", "society", "world", "sports", "culture"];
const TRANSLATORS: [(&str, &str); 3] = [("example-mt", "1.0"), ("example-mt", "1.1"), ("other-mt", "2025-04")];
/// Articles are of the twenty years from this day.
const FROM: Date = date(2005, 1, 1);
const DAYS: u64 = 20 * 365;
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A pair that articles are put together from.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Unit {
    ko: String,
    en: String,
    /// Korean sentences.
    sentences: usize,
    /// Figures that stand once on either side, written the same: where on each.
    figures: Vec<(Span, Span)>,
}

/// An article as it is written.
#[derive(serde::Serialize)]
struct Line<'a> {
    id: &'a str,
    date: &'a str,
    section: &'a str,
    translator: &'a str,
    translator_version: &'a str,
    ko: &'a str,
    en: &'a str,
}

/// Makes articles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Maker {
    units: Vec<Unit>,
    seed: u64,
    sentences: usize,
}

impl Maker {
    /// Makes articles of about so many sentences a side.
    pub fn new(seed: u64, sentences: usize) -> Self {
        let good = embedded().into_iter().filter_map(|(_, sample)| sample.ok());
        // Days of the week would be wrong on other days of publication.
        let timeless = good.filter(|s| !WEEKDAYS.iter().any(|day| s.en.contains(day)) && !s.ko.contains("요일"));
        let units = timeless.filter_map(|sample| {
            let passages = pipeline::read(&sample.source(), None).passages.len();
            let figures = figures(&sample.ko, &sample.en);
            // Whole articles would make every one of them alike.
            (passages <= 6).then_some(Unit { ko: sample.ko, en: sample.en, sentences: passages, figures })
        });
        Self { units: units.collect(), seed, sentences }
    }

    /// The article of a number, as a line of JSON with its end.
    pub fn line(&self, number: u64) -> Vec<u8> {
        let mut lot = Lot::new(self.seed, number);
        let (mut ko, mut en, mut have) = (String::new(), String::new(), 0);
        let wrong = lot.below(ERRORS) == 0;
        while have < self.sentences {
            let Some(unit) = self.units.get(lot.index(self.units.len())) else { break };
            if have > 0 {
                ko.push_str("\n\n");
                en.push_str("\n\n");
            }
            unit.write(&mut lot, wrong && have == 0, &mut ko, &mut en);
            have += unit.sentences.max(1);
        }
        let (translator, version) = TRANSLATORS[lot.index(TRANSLATORS.len())];
        let day = FROM.saturating_add(i64::try_from(lot.below(DAYS)).unwrap_or(0).days());
        let section = SECTIONS[lot.index(SECTIONS.len())];
        let article = Line { id: &format!("article-{number:09}"), date: &day.to_string(), section, translator, translator_version: version, ko: &ko, en: &en };
        let mut line = Vec::with_capacity(ko.len() + en.len() + 256);
        // Writing into memory does not fail.
        let _ = serde_json::to_writer(&mut line, &article);
        line.push(b'\n');
        line
    }
}

impl Unit {
    /// Writes both sides with figures drawn anew; one of the English is another one where it is to be wrong.
    fn write(&self, lot: &mut Lot, wrong: bool, ko: &mut String, en: &mut String) {
        let drawn: Vec<String> = self.figures.iter().map(|(span, _)| lot.like(span.slice(&self.ko))).collect();
        let mut other = drawn.clone();
        if let Some(first) = other.first_mut().filter(|_| wrong) {
            *first = lot.like(first);
        }
        let places = |of: fn(&(Span, Span)) -> Span, drawn: Vec<String>| {
            let mut places: Vec<(Span, String)> = self.figures.iter().map(of).zip(drawn).collect();
            places.sort_by_key(|(span, _)| span.start);
            places
        };
        replaced(&self.ko, &places(|f| f.0, drawn), ko);
        replaced(&self.en, &places(|f| f.1, other), en);
    }
}

fn replaced(text: &str, places: &[(Span, String)], out: &mut String) {
    let mut at = 0;
    for (span, new) in places {
        out.push_str(&text[at..span.start]);
        out.push_str(new);
        at = span.end;
    }
    out.push_str(&text[at..]);
}

/// Figures that stand once on either side, written the same, and are no part of a date.
fn figures(ko: &str, en: &str) -> Vec<(Span, Span)> {
    let (ours, theirs) = (numerals(ko), numerals(en));
    let once = |all: &[Span], text: &str, figure: &str| all.iter().filter(|s| s.slice(text) == figure).count() == 1;
    let alone = ours.iter().filter(|span| {
        let figure = span.slice(ko);
        let dated = ko[span.end..].starts_with(['년', '월', '일', '시', '분', '대', '차', '위']);
        figure.len() > 1 && !dated && once(&ours, ko, figure) && once(&theirs, en, figure)
    });
    alone.filter_map(|span| Some((*span, *theirs.iter().find(|t| t.slice(en) == span.slice(ko))?))).collect()
}

/// Runs of digits, with a point among them.
fn numerals(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let part = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit) || bytes.get(i) == Some(&b'.') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while part(at) {
            at += 1;
        }
        // Thousands that are parted are drawn as nothing else.
        let lone = bytes.get(at) != Some(&b',') && start.checked_sub(1).is_none_or(|b| bytes[b] != b',');
        if lone {
            out.push(Span::new(start, at));
        }
    }
    out
}

/// Choices that look like chance: SplitMix64 over the seed and the number of the article.
struct Lot(u64);

impl Lot {
    fn new(seed: u64, number: u64) -> Self {
        let mut lot = Self(seed ^ number.wrapping_mul(0xa076_1d64_78bd_642f));
        lot.next();
        lot
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    fn index(&mut self, most: usize) -> usize {
        usize::try_from(self.below(most as u64)).unwrap_or(0)
    }

    /// A figure of the same form with other digits.
    fn like(&mut self, figure: &str) -> String {
        let mut first = true;
        let digits = figure.chars().map(|c| {
            if !c.is_ascii_digit() {
                return c;
            }
            let least = u64::from(std::mem::take(&mut first));
            char::from_digit(u32::try_from(least + self.below(10 - least)).unwrap_or(1), 10).unwrap_or(c)
        });
        digits.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{PairInput, record};

    #[test]
    fn articles_are_the_same_each_time_and_of_their_length() {
        let maker = Maker::new(1, 25);
        assert!(maker.units.len() > 30, "{}", maker.units.len());
        assert_eq!(maker.line(7), Maker::new(1, 25).line(7));
        assert_ne!(maker.line(7), maker.line(8));
        assert_ne!(maker.line(7), Maker::new(2, 25).line(7));
        let pair: PairInput = record(&maker.line(7), false).expect("is no blank line").expect("is a record");
        let (source, target) = pair.documents();
        let [ko, en] = [&source, &target].map(|d| pipeline::read(d, pair.date).passages.len());
        assert!((25..34).contains(&ko) && (20..40).contains(&en), "{ko} {en}");
    }

    #[test]
    fn figures_that_are_drawn_anew_still_agree() {
        let maker = Maker::new(3, 10);
        let mut agreed = 0;
        for number in 0..40 {
            let pair: PairInput = record(&maker.line(number), false).expect("is no blank line").expect("is a record");
            let (source, target) = pair.documents();
            agreed += pipeline::check_pair(&source, &target, pair.date, &crate::judge::Policy::default()).outcome.counts.agreed;
        }
        assert!(agreed > 400, "{agreed}");
    }
}
