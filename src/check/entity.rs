//! What the rules about institutions and places have in common: which of them a clash belongs to, and how it is worded.

use crate::check::affiliate_confused::affiliates;
use crate::check::name_differs::{name, sides};
use crate::check::{Draft, Evidence};
use crate::compare::name::{Clash, ClashKind};
use crate::model::{Finding, NameClass, Pair, Rule, Value};
use crate::names::lexicon::{self, Entity, Kind};
use crate::text::Cover;

/// What an institution or place of the lexicon is, as far as rules tell it apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// A country, city, island …
    Place,
    /// A body of the state with powers of its own: ministry, agency, court, parliament, central bank, armed service.
    Power,
    /// A company, party, school, newspaper, union …
    Organisation,
}

/// Classes of the lexicon that are bodies of the state.
const POWERS: &[&str] = &["ministry", "agency", "court", "assembly", "military", "bank"];

/// What an entry of the lexicon is.
fn sort(entity: &Entity) -> Sort {
    match entity.kind {
        Kind::Place => Sort::Place,
        Kind::Institution if POWERS.contains(&entity.class) => Sort::Power,
        Kind::Institution => Sort::Organisation,
    }
}

/// The findings of one rule: clashes of its sort that no closer rule tells.
pub(super) fn report(rule: &'static Rule, wanted: Sort, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    let institutions = &evidence.names().institutions;
    if institutions.is_empty() {
        return;
    }
    let of_sort = |clash: &Clash| sides(pair, *clash).and_then(|(ko, _)| entity(&ko.value)).map(sort) == Some(wanted);
    // A rule on what is said may tell of both places: North for South Korea, one sea for another.
    let said = evidence.clashes();
    let (korean, english): (Cover, Cover) = (said.iter().map(|c| c.korean).collect(), said.iter().map(|c| c.english).collect());
    let told = |c: &Clash| sides(pair, *c).is_some_and(|(ko, en)| korean.overlaps(ko.span) && english.overlaps(en.span));
    let clashes = institutions.iter().filter(|c| of_sort(c) && !affiliates(pair, **c) && !told(c));
    report.extend(clashes.filter_map(|c| finding(rule, pair, *c)));
}

/// A clash of institutions or places as a finding of a rule.
pub(super) fn finding(rule: &'static Rule, pair: &Pair<'_>, clash: Clash) -> Option<Finding> {
    let (ko, en) = sides(pair, clash)?;
    let (korean, english) = (name(ko), name(en));
    let right = preferred(&ko.value);
    let (confidence, place) = match clash.kind {
        ClashKind::Elsewhere => (0.75, "which the Korean names elsewhere, not here"),
        _ => (0.85, "which the Korean does not name"),
    };
    let message = format!("{korean} is {}; the English says {english}", right.unwrap_or("another"));
    let explanation = format!("Nothing in the English here renders {korean}; it has {english} instead, {place}.");
    let mut draft = Draft::new(rule, confidence, message).explain(explanation).source_mention(ko, "named here").target_mention(en, "named here");
    if let Some(right) = right {
        draft = draft.suggest(right);
    }
    Some(draft.finish(pair))
}

/// The preferred English of an institution or place.
fn preferred(value: &Value) -> Option<&'static str> {
    entity(value)?.en.first().copied()
}

/// The entry of the lexicon that a name was found in.
fn entity(value: &Value) -> Option<&'static Entity> {
    match value {
        Value::Name(n) if n.class != NameClass::Person => lexicon::entity(n.entity?),
        _ => None,
    }
}
