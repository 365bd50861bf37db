//! Laws: what must not change when the text changes in ways that mean nothing, and what holds of any text at all.
//!
//! Laws about findings are tried on the articles of the corpus, which have planted errors in them; laws about any text
//! on texts made up of the pieces that the readers look for.

use crate::golden::{Golden, corpus};
use crate::support::Place;
use daejo::ingest::{Format, PairInput, load_bytes};
use daejo::judge::Policy;
use daejo::model::{Document, Label, Lang, Reading};
use daejo::pipeline::{Checked, check_pair};
use daejo::report::{Item, Pair, json};
use daejo::text::Span;
use jiff::civil::Date;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

/// A finding as far as a law may compare it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Seen {
    rule: &'static str,
    severity: &'static str,
    fingerprint: String,
    /// Where, in bytes of the texts as given.
    source: Option<Span>,
    target: Option<Span>,
}

impl Seen {
    /// The same without places.
    fn bare(&self) -> (&'static str, &'static str, &str) {
        (self.rule, self.severity, &self.fingerprint)
    }
}

/// The text of an article below its front matter.
fn body(article: &str) -> &str {
    let mark = article.lines().next().expect("has front matter");
    article.splitn(3, mark).nth(2).expect("has front matter").trim()
}

fn input(ko: &str, en: &str, date: Date) -> PairInput {
    PairInput { ko: ko.to_owned(), en: en.to_owned(), date: Some(date), ..PairInput::default() }
}

/// The body of a pair of the corpus.
fn pair_of(golden: &Golden) -> PairInput {
    input(body(&golden.ko), body(&golden.en), golden.date())
}

fn check(pair: &PairInput) -> Vec<Seen> {
    let (source, target) = pair.documents();
    let checked = check_pair(&source, &target, pair.date, &Policy::default());
    let place = |label: &Option<Label>, document: &Document<'_>| label.as_ref().map(|l| document.original(l.span));
    let seen = checked.outcome.findings.iter().map(|f| Seen {
        rule: f.rule.id,
        severity: f.severity.as_str(),
        fingerprint: f.fingerprint.clone(),
        source: place(&f.source, &source),
        target: place(&f.target, &target),
    });
    let mut seen: Vec<Seen> = seen.collect();
    seen.sort();
    seen
}

/// What is in one list and not in the other, for messages.
fn difference<T: PartialEq + std::fmt::Debug>(a: &[T], b: &[T]) -> String {
    let only = |a: &[T], b: &[T]| a.iter().filter(|x| !b.contains(x)).map(|x| format!("\n    {x:?}")).collect::<String>();
    format!("\n  only before:{}\n  only after:{}", only(a, b), only(b, a))
}

#[test]
fn a_paragraph_before_both_sides_moves_the_findings_and_changes_none() {
    const KO: &str = "날이 맑고 바람은 잔잔했다.\n\n";
    const EN: &str = "The weather was fine and the wind was calm.\n\n";
    for golden in corpus() {
        let pair = pair_of(&golden);
        let mut before = check(&pair);
        for seen in &mut before {
            seen.source = seen.source.map(|s| s.shift(KO.len()));
            seen.target = seen.target.map(|s| s.shift(EN.len()));
        }
        let after = check(&input(&format!("{KO}{}", pair.ko), &format!("{EN}{}", pair.en), golden.date()));
        assert!(before == after, "{}:{}", golden.slug, difference(&before, &after));
        assert!(!before.is_empty());
    }
}

/// Puts `what` behind every `nth` character for which `fits` holds with the one behind it.
fn strew(text: &str, what: &str, nth: usize, fits: fn(char, char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut count = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if chars.peek().is_some_and(|&next| fits(c, next)) {
            count += 1;
            if count % nth == 0 {
                out.push_str(what);
            }
        }
    }
    out
}

/// Breaks every fifth line at a space. A line that begins with a mark may mean something, so only words are moved.
fn rewrapped(text: &str) -> String {
    let mut count = 0;
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    text.char_indices()
        .map(|(i, c)| {
            let inside = c == ' ' && letter(text[..i].chars().next_back()) && letter(text[i + 1..].chars().next());
            count += usize::from(inside);
            if inside && count % 5 == 0 { '\n' } else { c }
        })
        .collect()
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).expect("a digit") } else { c }).collect()
}

#[test]
fn how_a_text_is_typed_changes_no_finding() {
    type Retype = fn(&str) -> String;
    let ways: [(&str, Retype, Retype); 6] = [
        ("decomposed Hangul", |ko| ko.nfd().collect(), str::to_owned),
        ("full-width digits", full_width, full_width),
        ("double spaces", |ko| ko.replace(' ', "  "), |en| en.replace(' ', "  ")),
        ("other line breaks", rewrapped, rewrapped),
        ("invisible characters", |ko| strew(ko, "\u{200b}", 7, |a, b| a.is_alphanumeric() && b.is_alphanumeric()), |en| {
            strew(en, "\u{ad}", 7, |a, b| a.is_alphanumeric() && b.is_alphanumeric())
        }),
        ("lines of Windows", |ko| ko.replace('\n', "\r\n"), |en| en.replace('\n', "\r\n")),
    ];
    let mut problems = String::new();
    for golden in corpus() {
        let pair = pair_of(&golden);
        let before = check(&pair);
        let bare: Vec<_> = before.iter().map(Seen::bare).collect();
        for (way, ko, en) in ways {
            let retyped = input(&ko(&pair.ko), &en(&pair.en), golden.date());
            let seen = check(&retyped);
            let after: Vec<_> = seen.iter().map(Seen::bare).collect();
            if bare != after {
                problems += &format!("{}, {way}:{}\n", golden.slug, difference(&bare, &after));
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn two_articles_in_one_have_the_findings_of_both() {
    let corpus = corpus();
    let mut problems = String::new();
    for (a, b) in corpus.iter().zip(corpus.iter().skip(1)) {
        let date = a.date();
        let (x, y) = (pair_of(a), PairInput { date: Some(date), ..pair_of(b) });
        let mut apart = [check(&x), check(&y)].concat();
        apart.sort();
        let together = check(&input(&format!("{}\n\n{}", x.ko, y.ko), &format!("{}\n\n{}", x.en, y.en), date));
        let (apart, together): (Vec<_>, Vec<_>) = (apart.iter().map(Seen::bare).collect(), together.iter().map(Seen::bare).collect());
        if apart != together {
            problems += &format!("{} and {}:{}\n", a.slug, b.slug, difference(&apart, &together));
        }
    }
    assert!(problems.is_empty(), "{problems}");
}
