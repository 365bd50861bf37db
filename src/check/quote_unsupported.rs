//! Rule `quote-unsupported`: words between quotation marks that nobody is quoted with in the Korean.

use crate::check::{Check, Draft, Evidence};
use crate::compare::coverage::Korean;
use crate::compare::quotes::{marks, may_quote, quotations, syllables, words};
use crate::model::{Finding, Label, Link, Pair, Rule, Severity};
use crate::text::Span;

static RULE: Rule =
    Rule { id: "quote-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("quote_unsupported.md") };

/// Words of a quotation from which on it is somebody's speech and no term.
const SPEECH: usize = 5;
/// Words from which on the length of a quotation says something, and how many of them a Korean syllable makes at most, in tenths.
const LONG: usize = 15;
const MOST_A_SYLLABLE: usize = 14;

/// Words of a quotation, none rendering anything in the Korean, from which on it is made up.
const MADE_UP: u32 = 3;

/// The rule at work.
pub(super) struct QuoteUnsupported;

pub(super) static CHECK: QuoteUnsupported = QuoteUnsupported;

impl Check for QuoteUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        if !may_quote(pair.target.text()) {
            return;
        }
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            report.extend(unsupported(pair, link));
        }
    }
}

fn unsupported(pair: &Pair<'_>, link: &Link) -> Option<Finding> {
    let span = |passages: &[crate::model::Passage]| passages.iter().fold(passages[0].span, |s, p| s.cover(p.span));
    let (ko_at, en_at) = (span(&pair.ko.passages[link.source.clone()]), span(&pair.en.passages[link.target.clone()]));
    let (ko, en) = (ko_at.slice(pair.source.text()), en_at.slice(pair.target.text()));
    if !may_quote(en) {
        return None;
    }
    let spoken = quotations(en);
    let longest = spoken.iter().copied().max_by_key(|s| words(s.slice(en)))?;
    let count = words(longest.slice(en));
    let label = |note: &str| Label::new(Span::new(longest.start, longest.end).shift(en_at.start), note.to_owned());
    if count >= SPEECH && !marks(ko) && !beside_quote(pair, link) {
        // Words that render nothing in the Korean are not a turn from indirect speech.
        let told = Korean::of(ko).told(longest.slice(en));
        if told.found == 0 && told.lost >= MADE_UP && link.score >= 0.5 {
            let message = "The English quotes somebody; the Korean has no quotation here and says nothing of the kind";
            return Some(Draft::new(&RULE, 0.75, message).target(label("not in the Korean")).finish(pair));
        }
        let message = "The English quotes somebody word for word; the Korean has no quotation here and tells it in its own words";
        return Some(Draft::new(&RULE, 0.6, message).severity(Severity::Minor).target(label("quoted")).finish(pair));
    }
    let [said] = quotations(ko)[..] else { return None };
    let length = syllables(said.slice(ko));
    (spoken.len() == 1 && count >= LONG && length >= 6 && count * 10 > length * MOST_A_SYLLABLE).then(|| {
        let message = format!("The quotation has {count} words in the English for {length} syllables in the Korean: more is said than was");
        let source = Label::new(said.shift(ko_at.start), "all that is quoted");
        Draft::new(&RULE, 0.75, message).source(source).target(label("more than was said")).finish(pair)
    })
}

/// Whether a passage next to those of the link has quotation marks, so that what is quoted may have been moved.
fn beside_quote(pair: &Pair<'_>, link: &Link) -> bool {
    let quoted = |i: usize| pair.ko.passages.get(i).is_some_and(|p| marks(p.span.slice(pair.source.text())));
    quoted(link.source.end) || link.source.start.checked_sub(1).is_some_and(quoted)
}
