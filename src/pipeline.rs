//! The product in one place: two documents in, findings out. Pure, synchronous, deterministic; the stages meet only here.

use crate::model::{Document, Outcome, Pair, Pairing, Reading};
use crate::{align, check, extract, judge, segment};
use jiff::civil::Date;

/// Everything that checking a pair brought to light.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The Korean side as it was read.
    pub source: Reading,
    /// The English side as it was read.
    pub target: Reading,
    /// Which passages render which.
    pub pairing: Pairing,
    /// Findings, counts, status.
    pub outcome: Outcome,
}

/// Checks one pair: Korean `source` against English `target`. `date` is the day of publication in Korea; without one
/// nothing that needs a calendar is asserted.
pub fn check_pair(source: &Document<'_>, target: &Document<'_>, date: Option<Date>, policy: &judge::Policy) -> Checked {
    let (ko, en) = (read(source, date), read(target, date));
    let (pairing, outcome) = check_read((source, &ko), (target, &en), date, policy);
    Checked { source: ko, target: en, pairing, outcome }
}

/// The same for two sides that were read before: which passages render which, and what is suspect.
pub fn check_read(
    (source, ko): (&Document<'_>, &Reading),
    (target, en): (&Document<'_>, &Reading),
    date: Option<Date>,
    policy: &judge::Policy,
) -> (Pairing, Outcome) {
    let pairing = align::align(align::Side::new(source, ko), align::Side::new(target, en));
    let settings = check::Settings { conversion_tolerance: policy.conversion_tolerance, house: policy.house.clone() };
    let (findings, counts) = check::check(&Pair { source, target, ko, en, pairing: &pairing, date }, settings);
    (pairing, judge::judge(findings, counts, policy))
}

/// Sentences and values of one side.
pub fn read(document: &Document<'_>, date: Option<Date>) -> Reading {
    let passages = segment::segment(document);
    let mentions = extract::extract(document, &passages, date);
    Reading { passages, mentions }
}

/// Sentences and values of one side, with every name that is more likely one than not: for those who ask what a text has.
pub fn read_names(document: &Document<'_>, date: Option<Date>, packs: &crate::names::Packs) -> Reading {
    let Reading { passages, mentions } = read(document, date);
    let mentions = extract::names(document, &passages, mentions, packs);
    Reading { passages, mentions }
}
