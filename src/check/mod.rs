//! Stage: from paired values to findings. One file a rule, with its page beside it.
//!
//! To add a rule: write `<id>.rs` and `<id>.md` here and add one line to [`CHECKS`].

mod beside;
mod clusters;
mod contrary;
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
mod comparison_base;
mod conversion_implausible;
mod count_of_what;
mod country_differs;
mod currency_differs;
mod date_differs;
mod direction_differs;
mod duration_differs;
mod event_differs;
mod figure_missing;
mod figure_unsupported;
mod figures_swapped;
mod former_lost;
mod fraction_differs;
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
mod percent_point;
mod period_differs;
mod place_differs;
mod quote_missing;
mod quote_unsupported;
mod range_differs;
mod repeated_passage;
mod residue;
mod roles_swapped;
mod south_north;
mod speaker_differs;
mod term_differs;
mod term_of_office;
mod time_differs;
mod title_differs;
mod unit_differs;
mod untranslated_text;
mod value_differs;
mod weekday_differs;
mod weekday_inconsistent;

pub use draft::Draft;

use crate::compare::deed::Deeds;
use crate::compare::name::NameEvidence;
use crate::compare::senses::{self, Clash};
use crate::compare::{Figures, match_figures};
use crate::house::{Breach, House};
use crate::model::{Counts, Finding, Pair, Rule, Value};
use crate::text::Exact;
use seen::Seen;
use std::sync::Arc;

/// One rule at work.
pub trait Check: Sync {
    /// What it is called and how it is classified.
    fn rule(&'static self) -> &'static Rule;

    /// Looks at a pair and reports what is suspect.
    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>);
}

/// What is worked out once for all rules: which values of the two sides stand for each other.
#[derive(Debug)]
pub struct Evidence {
    /// Which figures stand for each other.
    pub figures: Figures,
    /// Names, compared link by link.
    pub names: NameEvidence,
    /// What some rules look for in the Korean.
    seen: Seen,
    /// What the two sides do not say alike.
    pub clashes: Vec<Clash>,
    /// Where the English breaks with the house list.
    pub breaches: Vec<Breach>,
    /// Who did what to whom, and who said it.
    pub deeds: Deeds,
    /// What the house has decided about how is compared.
    pub settings: Settings,
}

/// What the house has decided about how is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How far a conversion of money may stray from the rate of its month, as a share.
    pub conversion_tolerance: Exact,
    /// Its own list of names and terms.
    pub house: Option<Arc<House>>,
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
    &comparison_base::CHECK,
    &conversion_implausible::CHECK,
    &count_of_what::CHECK,
    &country_differs::CHECK,
    &currency_differs::CHECK,
    &date_differs::CHECK,
    &direction_differs::CHECK,
    &duration_differs::CHECK,
    &event_differs::CHECK,
    &figure_missing::CHECK,
    &figure_unsupported::CHECK,
    &figures_swapped::CHECK,
    &former_lost::CHECK,
    &fraction_differs::CHECK,
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
    &percent_point::CHECK,
    &period_differs::CHECK,
    &place_differs::CHECK,
    &quote_missing::CHECK,
    &quote_unsupported::CHECK,
    &range_differs::CHECK,
    &repeated_passage::CHECK,
    &residue::CHECK,
    &roles_swapped::CHECK,
    &south_north::CHECK,
    &speaker_differs::CHECK,
    &term_differs::CHECK,
    &term_of_office::CHECK,
    &time_differs::CHECK,
    &title_differs::CHECK,
    &unit_differs::CHECK,
    &untranslated_text::CHECK,
    &value_differs::CHECK,
    &weekday_differs::CHECK,
    &weekday_inconsistent::CHECK,
];

/// Every rule, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|c| c.rule())
}

/// Runs every rule over a pair: the findings in the order of the rules, and what was compared.
pub fn check(pair: &Pair<'_>, settings: Settings) -> (Vec<Finding>, Counts) {
    let (mut names, mut breaches) = (NameEvidence::of(pair), Vec::new());
    if let Some(house) = &settings.house {
        breaches = house.breaches(pair);
        names.accept(pair, |ko, en| house.accepts(ko, en, pair.date));
    }
    let evidence = Evidence {
        figures: match_figures(pair),
        names,
        seen: Seen::in_korean_of(pair),
        deeds: Deeds::of(pair),
        clashes: senses::clashes(pair),
        breaches,
        settings,
    };
    let mut findings = Vec::new();
    for check in CHECKS {
        check.run(pair, &evidence, &mut findings);
    }
    (findings, counts(pair, &evidence))
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
