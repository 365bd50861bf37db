//! A pairing as a translation memory: TMX 1.4b, level 1. Only passages that have a counterpart are units of it.

use super::{Paired, escaped};
use jiff::civil::Date;

/// What stands before the units.
pub fn open(out: &mut Vec<u8>) {
    let version = env!("CARGO_PKG_VERSION");
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n\
         <header creationtool=\"daejo\" creationtoolversion=\"{version}\" segtype=\"sentence\" o-tmf=\"daejo\" adminlang=\"en\" srclang=\"ko\" datatype=\"plaintext\"/>\n\
         <body>\n"
    );
    out.extend_from_slice(head.as_bytes());
}

/// The units of one pair.
pub fn units(paired: &Paired<'_>, out: &mut Vec<u8>) {
    for row in paired.pairs() {
        let unit = Unit {
            article: paired.id,
            nth: row.nth,
            score: row.link.score,
            doubtful: row.link.is_doubtful(),
            date: paired.date,
            named: false,
            ko: &row.ko,
            en: &row.en,
        };
        self::unit(&unit, out);
    }
}

/// A unit of a memory.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Unit<'a> {
    /// The article that it is from.
    pub article: &'a str,
    /// Its number in the article, from 1.
    pub nth: usize,
    /// How likely the two render each other, 0–1.
    pub score: f32,
    /// Whether somebody should look at it.
    pub doubtful: bool,
    /// The day of publication of the article.
    pub date: Option<Date>,
    /// Whether it says by itself which article it is from: the memory has more than one.
    pub named: bool,
    /// The Korean.
    pub ko: &'a str,
    /// The English.
    pub en: &'a str,
}

/// Writes a unit.
pub fn unit(unit: &Unit<'_>, out: &mut Vec<u8>) {
    let Unit { article, nth, score, .. } = unit;
    let (article, ko, en) = (escaped(article), escaped(unit.ko), escaped(unit.en));
    let named = if unit.named { format!("<prop type=\"x-article\">{article}</prop>") } else { String::new() };
    let doubt = if unit.doubtful { "<prop type=\"x-doubtful\">yes</prop>" } else { "" };
    let date = unit.date.map_or_else(String::new, |d| format!("<prop type=\"x-date\">{d}</prop>"));
    let text = format!(
        "<tu tuid=\"{article}:{nth}\"><prop type=\"x-score\">{score:.4}</prop>{doubt}{date}{named}\n<tuv xml:lang=\"ko\"><seg>{ko}</seg></tuv>\n<tuv xml:lang=\"en\"><seg>{en}</seg></tuv>\n</tu>\n"
    );
    out.extend_from_slice(text.as_bytes());
}

/// What stands behind the units.
pub fn close(out: &mut Vec<u8>) {
    out.extend_from_slice(b"</body>\n</tmx>\n");
}
