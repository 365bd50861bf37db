//! Where the English puts a place that it names rightly: in a province that the Korean does not, or at an end of the country
//! where the province of the Korean is not. Two cities are called 광주 and two counties 고성; a writer who adds where a
//! place lies may add the other's. A part of comparing names.

use super::institution::{Known, supported};
use super::name::NameEvidence;
use crate::model::Pair;
use crate::names::lexicon::{self, Entity, Kind};
use crate::text::{Span, lines};

/// A place that the English puts elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misplaced {
    /// The Korean name, among the mentions of the Korean.
    pub source: usize,
    /// What the English says of where it lies.
    pub target: Span,
    /// The province in which the Korean place lies, in English.
    pub province: &'static str,
}

/// Ends of the country at which a province is not, whoever looks at the map from where: only what nobody would write.
const NOT_THERE: &[(&[&str], &[&str])] = &[
    (&["서울", "경기", "인천"], &["southwestern", "southeastern", "southernmost", "southern coastal"]),
    (&["강원"], &["western", "southwestern", "southern coastal", "southernmost"]),
    (&["충북", "충남", "대전", "세종"], &["eastern", "northeastern", "southeastern", "southernmost", "northernmost"]),
    (&["전북", "전남", "광주"], &["northern", "northeastern", "eastern", "northwestern"]),
    (&["경북", "대구"], &["western", "southwestern", "northwestern"]),
    (&["경남", "부산", "울산"], &["northern", "western", "northwestern", "northeastern"]),
];

/// What is said to lie somewhere: “the southwestern city of Gwangju”.
const KINDS: &[&str] = &["city", "port city", "coastal city", "resort city", "industrial city", "county", "coastal county", "town", "coastal town"];

/// Compares where the two languages put the places that both name.
pub(super) fn compare(pair: &Pair<'_>, ko: &[Known<'_>], en: &[Known<'_>], ko_text: &str, out: &mut NameEvidence) {
    for (nth, e) in en.iter().enumerate() {
        let mut same = ko.iter().filter(|k| k.form.rows.iter().any(|r| e.form.rows.contains(r)));
        // Of two that are called so, either may be meant.
        let (Some(k), None) = (same.next(), same.next()) else { continue };
        let Some(place) = placed(pair.source.text(), k) else { continue };
        let text = pair.target.text();
        let target = en.get(nth + 1).and_then(|next| province(text, e, next, place, ko_text)).or_else(|| end(text, e, place));
        if let (Some(target), Some(province)) = (target, lexicon_english(place.parent)) {
            out.misplaced.push(Misplaced { source: k.index, target, province });
        }
    }
}

/// The one row that a Korean place stands for: the only one of its name, or that of the province told right before it.
fn placed(text: &str, k: &Known<'_>) -> Option<&'static Entity> {
    let before = text.get(..k.span.start).unwrap_or("").trim_end();
    let rows = || k.form.rows.iter().filter_map(|&r| lexicon::entity(r)).filter(|e| e.kind == Kind::Place);
    let lies_in = |e: &Entity| provinces(e.parent).any(|p| p.ko.iter().any(|f| before.ends_with(f)));
    let found = match k.form.rows.as_slice() {
        [_] => rows().next(),
        _ => rows().find(|e| lies_in(e)),
    };
    found.filter(|e| matches!(e.class, "city" | "county"))
}

/// “Goseong County, South Gyeongsang Province”, “… in South Gyeongsang Province”: another province than that of the place,
/// and none that the Korean tells.
fn province(text: &str, e: &Known<'_>, next: &Known<'_>, place: &Entity, ko_text: &str) -> Option<Span> {
    let between = text.get(e.span.end..next.span.start)?;
    let is_province = next.text.ends_with("Province") || next.text.ends_with("-do");
    let rows = || next.form.rows.iter().filter_map(|&r| lexicon::entity(r));
    let other = rows().any(|r| r.class == "province") && !rows().any(|r| provinces(place.parent).any(|p| std::ptr::eq(p, r)));
    let told = || next.form.rows.iter().any(|&r| supported(r, ko_text));
    (matches!(between, ", " | " in ") && is_province && other && !told()).then_some(next.span)
}

/// “the southwestern city of Gwangju”: an end of the country at which the province of the place is not.
fn end(text: &str, e: &Known<'_>, place: &Entity) -> Option<Span> {
    let from = lines::floor(text, e.span.start.saturating_sub(48));
    let before = text.get(from..e.span.start)?.strip_suffix(" of ")?;
    let (before, kind) = KINDS.iter().filter_map(|k| Some((before.strip_suffix(k)?, *k))).min_by_key(|(rest, _)| rest.len())?;
    let before = before.strip_suffix(' ')?;
    let (_, not_there) = NOT_THERE.iter().find(|(provinces, _)| provinces.contains(&place.parent))?;
    let word = not_there.iter().find(|w| before.strip_suffix(**w).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))?;
    let start = from + before.len() - word.len();
    Some(Span::new(start, start + word.len() + 1 + kind.len()))
}

/// The rows of a province by the name that places have for their parent.
fn provinces(name: &str) -> impl Iterator<Item = &'static Entity> {
    // 경기 alone is a match or the economy, and no form of the table.
    let form = lexicon::korean_form(name).or_else(|| lexicon::korean_form(&format!("{name}도")));
    form.into_iter().flat_map(|f| f.rows.iter()).filter_map(|&r| lexicon::entity(r)).filter(|e| matches!(e.class, "province" | "capital"))
}

/// What a province is called in English, in full where the table has that.
fn lexicon_english(name: &str) -> Option<&'static str> {
    let forms = &provinces(name).next()?.en;
    forms.iter().find(|f| f.ends_with(" Province")).or_else(|| forms.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_in_the_table_of_ends_is_a_province() {
        for name in NOT_THERE.iter().flat_map(|(provinces, _)| provinces.iter()) {
            assert!(provinces(name).next().is_some(), "{name}");
        }
    }
}
