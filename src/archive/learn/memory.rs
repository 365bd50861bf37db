//! The translation memory of an archive: TMX 1.4b, a unit for each passage of which it is sure enough that the English renders it.

use crate::report::pairs::tmx::{self, Unit};
use jiff::civil::Date;

/// A passage and its English.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Remembered<'a> {
    /// The Korean.
    pub ko: &'a str,
    /// The English.
    pub en: &'a str,
    /// How likely the two render each other, 0–1.
    pub score: f32,
}

/// Writes what stands before the units.
pub fn open(out: &mut Vec<u8>) {
    tmx::open(out);
}

/// Writes the units of an article, and tells how many there are; passages of which a side is empty have none.
pub fn units(article: &str, day: Option<Date>, passages: &[Remembered<'_>], out: &mut Vec<u8>) -> usize {
    let mut count = 0;
    for (i, p) in passages.iter().enumerate().filter(|(_, p)| !p.ko.trim().is_empty() && !p.en.trim().is_empty()) {
        tmx::unit(&Unit { article, nth: i + 1, score: p.score, doubtful: false, date: day, named: true, ko: p.ko, en: p.en }, out);
        count += 1;
    }
    count
}

/// Writes what stands behind them.
pub fn close(out: &mut Vec<u8>) {
    tmx::close(out);
}
