//! Rule `translation-stale`: English that renders what the Korean no longer says.

use super::quoted::{cover, english_label, instead, quote};
use super::{RevisionCheck, Sight};
use crate::check::Draft;
use crate::check::wording::{english, read_as};
use crate::model::{Finding, Label, Pair, Progress, Revision, Rule, Severity, Task, ToDo, Turn, ValueChange, WordChange};
use crate::revise::{SURE_ENOUGH, bare};
use crate::text::Span;

/// The rule at work.
pub(super) struct TranslationStale;

pub(super) static CHECK: TranslationStale = TranslationStale;

static RULE: Rule = Rule {
    id: "translation-stale",
    mqm: "Accuracy/Mistranslation",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("translation_stale.md"),
};

impl RevisionCheck for TranslationStale {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn revision(&'static self, sight: &Sight<'_>, revision: &Revision, report: &mut Vec<Finding>) {
        for item in revision.to_do.iter().filter(|t| t.progress == Progress::Open) {
            report.push(finding(sight, &revision.korean[item.turn], item));
        }
    }
}

fn finding(sight: &Sight<'_>, turn: &Turn, item: &ToDo) -> Finding {
    let told = Told::of(sight, turn, item, &sight.crossed);
    let mut draft = Draft::new(&RULE, item.confidence, told.message).explain(told.explanation);
    if let Some(label) = told.source {
        draft = draft.source(label);
    }
    if let Some(label) = told.target {
        draft = draft.target(label);
    }
    if let Some(words) = told.suggestion {
        draft = draft.suggest(words);
    }
    if item.confidence < SURE_ENOUGH {
        draft = draft.severity(Severity::Minor);
    }
    draft.finish(&sight.crossed)
}

/// What is said of a task, and where.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) explanation: String,
    pub(super) source: Option<Label>,
    pub(super) target: Option<Label>,
    pub(super) suggestion: Option<String>,
}

impl Told {
    /// The words for a task; places are those of the new Korean and of the old English.
    pub(super) fn of(sight: &Sight<'_>, turn: &Turn, item: &ToDo, pair: &Pair<'_>) -> Self {
        match &item.task {
            Task::Replace { value, english } => Self::value(sight, *value, *english, item),
            Task::ReplaceWord { change, english } => Self::word(sight, change, *english),
            Task::Reword(words) => Self::words(sight, words, item),
            Task::Resay(n) => {
                let f = &sight.between[*n];
                Self {
                    message: f.message.clone(),
                    explanation: "the Korean says something else now".to_owned(),
                    source: f.source.clone(),
                    target: f.target.clone(),
                    suggestion: f.suggestion.clone(),
                }
            }
            Task::Add => {
                let source = cover(&pair.ko.passages, &turn.new);
                let words = source.map_or_else(String::new, |s| quote(pair.source.text(), s));
                let after = item.target.start.checked_sub(1).and_then(|p| cover(&sight.old.en.passages, &(p..p + 1)));
                let place = after.map_or_else(|| "at the beginning".to_owned(), |s| format!("behind {}", quote(sight.old.target.text(), s)));
                let explanation = format!("to be added {place}");
                Self {
                    message: format!("the Korean has added {words}; the English lacks it"),
                    explanation,
                    source: source.map(|s| Label::new(s, "added")),
                    target: None,
                    suggestion: None,
                }
            }
            Task::Remove => {
                let old = cover(&sight.old.ko.passages, &turn.old).map_or_else(String::new, |s| quote(sight.old.source.text(), s));
                let target = english_label(&sight.old, &item.target, "renders what was taken out");
                Self {
                    message: format!("the Korean no longer has {old}; the English must lose it, too"),
                    explanation: String::new(),
                    source: None,
                    target,
                    suggestion: None,
                }
            }
        }
    }

    fn value(sight: &Sight<'_>, value: ValueChange, told: Option<usize>, item: &ToDo) -> Self {
        let (old, new) = (value.old.map(|x| &sight.old.ko.mentions[x]), value.new.map(|y| &sight.crossed.ko.mentions[y]));
        let (was, is) = (old.map(|m| m.span.slice(sight.old.source.text())), new.map(|m| m.span.slice(sight.crossed.source.text())));
        let there = told.map(|e| &sight.old.en.mentions[e]);
        let words = there.map(|m| m.span.slice(sight.old.target.text()));
        let message = match (was, is, words) {
            (Some(was), Some(is), Some(words)) => format!("{was} → {is}: the English still says {words}"),
            (Some(was), Some(is), None) => format!("{was} → {is}: the English does not tell it, or not as a value"),
            (Some(was), None, words) => format!("{was} was taken out: the English still says {}", words.unwrap_or(was)),
            (None, is, _) => format!("{} was added: the English does not have it", is.unwrap_or_default()),
        };
        let explanation = match (old, new) {
            (Some(a), Some(b)) => format!("was {}, is {}", english(&a.value), english(&b.value)),
            (None, Some(b)) => format!("it says {}", english(&b.value)),
            _ => String::new(),
        };
        let source = new.map(|m| Label { span: m.span, value: Some(m.value.clone()), note: read_as(m) });
        let target = there.map(|m| Label { span: m.span, value: Some(m.value.clone()), note: read_as(m) });
        let target = target.or_else(|| english_label(&sight.old, &item.target, ""));
        let suggestion = new.zip(there).zip(words).and_then(|((now, there), words)| instead(now, there, words));
        Self { message, explanation, source, target, suggestion }
    }

    fn word(sight: &Sight<'_>, change: &WordChange, english: Span) -> Self {
        let (old, new) = (bare(change.old.slice(sight.old.source.text())), bare(change.new.slice(sight.crossed.source.text())));
        Self {
            message: format!("{old} → {new}: the English still says “{}”", english.slice(sight.old.target.text())),
            explanation: "by the bilingual word list".to_owned(),
            source: Some(Label::new(change.new, "changed")),
            target: Some(Label::new(english, "renders what was there before")),
            suggestion: None,
        }
    }

    fn words(sight: &Sight<'_>, words: &[WordChange], item: &ToDo) -> Self {
        let (old, new) = (sight.old.source.text(), sight.crossed.source.text());
        let shown = |w: &WordChange| match (w.old.is_empty(), w.new.is_empty()) {
            (false, false) => format!("{} → {}", quote(old, w.old), quote(new, w.new)),
            (true, _) => format!("{} came in", quote(new, w.new)),
            (_, true) => format!("{} went out", quote(old, w.old)),
        };
        let longest = words.iter().max_by_key(|w| w.old.len() + w.new.len());
        let message = longest.map_or_else(String::new, |w| format!("{}: see whether the English still says the same", shown(w)));
        let rest: Vec<String> = words.iter().filter(|w| Some(*w) != longest).map(shown).collect();
        let explanation = if rest.is_empty() { String::new() } else { format!("also {}", rest.join(", ")) };
        let source = longest.map(|w| Label::new(w.new, "changed"));
        Self { message, explanation, source, target: english_label(&sight.old, &item.target, "renders it"), suggestion: None }
    }
}
