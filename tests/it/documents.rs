//! Pairing of real documents, where the sets lie beside the repository: lines joined, split, dropped and moved, old magazines, and
//! documents that have nothing to do with each other. Prints each figure with `--nocapture`; the floors are meant to move up only.

use crate::support::evaluation_rows;
use daejo::align::{Side, align};
use daejo::judge::Policy;
use daejo::model::{Document, Lang, Pairing, Reading};
use daejo::pipeline::{check_pair, read};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

#[derive(Clone, Deserialize)]
struct Line {
    doc: String,
    ko: String,
    en: String,
}

/// A whole article with its paragraphs in pairs.
#[derive(Deserialize)]
struct Magazine {
    ko: Vec<String>,
    en: Vec<String>,
}

/// Numbers that look drawn by lot and are the same in every run (splitmix64).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of a hundred.
    fn percent(&mut self) -> u64 {
        self.next() % 100
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }
}

/// Paragraphs of two sides with the links between them.
#[derive(Default)]
struct Case {
    ko: Vec<String>,
    en: Vec<String>,
    gold: BTreeSet<(usize, usize)>,
}

/// Lines joined, split off and dropped, a fifth of them in all.
fn roughened(lines: &[Line], lot: &mut Lot) -> Case {
    let mut case = Case::default();
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        let at = (case.ko.len(), case.en.len());
        match lot.percent() {
            0..6 => case.ko.push(line.ko.clone()),
            6..10 => case.en.push(line.en.clone()),
            draw @ 10..22 if rest.peek().is_some() => {
                let Some(next) = rest.next() else { continue };
                if draw % 2 == 0 {
                    case.gold.extend([(at.0, at.1), (at.0 + 1, at.1)]);
                    case.ko.extend([line.ko.clone(), next.ko.clone()]);
                    case.en.push(format!("{} {}", line.en, next.en));
                } else {
                    case.gold.extend([(at.0, at.1), (at.0, at.1 + 1)]);
                    case.ko.push(format!("{} {}", line.ko, next.ko));
                    case.en.extend([line.en.clone(), next.en.clone()]);
                }
            }
            _ => {
                case.gold.insert(at);
                case.ko.push(line.ko.clone());
                case.en.push(line.en.clone());
            }
        }
    }
    case
}

/// Moves a tenth of the English paragraphs to other places, one at least.
fn moved(mut case: Case, lot: &mut Lot) -> Case {
    let n = case.en.len();
    let mut order: Vec<usize> = (0..n).collect();
    for _ in 0..n.div_ceil(10) {
        let paragraph = order.remove(lot.below(n));
        order.insert(lot.below(n), paragraph);
    }
    case.en = order.iter().map(|&i| case.en[i].clone()).collect();
    let place = |old: usize| order.iter().position(|&i| i == old).unwrap_or(old);
    case.gold = case.gold.iter().map(|&(k, e)| (k, place(e))).collect();
    case
}

/// Links that are right, links that are too many, links that are not there.
#[derive(Clone, Copy, Default)]
struct Tally {
    hit: usize,
    extra: usize,
    lost: usize,
}

impl Tally {
    #[expect(clippy::cast_precision_loss, reason = "counts of links")]
    fn f1(self) -> f64 {
        2.0 * self.hit as f64 / (2 * self.hit + self.extra + self.lost).max(1) as f64
    }
}

/// Bounds of the scores that are counted together.
const BOUNDS: [f32; 8] = [0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.1];

/// How often links of a score are right: by the first of the bounds, how many are right, how many there are, and the sum of their scores.
#[derive(Default)]
struct Calibration(BTreeMap<usize, (usize, usize, f32)>);

impl Calibration {
    fn note(&mut self, score: f32, right: bool) {
        let bin = BOUNDS.iter().rposition(|b| score >= *b).unwrap_or(0);
        let seen = self.0.entry(bin).or_default();
        *seen = (seen.0 + usize::from(right), seen.1 + 1, seen.2 + score);
    }

    /// The share of right links and the mean score of those in some bins, where there are that many.
    #[expect(clippy::cast_precision_loss, reason = "counts of links")]
    fn shares(&self, bins: Range<usize>, least: usize) -> Option<(f32, f32)> {
        let sum = self.0.range(bins).map(|(_, seen)| *seen).reduce(|a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2))?;
        (sum.1 >= least).then(|| (sum.0 as f32 / sum.1 as f32, sum.2 / sum.1 as f32))
    }
}

fn read_side(lang: Lang, text: &str) -> (Document<'_>, Reading) {
    let document = Document::plain(lang, lang_name(lang), text);
    let reading = read(&document, None);
    (document, reading)
}

const fn lang_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "ko",
        Lang::En => "en",
    }
}

fn score(case: &Case, tally: &mut Tally, seen: &mut Calibration) {
    let (ko, en) = (case.ko.join("\n\n"), case.en.join("\n\n"));
    let ((ko, source), (en, target)) = (read_side(Lang::Ko, &ko), read_side(Lang::En, &en));
    let pairing = align(Side::new(&ko, &source), Side::new(&en, &target));
    let found = paragraphs(&pairing, &source, &target, seen, &case.gold);
    tally.hit += found.intersection(&case.gold).count();
    tally.extra += found.difference(&case.gold).count();
    tally.lost += case.gold.difference(&found).count();
}

/// Links between paragraphs. A block is a paragraph here, for nothing else stands between blank lines.
fn paragraphs(pairing: &Pairing, source: &Reading, target: &Reading, seen: &mut Calibration, gold: &BTreeSet<(usize, usize)>) -> BTreeSet<(usize, usize)> {
    let blocks = |reading: &Reading, range: &Range<usize>| reading.passages[range.clone()].iter().map(|p| p.block).collect::<BTreeSet<_>>();
    let mut all = BTreeSet::new();
    for link in pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
        let (ko, en) = (blocks(source, &link.source), blocks(target, &link.target));
        let cells: Vec<(usize, usize)> = ko.iter().flat_map(|k| en.iter().map(move |e| (*k, *e))).collect();
        seen.note(link.score, cells.iter().all(|c| gold.contains(c)));
        all.extend(cells);
    }
    all
}

fn documents() -> Option<Vec<Vec<Line>>> {
    let mut all: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in evaluation_rows::<Line>("ntrex.jsonl")? {
        all.entry(line.doc.clone()).or_default().push(line);
    }
    Some(all.into_values().collect())
}

#[expect(clippy::print_stdout, reason = "the figures are what one runs this for")]
fn tell(what: &str, tally: Tally, seen: &Calibration) {
    println!("{what}: F1 {:.4} ({} right, {} too many, {} not found)", tally.f1(), tally.hit, tally.extra, tally.lost);
    for (bin, (right, all, _)) in &seen.0 {
        let (share, mean) = seen.shares(*bin..bin + 1, 1).unwrap_or_default();
        println!("  score from {:.2}: {right} of {all} right, {share:.3}; mean score {mean:.3}", BOUNDS[*bin]);
    }
}

#[test]
fn documents_with_lines_joined_split_and_dropped() {
    let Some(documents) = documents() else { return };
    let (mut tally, mut seen, mut lot) = (Tally::default(), Calibration::default(), Lot(7));
    for _ in 0..4 {
        for document in &documents {
            score(&roughened(document, &mut lot), &mut tally, &mut seen);
        }
    }
    tell("pairing", tally, &seen);
    assert!(tally.f1() >= 0.975);
    let (share, _) = seen.shares(4..BOUNDS.len(), 1).unwrap_or_default();
    assert!(share >= 0.93, "links of 0.9 and more: {share} are right");
}

#[test]
fn documents_with_a_tenth_of_their_paragraphs_moved() {
    let Some(documents) = documents() else { return };
    let (mut tally, mut seen, mut lot) = (Tally::default(), Calibration::default(), Lot(11));
    for _ in 0..4 {
        for document in &documents {
            let rough = roughened(document, &mut lot);
            score(&moved(rough, &mut lot), &mut tally, &mut seen);
        }
    }
    tell("moved", tally, &seen);
    assert!(tally.f1() >= 0.96);
}

/// 0.9 means nine in ten: over documents of both kinds, half of them with moved paragraphs, scores and shares of right links agree.
#[test]
fn scores_of_links_are_shares_of_right_ones() {
    let Some(documents) = documents() else { return };
    let (mut tally, mut seen, mut lot) = (Tally::default(), Calibration::default(), Lot(29));
    for _ in 0..6 {
        for document in &documents {
            let rough = roughened(document, &mut lot);
            score(&rough, &mut tally, &mut seen);
            score(&moved(rough, &mut lot), &mut tally, &mut seen);
        }
    }
    tell("calibration", tally, &seen);
    for (bin, from) in BOUNDS.iter().enumerate() {
        let Some((share, mean)) = seen.shares(bin..bin + 1, 40) else { continue };
        assert!((share - mean).abs() <= 0.1, "links from {from}: {share} are right, the score is {mean}");
    }
    let Some((share, mean)) = seen.shares(0..3, 40) else { return };
    assert!((share - mean).abs() <= 0.1, "links below 0.8: {share} are right, the score is {mean}");
}

#[test]
fn old_magazines() {
    let Some(magazines) = evaluation_rows::<Magazine>("periodicals.jsonl.gz") else { return };
    let (mut tally, mut seen) = (Tally::default(), Calibration::default());
    for Magazine { ko, en } in magazines.into_iter().filter(|m| m.ko.len() == m.en.len()) {
        // A paragraph without words is none.
        let (ko, en): (Vec<String>, Vec<String>) =
            ko.into_iter().zip(en).map(|(k, e)| (flat(&k), flat(&e))).filter(|(k, e)| !k.is_empty() && !e.is_empty()).unzip();
        let gold = (0..ko.len()).map(|i| (i, i)).collect();
        score(&Case { ko, en, gold }, &mut tally, &mut seen);
    }
    tell("periodicals", tally, &seen);
    assert!(tally.f1() >= 0.95);
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn articles_that_are_no_translation_of_each_other() {
    let Some(documents) = documents() else { return };
    let whole = |lines: &[Line], of: fn(&Line) -> &str| lines.iter().map(of).collect::<Vec<_>>().join("\n\n");
    let accused = |ko: &[Line], en: &[Line]| {
        let (ko, en) = (whole(ko, |l| &l.ko), whole(en, |l| &l.en));
        let (source, target) = (Document::plain(Lang::Ko, "ko", &ko), Document::plain(Lang::En, "en", &en));
        check_pair(&source, &target, None, &Policy::default()).outcome.findings.iter().any(|f| f.rule.id == "wrong-article")
    };
    let good = documents.iter().filter(|d| accused(d, d)).count();
    let n = documents.len();
    let steps = [1, 5, 11];
    let found = steps.iter().map(|step| (0..n).filter(|&i| accused(&documents[i], &documents[(i + step) % n])).count()).sum::<usize>();
    println!("wrong-article: {found} of {} mismatched found, {good} of {n} good ones accused", n * steps.len());
    assert!(good == 0 && found * 100 >= n * steps.len() * 99);
}
