//! House lists in TBX-Basic, the exchange format of termbases: ISO 30042:2019 in the DCA style, and the `martif` files of
//! its first edition. Of a concept are read the Korean terms, the English ones with their administrative status, the subject
//! field where it says what the concept is, notes, and `timeRestriction` with the days for which a term holds, as an
//! interval of EDTF (ISO 8601-2): `2025-06-04/..`.

use super::{Entry, Kind};
use crate::model::Problem;
use jiff::civil::Date;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// How deep elements may stand in one another; termbases need a dozen.
const DEEPEST: usize = 64;

/// Reads a termbase; what is wrong with it is in the second part, and concepts with a mistake are left out.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut reading = Reading { text, ..Reading::default() };
    if let Err(problem) = reading.run() {
        reading.problems.push(problem);
    }
    if !reading.body && reading.problems.is_empty() {
        let help = Some("a termbase is a <tbx> or <martif> document; a table is CSV with a first line ko,en,…".to_owned());
        reading.problems.push(Problem::new(0..text.len().min(1), "no concept in it: this is not TBX", "here").help(help));
    }
    (reading.entries, reading.problems)
}

#[derive(Default)]
struct Reading<'t> {
    text: &'t str,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// Whether a concept was met.
    body: bool,
    concept: Concept,
    term: Term,
    /// The language of the section.
    lang: String,
    /// What the element that is being read is called by its `type`.
    sort: String,
    words: String,
}

#[derive(Default)]
struct Concept {
    start: usize,
    kind: Option<Kind>,
    note: Option<String>,
    ko: Vec<String>,
    en: Vec<Term>,
}

#[derive(Default, Clone)]
struct Term {
    text: String,
    status: String,
    days: Option<(Option<Date>, Option<Date>)>,
}

impl Reading<'_> {
    fn run(&mut self) -> Result<(), Problem> {
        let mut reader = quick_xml::Reader::from_str(self.text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let start = place(reader.buffer_position());
            let event =
                reader.read_event().map_err(|e| Problem::new(self.span(start, place(reader.error_position())), format!("not well-formed XML: {e}"), "here"))?;
            let end = place(reader.buffer_position());
            match event {
                Event::Start(tag) => self.starts(&tag, start..end)?,
                Event::End(_) => self.ends(start..end),
                Event::Text(t) => self.words.push_str(&t),
                Event::CData(t) => self.words.push_str(&t),
                // Only the five entities of XML and numbers of characters: nothing is defined, fetched or expanded.
                Event::GeneralRef(name) => {
                    let name: &str = &name;
                    let said = unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned);
                    self.words.push_str(
                        &said.map_err(|_| Problem::new(self.span(start, end), format!("the entity `&{name};` is not read"), "write the character itself"))?,
                    );
                }
                Event::DocType(_) if self.text[start..end].contains(['[', '%']) => {
                    return Err(Problem::new(self.span(start, end), "a document type with declarations is not read", "take it out"));
                }
                Event::Eof => return if self.open.is_empty() { Ok(()) } else { Err(Problem::new(self.span(start, end), "the document breaks off", "here")) },
                _ => {}
            }
        }
    }

    /// A place in the file, on the borders of characters.
    fn span(&self, start: usize, end: usize) -> Range<usize> {
        let border = |at: usize| (0..=at.min(self.text.len())).rev().find(|&i| self.text.is_char_boundary(i)).unwrap_or(0);
        border(start.min(end))..border(end.max(start))
    }

    fn starts(&mut self, tag: &BytesStart<'_>, span: Range<usize>) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            return Err(Problem::new(span, "elements stand in one another too deep", "here"));
        }
        let attribute = |name: &str| tag.attributes().flatten().find(|a| a.key.as_ref() == name).map(|a| a.value.into_owned()).unwrap_or_default();
        let name = tag.local_name().as_ref().to_owned();
        self.words.clear();
        self.sort = attribute("type");
        match name.as_str() {
            "conceptEntry" | "termEntry" => {
                self.body = true;
                (self.concept, self.lang) = (Concept { start: span.start, ..Concept::default() }, String::new());
            }
            "langSec" | "langSet" => self.lang = attribute("xml:lang").to_ascii_lowercase(),
            "termSec" | "tig" | "ntig" => self.term = Term::default(),
            _ => {}
        }
        self.open.push(name);
        Ok(())
    }

    fn ends(&mut self, span: Range<usize>) {
        let Some(name) = self.open.pop() else { return };
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        match (name.as_str(), self.sort.as_str()) {
            ("term", _) => self.term.text = words,
            ("termNote", "administrativeStatus" | "normativeAuthorization") => self.term.status = words,
            ("termNote", "timeRestriction") => {
                self.term.days = days(&words);
                if self.term.days.is_none() {
                    let label = "written as 2025-06-04/.. or 2022-05-10/2025-04-04";
                    self.problems.push(Problem::new(span, format!("“{words}” is not an interval of days"), label));
                }
            }
            ("descrip", "subjectField" | "conceptType") => self.concept.kind = self.concept.kind.or(Kind::parse(&words)),
            ("note", _) if !words.is_empty() => self.concept.note = Some(words),
            ("termSec" | "tig" | "ntig", _) if !self.term.text.is_empty() => match self.lang.split('-').next() {
                Some("ko") => self.concept.ko.push(std::mem::take(&mut self.term).text),
                Some("en") => self.concept.en.push(std::mem::take(&mut self.term)),
                _ => {}
            },
            ("conceptEntry" | "termEntry", _) => self.concept_ends(span.end),
            _ => {}
        }
        self.words.clear();
        self.sort.clear();
    }

    /// A concept becomes an entry for each span of days that its terms name.
    fn concept_ends(&mut self, end: usize) {
        let concept = std::mem::take(&mut self.concept);
        let span = self.span(concept.start, end);
        if concept.ko.is_empty() || concept.en.is_empty() {
            return;
        }
        let with = |words: &[&str], days| {
            let fits = |t: &&Term| words.iter().any(|w| t.status.starts_with(w)) && (t.days == days || t.days.is_none());
            concept.en.iter().filter(fits).map(|t| t.text.clone()).collect::<Vec<_>>()
        };
        let mut spans: Vec<_> = concept.en.iter().filter(|t| t.status.is_empty() || t.status.starts_with("preferred")).map(|t| t.days).collect();
        spans.sort_unstable();
        spans.dedup();
        for days in spans {
            let preferred =
                |marked: bool| concept.en.iter().find(|t| t.days == days && if marked { t.status.starts_with("preferred") } else { t.status.is_empty() });
            let Some(en) = preferred(true).or_else(|| preferred(false)) else { continue };
            let mut allowed = with(&["admitted", "standardized", "legal", "regulated"], days);
            allowed.extend(concept.en.iter().filter(|t| t.status.is_empty() && t.days == days && t.text != en.text).map(|t| t.text.clone()));
            let (from, to) = days.unwrap_or_default();
            self.entries.push(Entry {
                ko: concept.ko.clone(),
                en: en.text.clone(),
                allowed,
                forbidden: with(&["deprecated", "superseded"], days),
                kind: concept.kind.unwrap_or_default(),
                from,
                to,
                note: concept.note.clone(),
                span: span.clone(),
            });
        }
        if !self.entries.last().is_some_and(|e| e.span == span) {
            self.problems.push(Problem::new(span, "no English term of the concept is preferred", "mark one as preferredTerm-admn-sts"));
        }
    }
}

fn place(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// The days of an EDTF interval; an open end is `..` or nothing.
fn days(words: &str) -> Option<(Option<Date>, Option<Date>)> {
    let (from, to) = words.split_once('/')?;
    let end = |typed: &str| match typed.trim() {
        "" | ".." => Some(None),
        day => day.parse().ok().map(Some),
    };
    let (from, to) = (end(from)?, end(to)?);
    (from.zip(to).is_none_or(|(f, t)| f <= t) && (from.is_some() || to.is_some())).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const BASE: &str = r#"<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><descrip type="subjectField">person</descrip><note>R&amp;D minister</note>
 <langSec xml:lang="ko"><termSec><term>한가온</term></termSec></langSec>
 <langSec xml:lang="en-US">
  <termSec><term>Han Ga On</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote><termNote type="timeRestriction">2025-06-04/..</termNote></termSec>
  <termSec><term>Han Ga-on</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote><termNote type="timeRestriction">../2025-06-03</termNote></termSec>
  <termSec><term>Han Gaon</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
 </langSec></conceptEntry>
<conceptEntry id="2"><langSec xml:lang="ko"><termSec><term>도담군</term></termSec></langSec><langSec xml:lang="en"><termSec><term>Dodam County</term></termSec></langSec></conceptEntry>
</body></text></tbx>"#;

    #[test]
    fn concepts_become_rows_with_their_days() {
        let (entries, problems) = read(BASE);
        assert_eq!(problems, []);
        let shown: Vec<_> = entries.iter().map(|e| (e.en.as_str(), e.from, e.to, e.forbidden.join("|"), e.kind)).collect();
        assert_eq!(
            shown,
            [
                ("Han Ga-on", None, Some(date(2025, 6, 3)), "Han Gaon".to_owned(), Kind::Person),
                ("Han Ga On", Some(date(2025, 6, 4)), None, "Han Gaon".to_owned(), Kind::Person),
                ("Dodam County", None, None, String::new(), Kind::Term),
            ]
        );
        assert_eq!(entries[0].note.as_deref(), Some("R&D minister"));
        let first = "<martif><text><body><termEntry><langSet xml:lang='ko'><tig><term>도담</term></tig></langSet><langSet xml:lang='en'><tig><term>Dodam</term></tig></langSet></termEntry></body></text></martif>";
        assert_eq!(read(first).0[0].en, "Dodam");
    }

    #[test]
    fn nothing_is_defined_or_expanded() {
        let said = |text: &str| read(text).1.into_iter().map(|p| p.message).collect::<Vec<_>>();
        let bomb = "<!DOCTYPE tbx [<!ENTITY a \"aaaa\">]><tbx><conceptEntry><note>&a;</note></conceptEntry></tbx>";
        assert_eq!(said(bomb), ["a document type with declarations is not read"]);
        assert_eq!(said("<tbx><conceptEntry><note>&a;</note></conceptEntry></tbx>"), ["the entity `&a;` is not read"]);
        assert_eq!(said("<html/>"), ["no concept in it: this is not TBX"]);
        assert_eq!(said("<tbx><conceptEntry>"), ["the document breaks off"]);
        assert_eq!(said(&"<a>".repeat(100)), ["elements stand in one another too deep"]);
        assert!(said("<tbx></a>")[0].starts_with("not well-formed XML"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(cut in 0..BASE.len(), noise in "[<>&;/\"'=a-z가-힣\\PC]{0,20}") {
            let cut = (0..=cut).rev().find(|&i| BASE.is_char_boundary(i)).unwrap_or(0);
            let text = format!("{}{noise}{}", &BASE[..cut], &BASE[cut..]);
            let (entries, problems) = read(&text);
            for span in entries.iter().map(|e| &e.span).chain(problems.iter().map(|p| &p.span)) {
                prop_assert!(text.get(span.clone()).is_some(), "{span:?}");
            }
        }
    }
}
