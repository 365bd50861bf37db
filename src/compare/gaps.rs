//! Passages that found no counterpart, beside figures that are left over: what English sentence after sentence renders of
//! one long Korean sentence is not always paired with it. Nothing is called missing or unsupported there; only a sure slip
//! of a figure that is left over is told.

use crate::compare::amount::relative;
use crate::compare::{Agreement, Difference, Figures, How, agree, around};
use crate::model::{Amount, Link, Mention, Pair, Value};
use crate::text::Exact;

/// How many links away a figure may stand.
const REACH: usize = 6;

/// Looks at every run of unpaired English passages and adds what slipped in them.
pub(super) fn slips(pair: &Pair<'_>, figures: &mut Figures) {
    let links = &pair.pairing.links;
    if figures.missing.is_empty() && !links.iter().any(|l| l.target.is_empty()) {
        return;
    }
    figures.missing.sort_unstable();
    let mut taken = vec![false; pair.ko.mentions.len()];
    figures.differences.iter().for_each(|d| taken[d.ko] = true);
    // The Korean that stands before the gap.
    let mut here = 0..0;
    for (at, link) in links.iter().enumerate() {
        if !link.source.is_empty() {
            here = pair.ko.mentions_in(&link.source);
            continue;
        }
        let near = &links[at.saturating_sub(REACH)..(at + REACH + 1).min(links.len())];
        for j in pair.en.mentions_in(&link.target) {
            let target = &pair.en.mentions[j];
            if weight(target) < 2 || pair.ko.mentions[around(pair.ko, &here)].iter().any(|m| settles(agree(m, target))) {
                continue;
            }
            let open = near.iter().flat_map(|l| left_over(pair, figures, &taken, l));
            let found = open.filter_map(|i| slip(&pair.ko.mentions[i], target).map(|(how, sure)| (i, how, sure))).max_by(|a, b| a.2.total_cmp(&b.2));
            let told = |ko: usize| pair.en.mentions[around(pair.en, &(j..j + 1))].iter().any(|m| settles(agree(&pair.ko.mentions[ko], m)));
            if let Some((ko, how, confidence)) = found.filter(|f| !told(f.0)) {
                taken[ko] = true;
                figures.differences.push(Difference { ko, en: j, how, confidence });
            }
        }
    }
    figures.missing.retain(|&i| !taken[i]);
}

/// The Korean figures of a link that have no counterpart.
fn left_over(pair: &Pair<'_>, figures: &Figures, taken: &[bool], link: &Link) -> Vec<usize> {
    let all = pair.ko.mentions_in(&link.source);
    if link.target.is_empty() {
        return all.filter(|&i| !taken[i]).collect();
    }
    let from = figures.missing.partition_point(|&i| i < all.start);
    figures.missing[from..].iter().copied().take_while(|i| all.contains(i)).filter(|&i| !taken[i]).collect()
}

fn settles(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Same | Agreement::Compatible(_))
}

/// How a figure slipped and how sure that is, where both are so long that they are the same one.
fn slip(ko: &Mention, en: &Mention) -> Option<(How, f32)> {
    let Agreement::Differs(how) = agree(ko, en) else { return None };
    let (a, b) = (weight(ko), weight(en));
    match how {
        // One of two digits may be another figure; with a unit of its own, one digit is enough.
        How::PowerOfTen(_) | How::Transposed if a.min(b) >= 2 || measured(ko) && measured(en) => Some((how, 0.75)),
        // 215만890 as 2,158,900: the same figure but for a digit or two.
        How::Value if a.min(b) >= 4 && a.max(b) >= 5 && close(ko, en) => Some((how, 0.65)),
        _ => None,
    }
}

/// Whether two numbers lie so close together that chance is out of the question.
fn close(ko: &Mention, en: &Mention) -> bool {
    let single = |m: &Mention| m.value.amount().and_then(Amount::single);
    single(ko).zip(single(en)).is_some_and(|(a, b)| relative(a, b) <= 0.01)
}

fn measured(m: &Mention) -> bool {
    matches!(m.value, Value::Quantity(..))
}

/// How many digits a figure has without the zeros at its ends, a quantity one more for its unit; 0 for what is no number.
fn weight(m: &Mention) -> u32 {
    let (Value::Number(amount) | Value::Money(amount, _) | Value::Quantity(amount, _)) = m.value else { return 0 };
    let digits = amount.single().and_then(Exact::mantissa).and_then(|(n, _)| n.unsigned_abs().checked_ilog10());
    digits.map_or(0, |d| d + 1 + u32::from(measured(m)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn number(n: &str) -> Mention {
        Mention::new(Span::default(), Value::Number(Amount::point(Exact::parse(n).expect("a literal"))))
    }

    #[test]
    fn only_long_figures_are_the_same_one() {
        assert!(slip(&number("2150890"), &number("2158900")).is_some());
        assert!(slip(&number("1303800"), &number("1300")).is_some());
        assert!(slip(&number("7"), &number("70")).is_none());
        assert!(slip(&number("2150"), &number("3150")).is_none());
    }
}
