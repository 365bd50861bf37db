//! Rule `speaker-differs`: the English has another say it than the Korean does.

use crate::check::{Check, Draft, Evidence};
use crate::compare::deed::{Known, Misattributed};
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "speaker-differs",
    mqm: "Accuracy/Mistranslation",
    its: "mistranslation",
    severity: Severity::Critical,
    page: include_str!("speaker_differs.md"),
};

/// The rule at work.
pub(super) struct SpeakerDiffers;

pub(super) static CHECK: SpeakerDiffers = SpeakerDiffers;

impl Check for SpeakerDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        report.extend(evidence.deeds().speakers.iter().map(|s| finding(pair, s)));
    }
}

fn finding(pair: &Pair<'_>, s: &Misattributed) -> Finding {
    let (ko, en) = (pair.source.text(), pair.target.text());
    let (korean, word) = (s.source.slice(ko), s.source_word.slice(ko));
    let (english, said) = (s.target.slice(en), s.target_word.slice(en));
    let message = format!("{korean} is the subject of {word}, so it is the one who says this; the English has “{english}” at “{said}”");
    let (confidence, explanation) = match s.how {
        Known::SpokenTo => (0.85, "The Korean names the English speaker as the one who is spoken to or about."),
        Known::Twice => (0.8, "The Korean has two speakers here; the English has one of them twice and the other not at all."),
        Known::Opposed => (0.8, "The English speaker is of the other side."),
    };
    Draft::new(&RULE, confidence, message)
        .explain(explanation)
        .source(Label::new(s.source.cover(s.source_word), "who says it"))
        .target(Label::new(s.target.cover(s.target_word), "somebody else"))
        .finish(pair)
}
