//! What waivers cover: comments where they stand, rows by the words for which they were written.

use daejo::ingest::{Loaded, load_named};
use daejo::judge::Policy;
use daejo::judge::waive::{Article, Row, Side, State, Use, Waivers};
use daejo::model::{Lang, Outcome, Reason, Waiver};
use daejo::pipeline::{Checked, check_pair};
use std::sync::Arc;

const KO: &str = "정부는 도로에 3조원을 쓴다. 공사는 2031년에 끝난다.\n\n의원 45명 가운데 31명이 찬성했다.\n";

/// What comes of an English text with comments in it, and of rows.
fn decided(en: &str, rows: Vec<Row>, today: &str) -> (Outcome, Vec<Use>) {
    let (ko, en): (Loaded, Loaded) = (load_named("ko.md", KO.as_bytes()).expect("is right"), load_named("en.md", en.as_bytes()).expect("is right"));
    let (source, target) = (ko.document(Lang::Ko), en.document(Lang::En));
    let Checked { source: ko_reading, target: en_reading, mut outcome, .. } = check_pair(&source, &target, None, &Policy::default());
    let side = |document, reading, comments| Side { document, reading, comments };
    let article = Article { sides: [side(&source, &ko_reading, &ko.comments), side(&target, &en_reading, &en.comments)], files: &["en.md".to_owned()] };
    let waivers = Waivers::new(rows, ["date-differs".to_owned()], vec!["date-differs", "value-differs"], today.parse().expect("is right"));
    let uses = waivers.apply(&article, &mut outcome.findings, |rule| rule != "unit-differs");
    (outcome, uses)
}

fn told(outcome: &Outcome) -> Vec<String> {
    let mut all: Vec<String> = outcome.findings.iter().map(|f| format!("{} {}", f.rule.id, if f.disposition.counts() { "open" } else { "waived" })).collect();
    all.sort();
    all
}

const NOTE: &str = "<!-- daejo-waive value-differs: source-error \"the clerk corrected it\" by Kim on 2026-11-01 until 2026-12-31 -->";

fn english(before: &str, inside: &str) -> String {
    format!("The government will spend 3 trillion won on roads. The work ends in 2031.\n\n{before}Of the 45 members, {inside}13 voted in favor.\n")
}

#[test]
fn a_comment_covers_the_passage_that_it_precedes_or_stands_in() {
    for en in [english(&format!("{NOTE}\n"), ""), english(&format!("{NOTE}\n\n"), ""), english("", &format!("{NOTE} ")), english(NOTE, "")] {
        let (outcome, uses) = decided(&en, Vec::new(), "2026-11-30");
        assert_eq!(told(&outcome), ["value-differs waived"], "{en}");
        assert_eq!(uses.iter().map(|u| u.state).collect::<Vec<_>>(), [State::Active]);
    }
    let elsewhere = format!("{NOTE}\n{}", english("", ""));
    let (outcome, uses) = decided(&elsewhere, Vec::new(), "2026-11-30");
    assert_eq!(told(&outcome), ["value-differs open", "waiver-unused open"]);
    assert_eq!(uses[0].state, State::Unused);
    let behind = format!("{}\n{NOTE}\n", english("", ""));
    assert_eq!(told(&decided(&behind, Vec::new(), "2026-11-30").0), ["value-differs open", "waiver-unused open"]);
}

#[test]
fn comments_are_not_read_as_text() {
    let (with, without) = (
        load_named("a.md", english(&format!("{NOTE}\n"), "").as_bytes()).expect("is right"),
        load_named("a.md", english("", "").as_bytes()).expect("is right"),
    );
    let words = |l: &Loaded| {
        let d = l.document(Lang::En);
        d.blocks.iter().map(|b| b.span.slice(d.text()).trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words(&with), words(&without));
}

#[test]
fn what_has_ended_or_cannot_be_read_covers_nothing() {
    let (outcome, uses) = decided(&english(&format!("{NOTE}\n"), ""), Vec::new(), "2027-01-01");
    assert_eq!(told(&outcome), ["value-differs open", "waiver-expired open"]);
    assert_eq!(uses[0].state, State::Expired);
    let typo = NOTE.replace("source-error", "sauce-error");
    let (outcome, _) = decided(&english(&format!("{typo}\n"), ""), Vec::new(), "2026-11-30");
    assert_eq!(told(&outcome), ["value-differs open", "waiver-invalid open"]);
    assert!(outcome.findings[1].message.contains("did you mean `source-error`?"), "{}", outcome.findings[1].message);
    let (outcome, _) = decided(&english(&format!("{}\n", NOTE.replace("value-differs", "value-difers")), ""), Vec::new(), "2026-11-30");
    assert!(outcome.findings.iter().any(|f| f.message.contains("did you mean `value-differs`?")), "{:?}", told(&outcome));
    let barred = NOTE.replace("value-differs", "date-differs");
    let (outcome, _) = decided(&english(&format!("{barred}\n"), ""), Vec::new(), "2026-11-30");
    assert!(outcome.findings.iter().any(|f| f.message.contains("cannot be waived")));
}

fn row(rule: &str, fingerprint: &str, until: Option<&str>) -> Row {
    let waiver = Waiver {
        rule: rule.to_owned(),
        fingerprint: fingerprint.to_owned(),
        reason: Reason::SourceError,
        text: "t".to_owned(),
        by: "Kim".to_owned(),
        on: jiff::civil::date(2026, 11, 1),
        until: until.map(|u| u.parse().expect("is right")),
    };
    Row { waiver: Arc::new(waiver), article: Some("en.md".to_owned()), line: 1 }
}

#[test]
fn a_row_covers_the_words_for_which_it_was_written() {
    let en = english("", "");
    let fingerprint = decided(&en, Vec::new(), "2026-11-30").0.findings[0].fingerprint.clone();
    let rows = |rule| vec![row(rule, &fingerprint, Some("2026-11-30"))];
    assert_eq!(told(&decided(&en, rows("value-differs"), "2026-11-30").0), ["value-differs waived"]);
    assert_eq!(told(&decided(&en, rows("value-differs"), "2026-12-01").0), ["value-differs open", "waiver-expired open"]);
    assert_eq!(told(&decided(&en, rows("range-differs"), "2026-11-30").0), ["value-differs open", "waiver-unused open"]);
    // Words elsewhere change nothing; its own do.
    let elsewhere = en.replace("The work ends", "All work ends");
    assert_eq!(told(&decided(&elsewhere, rows("value-differs"), "2026-11-30").0), ["value-differs waived"]);
    let its_own = en.replace("in favor", "for it");
    assert_eq!(told(&decided(&its_own, rows("value-differs"), "2026-11-30").0), ["value-differs open", "waiver-unused open"]);
    // A rule that was not asked cannot say that it found nothing.
    assert_eq!(told(&decided(&en, vec![row("unit-differs", "0000000000000000", None)], "2026-11-30").0), ["value-differs open"]);
}
