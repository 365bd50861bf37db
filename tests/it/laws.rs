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

/// Breaks lines as an editor's window does, 40 characters wide. A line that begins with a mark may mean something, so
/// only words are moved.
fn rewrapped(text: &str) -> String {
    let mut width = 0;
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let wrap = |(i, c): (usize, char)| {
        let inside = c == ' ' && letter(text[..i].chars().next_back()) && letter(text[i + 1..].chars().next());
        let c = if inside && width >= 40 { '\n' } else { c };
        width = if c == '\n' { 0 } else { width + 1 };
        c
    };
    text.char_indices().map(wrap).collect()
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
        (
            "invisible characters",
            |ko| strew(ko, "\u{200b}", 7, |a, b| a.is_alphanumeric() && b.is_alphanumeric()),
            |en| strew(en, "\u{ad}", 7, |a, b| a.is_alphanumeric() && b.is_alphanumeric()),
        ),
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

/// Passages of which each has one error and no figure has to do with those of another.
const PASSAGES: &[(&str, &str)] = &[
    ("정부는 도로에 3조5000억원을 쓴다고 밝혔다.", "The government said it will spend 3.5 billion won on roads."),
    ("이 다리의 길이는 417m다.", "The bridge is 417 kilometers long."),
    ("지지율은 6.1%포인트 올랐다.", "The approval rating rose 6.1 percent."),
    ("오는 19일 개막한다.", "It opens on Sunday."),
    ("이 회사는 직원 2846명을 뽑았다.", "The company hired 2,864 employees."),
    ("우유 가격은 940원이다.", "Milk costs $940."),
];

#[test]
fn passages_together_have_the_findings_of_each() {
    let date = "2025-04-15".parse().expect("a date");
    let mut apart: Vec<Seen> = PASSAGES.iter().flat_map(|(ko, en)| check(&input(ko, en, date))).collect();
    apart.sort();
    assert_eq!(apart.len(), PASSAGES.len(), "each has one: {apart:?}");
    let join = |side: fn(&(&'static str, &'static str)) -> &'static str| PASSAGES.iter().map(side).collect::<Vec<_>>().join("\n\n");
    let together = check(&input(&join(|p| p.0), &join(|p| p.1), date));
    let (apart, together): (Vec<_>, Vec<_>) = (apart.iter().map(Seen::bare).collect(), together.iter().map(Seen::bare).collect());
    assert!(apart == together, "{}", difference(&apart, &together));
}

/// Articles have to do with each other once they are one: a figure that is told anywhere in it accounts for one that is
/// left over, and conversions are held against the others. So little may go, and nothing but conversions may come.
#[test]
fn two_articles_in_one_have_nearly_the_findings_of_both() {
    let corpus = corpus();
    let (mut all, mut lost) = (0, Vec::new());
    for (a, b) in corpus.iter().zip(corpus.iter().skip(1)) {
        let date = a.date();
        let (x, y) = (pair_of(a), PairInput { date: Some(date), ..pair_of(b) });
        let apart = [check(&x), check(&y)].concat();
        let together = check(&input(&format!("{}\n\n{}", x.ko, y.ko), &format!("{}\n\n{}", x.en, y.en), date));
        let bare = |seen: &[Seen]| seen.iter().map(|s| format!("{:?}", s.bare())).collect::<Vec<_>>();
        let (apart, together) = (bare(&apart), bare(&together));
        let new: Vec<_> = together.iter().filter(|s| !apart.contains(s) && !s.contains("conversion-implausible")).collect();
        assert!(new.is_empty(), "{} and {}: new {new:?}", a.slug, b.slug);
        all += apart.len();
        lost.extend(apart.into_iter().filter(|s| !together.contains(s)));
    }
    assert!(lost.len() * 10 <= all, "{} of {all} lost: {lost:#?}", lost.len());
}

/// Text made of what the readers look for, and of what trips them.
fn any_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "3조5000억원", "1만2천여 명", "셋 중 둘", "사흘", "지난 14일", "제21대", "3분의 2", "2배", "0.25%포인트", "84㎡", "초속 14m", "이모(68)씨", "국민의힘",
        "윤태경 의원은", "채 안 된다", "를 웃도는", "에서", "으로", "3.5 trillion won", "$70.2 billion", "one-third", "the 20-somethings", "plus or minus",
        "14 percent", "Friday", "Jan. 3", "12:05 a.m.", "Rep. Kang Jae-hyun", "U.S.", "No. 2", "said", "more than", "half", "-", "±", "’70s", "“", "”", "(",
        ")", ".", ",", ":", "\n", "\n\n", " ", "\t", "\r\n", "\u{200b}", "\u{202e}", "\u{feff}", "\u{1100}\u{1161}", "\u{301}", "０", "ﾊ", "👨‍👩‍👧", "\0",
        "999999999999999999999999999999", "조", "만",
    ];
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}", 1 => "[0-9.,%]{1,6}", 1 => "[가-힣]{1,3}"];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Spans lie in order within the text and on the boundaries of characters, in both forms of it.
fn in_place(document: &Document<'_>, reading: &Reading) -> Result<(), TestCaseError> {
    let text = document.text();
    let fits = |text: &str, s: Span| s.start <= s.end && text.is_char_boundary(s.start) && text.is_char_boundary(s.end);
    let spans = reading.passages.iter().map(|p| p.span).chain(reading.mentions.iter().map(|m| m.span));
    for span in spans {
        prop_assert!(!span.is_empty() && fits(text, span), "{span:?} of {text:?}");
        let given = document.original(span);
        prop_assert!(!given.is_empty() && fits(document.given, given), "{given:?} of {:?}", document.given);
    }
    prop_assert!(reading.passages.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{:?}", reading.passages);
    prop_assert!(reading.mentions.windows(2).all(|w| w[0].span.start <= w[1].span.start), "{:?}", reading.mentions);
    Ok(())
}

/// What a program reads of a finding is what stands in the texts as given.
fn told_as_it_stands(source: &Document<'_>, target: &Document<'_>, checked: &Checked) -> Result<(), TestCaseError> {
    let Checked { source: ko, target: en, pairing, outcome } = checked;
    let mut line = Vec::new();
    json::line(&Item::Checked(Pair { id: "a", source, target, ko, en, pairing, outcome, notes: &[], edited: None }), &mut line);
    let line: serde_json::Value = serde_json::from_slice(&line).expect("is JSON");
    let findings = line["findings"].as_array().expect("a list");
    prop_assert_eq!(findings.len(), outcome.findings.len());
    for finding in findings {
        prop_assert!(finding["source"].is_object() || finding["target"].is_object(), "no place: {}", finding);
        for (side, text) in [("source", source.given), ("target", target.given)] {
            let Some(label) = finding[side].as_object() else { continue };
            let at = |key: &str| usize::try_from(label[key].as_u64().expect("a number")).expect("is small");
            prop_assert_eq!(text.get(at("start")..at("end")), label["text"].as_str(), "{}", finding);
            prop_assert!(at("start") < at("end"));
        }
        let words = |key: &str| finding[key].as_str().unwrap_or_default();
        prop_assert!(!words("message").is_empty() && finding["suggestion"].as_str() != Some(""));
        prop_assert!(words("fingerprint").len() == 16 && words("fingerprint").bytes().all(|b| b.is_ascii_hexdigit()));
        prop_assert!(finding["confidence"].as_f64().is_some_and(|c| (0.0..=1.0).contains(&c)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_two_texts_are_checked(ko in any_text(), en in any_text(), dated in any::<bool>()) {
        let date = dated.then(|| "2025-04-15".parse().expect("a date"));
        let pair = PairInput { ko, en, date, ..PairInput::default() };
        let (source, target) = pair.documents();
        let checked = check_pair(&source, &target, date, &Policy::default());
        in_place(&source, &checked.source)?;
        in_place(&target, &checked.target)?;
        told_as_it_stands(&source, &target, &checked)?;
        let linked = |side: fn(&daejo::model::pairing::Link) -> std::ops::Range<usize>| checked.pairing.links.iter().map(|l| side(l).len()).sum::<usize>();
        prop_assert_eq!(linked(|l| l.source.clone()), checked.source.passages.len(), "every passage is in one link");
        prop_assert_eq!(linked(|l| l.target.clone()), checked.target.passages.len());
    }

    #[test]
    fn any_two_files_are_checked(ko in any_text(), en in any_text()) {
        for format in Format::ALL {
            let (Ok(ko), Ok(en)) = (load_bytes("ko", ko.as_bytes(), format), load_bytes("en", en.as_bytes(), format)) else { continue };
            let (source, target) = (ko.document(Lang::Ko), en.document(Lang::En));
            let checked = check_pair(&source, &target, None, &Policy::default());
            in_place(&source, &checked.source)?;
            in_place(&target, &checked.target)?;
            told_as_it_stands(&source, &target, &checked)?;
        }
    }
}

#[test]
fn no_report_loses_a_finding_at_any_number_of_threads() {
    let pairs = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/pairs");
    let place = Place::new();
    let run = |format, jobs| {
        let run = place.run(&["check", pairs, "--format", format, "--jobs", jobs]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        run.out
    };
    let [terminal, document, lines] = ["terminal", "json", "jsonl"].map(|format| {
        let one = run(format, "1");
        assert!(one == run(format, "4"), "{format} depends on the number of threads");
        one
    });
    let rules = |result: &serde_json::Value| -> Vec<String> {
        result["findings"].as_array().expect("a list").iter().map(|f| f["rule"].as_str().expect("text").to_owned()).collect()
    };
    let document: serde_json::Value = serde_json::from_str(&document).expect("is JSON");
    let told: Vec<String> = document["results"].as_array().expect("a list").iter().flat_map(rules).collect();
    assert!(told.len() > 50);
    assert_eq!(lines.lines().flat_map(|l| rules(&serde_json::from_str(l).expect("is JSON"))).collect::<Vec<_>>(), told);
    let heads = terminal.lines().filter_map(|l| ["error[", "warning[", "note["].iter().find_map(|w| l.strip_prefix(w)));
    assert_eq!(heads.map(|l| l.split(']').next().expect("is closed").to_owned()).collect::<Vec<_>>(), told);
}

/// What a finding suggests, put in the place of what it marks, makes it go away.
#[test]
fn suggestions_mend() {
    let (mut tried, mut problems) = (0, String::new());
    for golden in corpus() {
        let pair = pair_of(&golden);
        let (source, target) = pair.documents();
        let checked = check_pair(&source, &target, pair.date, &Policy::default());
        for finding in &checked.outcome.findings {
            let (Some(label), Some(suggestion)) = (&finding.target, &finding.suggestion) else { continue };
            let at = target.original(label.span);
            let mended = format!("{}{suggestion}{}", &pair.en[..at.start], &pair.en[at.end..]);
            let after = check(&input(&pair.ko, &mended, golden.date()));
            tried += 1;
            let place = Span::new(at.start, at.start + suggestion.len());
            if let Some(left) = after.iter().find(|s| s.rule == finding.rule.id && s.target.is_some_and(|t| t.overlaps(place))) {
                problems += &format!("{}: {:?} for {:?}: {left:?}\n", golden.slug, suggestion, at.slice(&pair.en));
            }
        }
    }
    assert!(tried > 30);
    assert!(problems.is_empty(), "{problems}");
}
