//! Stage: from paired values to findings. One file a rule, with its page beside it.
//!
//! To add a rule: write `<id>.rs` and `<id>.md` here and add one line to [`CHECKS`].

mod beside;
mod clusters;
mod contrary;
mod disclosure;
mod draft;
mod entity;
mod figure;
mod labelled;
mod labels;
mod nearby;
mod said;
mod seen;
pub mod wording;

mod acting_lost;
mod affiliate_confused;
mod age_differs;
mod allegation_lost;
mod approximation_lost;
mod arithmetic_inconsistent;
mod bound_differs;
mod clause_missing;
mod comparison_base;
mod conversion_implausible;
mod count_of_what;
mod country_differs;
mod currency_differs;
mod date_differs;
mod direction_differs;
mod disclosure_missing;
mod disclosure_wrong;
mod duration_differs;
mod event_differs;
mod fact_missing;
mod fact_unsupported;
mod figure_missing;
mod figure_unsupported;
mod figures_swapped;
mod former_lost;
mod fraction_differs;
mod gender_differs;
mod glossary_forbidden;
mod house_spelling;
mod institution_confused;
mod legal_stage;
mod magnitude_slip;
mod modality_differs;
mod multiple_differs;
mod name_differs;
mod name_inconsistent;
mod name_missing;
mod name_misspelt;
mod name_unsupported;
mod negation_added;
mod negation_lost;
mod opposite_sense;
mod ordinal_differs;
mod organisation_differs;
mod passage_moved;
mod passage_unsupported;
mod passage_untranslated;
mod percent_point;
mod period_differs;
mod place_differs;
mod precedent_differs;
mod qualifier_lost;
mod quote_missing;
mod quote_unsupported;
mod range_differs;
mod reason_unsupported;
mod repeated_passage;
mod residue;
mod roles_swapped;
mod south_north;
mod speaker_differs;
mod term_differs;
mod term_of_office;
mod text_truncated;
mod time_differs;
mod title_differs;
mod unit_differs;
mod untranslated_text;
mod value_differs;
mod weekday_differs;
mod weekday_inconsistent;
mod wrong_article;

pub use draft::Draft;

use crate::compare::deed::Deeds;
use crate::compare::facts::Facts;
use crate::compare::name::NameEvidence;
use crate::compare::omitted::{Omitted, omitted};
use crate::compare::passages::{ARTICLE, Passages};
use crate::compare::senses::{self, Clash};
use crate::compare::{Figures, match_figures};
use crate::house::precedent::Precedent;
use crate::house::{Breach, House};
use crate::model::{Counts, Finding, Leave, Pair, Rule, RuleSet, Value};
use crate::text::Exact;
use seen::Seen;
use std::cell::OnceCell;
use std::fmt::Write as _;
use std::sync::Arc;

/// One rule at work.
pub trait Check: Sync {
    /// What it is called and how it is classified.
    fn rule(&'static self) -> &'static Rule;

    /// Looks at a pair and reports what is suspect.
    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>);
}

/// What is worked out once for all rules: which values of the two sides stand for each other, and, when the first rule asks for
/// it, what else is compared. What no rule asks for, because those that would are switched off, costs nothing.
#[derive(Debug)]
pub struct Evidence<'p> {
    pair: &'p Pair<'p>,
    /// Which figures stand for each other.
    pub figures: Figures,
    /// What the house has decided about how is compared.
    pub settings: Settings,
    names: OnceCell<NameEvidence>,
    seen: OnceCell<Seen>,
    clashes: OnceCell<Vec<Clash>>,
    breaches: OnceCell<Vec<Breach>>,
    deeds: OnceCell<Deeds>,
    omitted: OnceCell<Vec<Omitted>>,
    passages: OnceCell<Passages>,
    facts: OnceCell<Facts>,
}

impl<'p> Evidence<'p> {
    /// Compares the figures of a pair, and nothing else yet.
    pub fn new(pair: &'p Pair<'p>, settings: Settings) -> Self {
        Self {
            pair,
            figures: match_figures(pair),
            settings,
            names: OnceCell::new(),
            seen: OnceCell::new(),
            clashes: OnceCell::new(),
            breaches: OnceCell::new(),
            deeds: OnceCell::new(),
            omitted: OnceCell::new(),
            passages: OnceCell::new(),
            facts: OnceCell::new(),
        }
    }

    /// Names, compared link by link.
    pub fn names(&self) -> &NameEvidence {
        self.names.get_or_init(|| {
            let mut names = NameEvidence::of(self.pair);
            if let Some(house) = &self.settings.house {
                names.accept(self.pair, |ko, en| house.accepts(ko, en, self.pair.date));
            }
            names
        })
    }

    /// What some rules look for in the Korean.
    fn seen(&self) -> &Seen {
        self.seen.get_or_init(|| Seen::in_korean_of(self.pair))
    }

    /// What the two sides do not say alike.
    pub fn clashes(&self) -> &[Clash] {
        self.clashes.get_or_init(|| senses::clashes(self.pair))
    }

    /// Where the English breaks with the house list.
    pub fn breaches(&self) -> &[Breach] {
        self.breaches.get_or_init(|| self.settings.house.as_ref().map_or_else(Vec::new, |house| house.breaches(self.pair)))
    }

    /// Who did what to whom, and who said it.
    pub fn deeds(&self) -> &Deeds {
        self.deeds.get_or_init(|| Deeds::of(self.pair))
    }

    /// Clauses of the Korean that the English leaves out.
    pub fn omitted(&self) -> &[Omitted] {
        self.omitted.get_or_init(|| omitted(self.pair, &self.figures))
    }

    /// Passages that stand on one side only, or in another order.
    pub fn passages(&self) -> &Passages {
        self.passages.get_or_init(|| Passages::of(self.pair, self.settings.leave))
    }

    /// Names of an article that stand on one side only.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| Facts::of(self.pair, self.passages()))
    }
}

/// What the house has decided about how is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How far a conversion of money may stray from the rate of its month, as a share.
    pub conversion_tolerance: Exact,
    /// Its own list of names and terms.
    pub house: Option<Arc<House>>,
    /// What it has printed so far.
    pub precedent: Option<Arc<Precedent>>,
    /// What editors may add and trim.
    pub leave: Leave,
    /// Rules that are not asked.
    pub off: RuleSet,
}

/// Every rule, in the order of the ids.
pub static CHECKS: &[&dyn Check] = &[
    &acting_lost::CHECK,
    &affiliate_confused::CHECK,
    &age_differs::CHECK,
    &allegation_lost::CHECK,
    &approximation_lost::CHECK,
    &arithmetic_inconsistent::CHECK,
    &bound_differs::CHECK,
    &clause_missing::CHECK,
    &comparison_base::CHECK,
    &conversion_implausible::CHECK,
    &count_of_what::CHECK,
    &country_differs::CHECK,
    &currency_differs::CHECK,
    &date_differs::CHECK,
    &direction_differs::CHECK,
    &disclosure_missing::CHECK,
    &disclosure_wrong::CHECK,
    &duration_differs::CHECK,
    &event_differs::CHECK,
    &fact_missing::CHECK,
    &fact_unsupported::CHECK,
    &figure_missing::CHECK,
    &figure_unsupported::CHECK,
    &figures_swapped::CHECK,
    &former_lost::CHECK,
    &fraction_differs::CHECK,
    &gender_differs::CHECK,
    &glossary_forbidden::CHECK,
    &house_spelling::CHECK,
    &institution_confused::CHECK,
    &legal_stage::CHECK,
    &magnitude_slip::CHECK,
    &modality_differs::CHECK,
    &multiple_differs::CHECK,
    &name_differs::CHECK,
    &name_inconsistent::CHECK,
    &name_missing::CHECK,
    &name_misspelt::CHECK,
    &name_unsupported::CHECK,
    &negation_added::CHECK,
    &negation_lost::CHECK,
    &opposite_sense::CHECK,
    &ordinal_differs::CHECK,
    &organisation_differs::CHECK,
    &passage_moved::CHECK,
    &passage_unsupported::CHECK,
    &passage_untranslated::CHECK,
    &percent_point::CHECK,
    &period_differs::CHECK,
    &place_differs::CHECK,
    &precedent_differs::CHECK,
    &qualifier_lost::CHECK,
    &quote_missing::CHECK,
    &quote_unsupported::CHECK,
    &range_differs::CHECK,
    &reason_unsupported::CHECK,
    &repeated_passage::CHECK,
    &residue::CHECK,
    &roles_swapped::CHECK,
    &south_north::CHECK,
    &speaker_differs::CHECK,
    &term_differs::CHECK,
    &term_of_office::CHECK,
    &text_truncated::CHECK,
    &time_differs::CHECK,
    &title_differs::CHECK,
    &unit_differs::CHECK,
    &untranslated_text::CHECK,
    &value_differs::CHECK,
    &weekday_differs::CHECK,
    &weekday_inconsistent::CHECK,
    &wrong_article::CHECK,
];

/// Every rule, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|c| c.rule())
}

/// Runs every rule that is on over a pair: the findings in the order of the rules, and what was compared.
pub fn check(pair: &Pair<'_>, settings: Settings) -> (Vec<Finding>, Counts) {
    let evidence = Evidence::new(pair, settings);
    let mut findings = Vec::new();
    let on = |number: &usize| !evidence.settings.off.contains(*number);
    // Whatever else differs between two articles that have nothing to do with each other is noise.
    let wrong = || CHECKS.iter().position(|c| c.rule().id == wrong_article::CHECK.rule().id).filter(on);
    if evidence.passages().strangers && wrong().is_some() {
        wrong_article::CHECK.run(pair, &evidence, &mut findings);
        return (findings, counts(pair, &evidence));
    }
    for (_, check) in CHECKS.iter().enumerate().filter(|(number, _)| on(number)) {
        check.run(pair, &evidence, &mut findings);
    }
    doubt(pair, &mut findings);
    (findings, counts(pair, &evidence))
}

/// The score below which a link is doubtful: of those in news documents, less than nine in ten are right.
const DOUBTFUL: f32 = 0.75;

/// What was found on a doubtful link stops nobody, and says why.
fn doubt(pair: &Pair<'_>, findings: &mut [Finding]) {
    if pair.pairing.links.len() < ARTICLE || pair.pairing.links.iter().all(|l| l.score >= DOUBTFUL || l.score <= 0.0) {
        return;
    }
    for finding in findings {
        let (Some(source), Some(target)) = (&finding.source, &finding.target) else { continue };
        let at = |reading: &crate::model::Reading, at: usize| reading.passage_at(at).filter(|&p| reading.passages[p].span.start <= at);
        let (Some(ko), Some(en)) = (at(pair.ko, source.span.start), at(pair.en, target.span.start)) else { continue };
        // Links are in the order of the English.
        let links = &pair.pairing.links;
        let link = links.get(links.partition_point(|l| l.target.end <= en)).filter(|l| l.target.contains(&en) && l.source.contains(&ko));
        let Some(link) = link.filter(|l| l.score < DOUBTFUL) else { continue };
        finding.severity = finding.severity.min(crate::model::Severity::Minor);
        finding.confidence = finding.confidence.min(link.score);
        let parted = if finding.explanation.is_empty() { "" } else { "; " };
        // Writing to a string cannot fail.
        let _ = write!(finding.explanation, "{parted}the two passages may not belong together (pairing score {:.2})", link.score);
    }
}

/// What was compared: figures only, names have no agreement to count yet.
fn counts(pair: &Pair<'_>, evidence: &Evidence) -> Counts {
    let figures = |mentions: &[crate::model::Mention]| mentions.iter().filter(|m| !matches!(m.value, Value::Name(_))).count();
    let unpaired = |l: &crate::model::Link| if l.source.is_empty() || l.target.is_empty() { l.source.len() + l.target.len() } else { 0 };
    Counts {
        mentions_source: figures(&pair.ko.mentions),
        mentions_target: figures(&pair.en.mentions),
        agreed: evidence.figures.agreed.len(),
        undecided: evidence.figures.undecided + evidence.figures.missing.len(),
        passages_source: pair.ko.passages.len(),
        passages_target: pair.en.passages.len(),
        unpaired: pair.pairing.links.iter().map(unpaired).sum(),
    }
}
