//! The product in one place: two documents in, findings out. Pure, synchronous, deterministic; the stages meet only here.

use crate::compare::lexicon::{LEXICON, Lexicon};
use crate::model::{Document, Editing, Finding, Link, Mention, Outcome, Pair, Pairing, Reading, Revision, Rule, Value};
use crate::{align, check, compare, extract, judge, names, revise, segment};
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
    let judge::Lists { house, precedent, lexicon } = policy.lists.clone();
    let pairing = align::pair((source, ko), (target, en), lexicon.as_deref().unwrap_or(&LEXICON));
    let settings = check::Settings { conversion_tolerance: policy.conversion_tolerance, house, precedent, off: policy.off, leave: policy.leave };
    let (mut findings, counts) = check::check(&Pair { source, target, ko, en, pairing: &pairing, date }, settings);
    judge::calibrate(&mut findings, policy);
    (pairing, judge::judge(findings, counts, policy))
}

/// Which passages render which, without looking at what they say of each other: both sides as they were read, and the links.
/// `lexicon` is a word list in the place of the shipped one.
pub fn pair(source: &Document<'_>, target: &Document<'_>, date: Option<Date>, lexicon: Option<&Lexicon>) -> (Reading, Reading, Pairing) {
    let (ko, en) = (read(source, date), read(target, date));
    let lexicon = lexicon.unwrap_or(&LEXICON);
    let pairing = align::align(align::Side::new(source, &ko).by(lexicon), align::Side::new(target, &en).by(lexicon));
    (ko, en, pairing)
}

/// Comparisons of names in one link, at most.
const NAMES: usize = 10_000;

/// Values of a pair that stand for each other, whether they agree or not: indexes of the Korean and the English mentions.
pub fn renderings(pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let figures = compare::match_figures(pair);
    let mut out: Vec<(usize, usize)> = figures.agreed.iter().map(|a| (a.0, a.1)).chain(figures.differences.iter().map(|d| (d.ko, d.en))).collect();
    let named = |m: &Mention| matches!(m.value, Value::Name(_));
    // A passage with hundreds of names is no news, and each of one side would be held against each of the other.
    let sensible = |l: &&Link| pair.ko.mentions_in(&l.source).len().saturating_mul(pair.en.mentions_in(&l.target).len()) <= NAMES;
    for link in pair.pairing.links.iter().filter(sensible) {
        for ko in pair.ko.mentions_in(&link.source).filter(|&i| named(&pair.ko.mentions[i])) {
            let korean = pair.ko.mentions[ko].span.slice(pair.source.text());
            let called = |english: &str| names::lexicon::are_one(korean, english) || names::name_match(korean, english).verdict == names::Verdict::Match;
            let rendering = |j: &usize| named(&pair.en.mentions[*j]) && called(pair.en.mentions[*j].span.slice(pair.target.text()));
            out.extend(pair.en.mentions_in(&link.target).find(rendering).map(|en| (ko, en)));
        }
    }
    out
}

/// Sentences and values of one side.
pub fn read(document: &Document<'_>, date: Option<Date>) -> Reading {
    let passages = segment::segment(document);
    let mentions = extract::extract(document, &passages, date);
    Reading { passages, mentions }
}

/// Every rule of the program, in the order of the ids: those that see one pair, those that see versions of it, and those that see
/// what was decided about it.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let mut all: Vec<&'static Rule> = check::rules().chain(revise::rules()).chain(judge::rules::rules()).collect();
    all.sort_by_key(|r| r.id);
    all.into_iter()
}

/// The versions of an article.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// The Korean that was translated, and its day of publication.
    pub old: (&'a Document<'a>, Option<Date>),
    /// The Korean as it is now.
    pub new: (&'a Document<'a>, Option<Date>),
    /// The English that renders the old Korean.
    pub english: &'a Document<'a>,
    /// The English as it is now, where it was updated.
    pub updated: Option<&'a Document<'a>>,
}

/// Everything that holding versions against each other brought to light.
#[derive(Clone, Debug)]
pub struct Revised {
    /// The old and the new Korean, and the old English, as they were read.
    pub readings: [Reading; 3],
    /// The new English as it was read.
    pub updated: Option<Reading>,
    /// Which old English renders which old Korean, and which new Korean it stands beside.
    pub pairings: [Pairing; 2],
    /// Which new English renders which new Korean.
    pub renewed: Option<Pairing>,
    /// What changed, and what that asks for.
    pub revision: Revision,
    /// Findings; counts are those of the newest pair.
    pub outcome: Outcome,
}

/// Holds the versions of an article against each other: what changed in the Korean, what that asks of the English, and
/// whether a new English does it.
pub fn revise(versions: &Versions<'_>, policy: &judge::Policy) -> Revised {
    let ((old, then), (new, now)) = (versions.old, versions.new);
    let readings = [read(old, then), read(new, now), read(versions.english, then)];
    let [ko, new_ko, en] = &readings;
    let (pairing, before) = check_read((old, ko), (versions.english, en), then, policy);
    let (crossing, between) = check_read((new, new_ko), (versions.english, en), then, policy);
    let updated = versions.updated.map(|document| (document, read(document, now)));
    let after = updated.as_ref().map(|(document, reading)| check_read((new, new_ko), (document, reading), now, policy));
    let sight = revise::Sight {
        old: Pair { source: old, target: versions.english, ko, en, pairing: &pairing, date: then },
        crossed: Pair { source: new, target: versions.english, ko: new_ko, en, pairing: &crossing, date: then },
        new: updated.as_ref().zip(after.as_ref()).map(|((target, en), (pairing, _))| Pair { source: new, target, ko: new_ko, en, pairing, date: now }),
        before: &before.findings,
        between: &between.findings,
        after: after.as_ref().map_or(&[], |(_, outcome)| &outcome.findings),
    };
    let revision = revise::revise(&sight);
    let counts = after.as_ref().map_or(between.counts, |(_, outcome)| outcome.counts);
    let mut findings = revise::rules::check_revision(&sight, &revision);
    judge::calibrate(&mut findings, policy);
    let outcome = judge::judge(findings, counts, policy);
    Revised { pairings: [pairing, crossing], renewed: after.map(|a| a.0), updated: updated.map(|u| u.1), revision, outcome, readings }
}

/// An earlier version of a pair, and the day of publication of each Korean.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// The Korean.
    pub source: &'a Document<'a>,
    /// The English.
    pub target: &'a Document<'a>,
    /// Its day of publication.
    pub date: Option<Date>,
}

/// Holds a checked pair against its earlier version: what was found before in passages that stand as they stood is marked as
/// untouched; where the Korean was updated, what of it the English does not follow is added to the findings. Gives back the findings
/// in whose place that was put.
pub fn check_change(
    source: &Document<'_>,
    target: &Document<'_>,
    earlier: &Earlier<'_>,
    date: Option<Date>,
    policy: &judge::Policy,
    checked: &mut Checked,
) -> Vec<Finding> {
    let old = check_pair(earlier.source, earlier.target, earlier.date, policy);
    let then = Pair { source: earlier.source, target: earlier.target, ko: &old.source, en: &old.target, pairing: &old.pairing, date: earlier.date };
    let now = Pair { source, target, ko: &checked.source, en: &checked.target, pairing: &checked.pairing, date };
    judge::Before::of(&then, &old.outcome.findings).mark(&now, &mut checked.outcome.findings);
    if earlier.source.text() == source.text() {
        return Vec::new();
    }
    let updated = (earlier.target.text() != target.text()).then_some(target);
    let versions = Versions { old: (earlier.source, earlier.date), new: (source, date), english: earlier.target, updated };
    let mut stale = revise(&versions, policy).outcome.findings;
    stale.retain(|f| revise::rules::STALE.contains(&f.rule.id));
    // What a rule says of the two texts, too, is said once, by the one that knows what it was before.
    let told = |f: &Finding| stale.iter().any(|s| s.severity >= f.severity && revise::rules::same_place(s, f));
    let (replaced, mut findings): (Vec<Finding>, Vec<Finding>) = checked.outcome.findings.drain(..).partition(told);
    findings.append(&mut stale);
    checked.outcome.findings = judge::judge(findings, checked.outcome.counts, policy).findings;
    replaced
}

/// Holds a checked pair against the draft that its English was made of, and adds what that tells to its findings.
pub fn check_draft(
    source: &Document<'_>,
    target: &Document<'_>,
    draft: &Document<'_>,
    date: Option<Date>,
    policy: &judge::Policy,
    checked: &mut Checked,
) -> Editing {
    let en = read(draft, date);
    let (pairing, before) = check_read((source, &checked.source), (draft, &en), date, policy);
    let sight = revise::Edited {
        draft: Pair { source, target: draft, ko: &checked.source, en: &en, pairing: &pairing, date },
        before: &before.findings,
        text: Pair { source, target, ko: &checked.source, en: &checked.target, pairing: &checked.pairing, date },
        after: &checked.outcome.findings,
    };
    let editing = revise::edited(&sight);
    let mut found = revise::rules::check_draft(&sight, &editing);
    judge::calibrate(&mut found, policy);
    if !found.is_empty() {
        let findings = checked.outcome.findings.drain(..).chain(found).collect();
        checked.outcome.findings = judge::judge(findings, checked.outcome.counts, policy).findings;
    }
    editing
}

/// Sentences and values of one side, with every name that is more likely one than not: for those who ask what a text has.
pub fn read_names(document: &Document<'_>, date: Option<Date>, packs: &names::Packs) -> Reading {
    let Reading { passages, mentions } = read(document, date);
    let mentions = extract::names(document, &passages, mentions, packs);
    Reading { passages, mentions }
}
