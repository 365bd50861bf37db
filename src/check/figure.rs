//! What the rules about differing figures have in common: each takes the differences of its kind and words them.

use crate::check::wording::{english, number, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::{Difference, How};
use crate::model::{Certainty, Finding, Mention, Pair, Rule, Severity, Value};
use crate::text::Exact;

/// A rule about two figures that stand for each other and differ.
pub(super) struct FigureRule {
    pub rule: Rule,
    /// Whether a difference is of this rule's kind, by the two mentions and the Korean text.
    pub takes: fn(&Difference, &Mention, &Mention, &str) -> bool,
    /// The line that an editor reads, from the Korean words, the two values in English and the English words.
    pub message: fn(&Sides<'_>) -> String,
    /// The arithmetic.
    pub explain: fn(&Sides<'_>) -> String,
}

/// A difference with everything that a message needs.
pub(super) struct Sides<'a> {
    pub difference: &'a Difference,
    /// The mentions.
    pub source: &'a Mention,
    pub target: &'a Mention,
    /// The words as they stand in the two texts.
    pub ko: &'a str,
    pub en: &'a str,
    /// The values in English words.
    pub right: String,
    pub wrong: String,
}

/// Below this, a difference is worth a look but must not stop an editor.
const SURE_ENOUGH: f32 = 0.55;

impl Check for FigureRule {
    fn rule(&'static self) -> &'static Rule {
        &self.rule
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for difference in &evidence.figures.differences {
            if (self.takes)(difference, &pair.ko.mentions[difference.ko], &pair.en.mentions[difference.en], pair.source.text()) {
                report.push(self.finding(pair, difference));
            }
        }
    }
}

impl FigureRule {
    fn finding(&'static self, pair: &Pair<'_>, difference: &Difference) -> Finding {
        let (source, target) = (&pair.ko.mentions[difference.ko], &pair.en.mentions[difference.en]);
        let sides = Sides {
            difference,
            source,
            target,
            ko: source.span.slice(pair.source.text()),
            en: target.span.slice(pair.target.text()),
            right: english(&source.value),
            wrong: english(&target.value),
        };
        let mut draft = Draft::new(&self.rule, difference.confidence, (self.message)(&sides))
            .explain((self.explain)(&sides))
            .source_mention(source, read_as(source))
            .target_mention(target, read_as(target));
        if sides.right != sides.wrong {
            draft = draft.suggest(sides.right.clone());
        }
        if difference.confidence < SURE_ENOUGH {
            draft = draft.severity(Severity::Minor.min(self.rule.severity));
        }
        draft.finish(pair)
    }
}

/// Whether a mention tells a share: 절반, 3분의 2.
pub(super) fn share(m: &Mention) -> bool {
    let below_one = |n: Exact| n < Exact::ONE && !n.is_negative() && !n.is_zero();
    match &m.value {
        Value::Multiple(a) => a.single().is_some_and(below_one),
        Value::Number(a) => {
            a.single().is_some_and(|n| below_one(n) && (n.mantissa().is_none() || n.checked_mul(Exact::int(20)).is_some_and(Exact::is_integer)))
        }
        _ => false,
    }
}

/// A value with its bound, in English words.
pub(super) fn bound(m: &Mention) -> String {
    let value = english(&m.value);
    match m.certainty {
        Certainty::Exact => format!("exactly {value}"),
        Certainty::About => format!("about {value}"),
        Certainty::AtLeast => format!("{value} or more"),
        Certainty::AtMost => format!("{value} or less"),
        Certainty::MoreThan => format!("more than {value}"),
        Certainty::LessThan => format!("less than {value}"),
    }
}

/// How many times too large or too small.
pub(super) fn factor(how: How) -> String {
    let How::PowerOfTen(n) = how else { return String::new() };
    let times = number(Exact::pow10(n.abs()));
    format!("{times} times too {}", if n > 0 { "large" } else { "small" })
}
