//! From a clash of what the two sides say to a finding. Used by the rules whose tables stand in `compare/senses`.

use crate::check::{Draft, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Label, Pair, Rule};

/// What an editor is told of a clash: how sure, the message, the explanation.
pub(super) type Told = (f32, String, String);

/// Makes the findings of a rule from its clashes, with the words of both sides.
pub(super) fn report(rule: &'static Rule, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>, tell: fn(&Clash, &str, &str) -> Told) {
    for clash in evidence.clashes().iter().filter(|c| c.rule == rule.id) {
        let (korean, english) = (clash.korean.slice(pair.source.text()).trim(), clash.english.slice(pair.target.text()));
        let (confidence, message, explanation) = tell(clash, korean, english);
        let note = if clash.says.is_empty() { "said here" } else { clash.says };
        let draft =
            Draft::new(rule, confidence, message).explain(explanation).source(Label::new(clash.korean, clash.means)).target(Label::new(clash.english, note));
        report.push(draft.finish(pair));
    }
}

/// One sense for another of its set.
pub(super) fn contrary(clash: &Clash, korean: &str, english: &str) -> Told {
    if clash.says.is_empty() {
        let message = format!("{korean} is the {}; the English says “{english}”", clash.means);
        return (0.82, message, "the first syllable, 부, means “vice” or “deputy”; no word of the English says so".to_owned());
    }
    let message = format!("{korean} means “{}”; the English says “{english}”", clash.means);
    (0.82, message, format!("nothing in the English here says “{}”, and nothing in the Korean says “{}”", clash.means, clash.says))
}
