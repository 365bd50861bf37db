//! Two numbers that belong together: the ends of a range, "3 to 5 percent", or two values that share a unit, "from 3 to 5
//! percent". `amount` reads each of them.

use super::amount::{One, aged, band_end, single};
use super::measure::{self, Behind};
use super::token::{Kind, Sentence};
use super::{Reader, age, count, number};
use crate::model::{Amount, Shape, Value};
use crate::text::Exact;

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Link {
    Dash,
    To,
    Or,
    And,
}

/// The link at token `i` and where the second number starts.
pub(super) fn link(s: Sentence<'_>, i: usize) -> Option<(Link, usize)> {
    if s.joint(i) || (s.mark(i, '~') && s.glued(i + 1)) {
        return Some((Link::Dash, i + 1));
    }
    // "2 -7 kg": a hyphen with a space on one side only joins measures, never bare numbers.
    if s.mark(i, '-') && s.glued(i + 1) && s.digits(i + 1) && number::parse(s, i + 1, false).is_some_and(|n| measure::behind(s, n.next, &n).is_some()) {
        return Some((Link::Dash, i + 1));
    }
    let link = match s.word(i) {
        "to" => Link::To,
        "or" => Link::Or,
        "and" => Link::And,
        _ => return None,
    };
    Some((link, i + 1))
}

/// Where the second number starts behind a hedge of its own: "between 2 kg and about 7 kg".
pub(super) fn hedged(s: Sentence<'_>, first: &One, link: Link, at: usize) -> usize {
    let between = link == Link::And && s.is(first.from.wrapping_sub(1), "between");
    at + usize::from(between && s.any(at, &["about", "around", "roughly", "approximately", "nearly", "some"]))
}

/// Two joined numbers as a range, or as two values that share a unit; `None` when each stands for itself.
pub(super) fn pair(r: &mut Reader<'_, '_>, first: &One, link: Link, second: &One) -> Option<usize> {
    let s = r.s;
    let shared = match (first.behind, second.behind) {
        (None, shared) => shared,
        (Some(left), Some(right))
            if left == right && (link == Link::Dash || fragment(s, first, link, second) || s.is(first.from.wrapping_sub(1), "between")) =>
        {
            Some(left)
        }
        (Some(left), None) if first.sign && link != Link::And && link != Link::Or => Some(left),
        (Some(left), None) if elliptic(s, first, link, second) => Some(left),
        (Some(left), Some(right)) if first.sign && second.sign && left == right => Some(left),
        _ => return None,
    };
    if first.num.amount.shape != Shape::Point || second.num.amount.shape != Shape::Point || unlinked(s, first, second) {
        return None;
    }
    let (low, high) = (lower(first, second)?, second.num.amount.low);
    let fragment = fragment(s, first, link, second);
    let from_before = !fragment && (s.is(first.from.wrapping_sub(1), "from") || s.is(first.from.wrapping_sub(2), "from"));
    let between = s.is(first.from.wrapping_sub(1), "between") && first.from > r.floor;
    let marked = age::marker(s, first.from, r.floor).is_some();
    let measured = marked || shared.is_some() || second.num.scale > Exact::ONE || first.num.fraction;
    let range = match link {
        Link::Dash => low < high && (measured || count::plural(s, second.next)),
        Link::To => low < high && !from_before && (measured || count::plural(s, second.next)),
        Link::Or => low < high && !first.num.fraction && (shared.is_some() || low.checked_add(Exact::ONE) == Some(high)),
        Link::And => (between || fragment) && low < high,
    };
    let whole = One { behind: shared, next: second.next, ..*second };
    if range {
        let value = aged(s, first.from, second, shared, r.floor)
            .map_or_else(|| whole.value(Amount::range(low, high)), |()| Some(Value::Age(Amount::range(low, high))))?;
        let from = if link == Link::And && between { first.from - 1 } else { first.from };
        let from = age::marker(s, from, r.floor).filter(|_| matches!(value, Value::Age(_))).unwrap_or(from);
        let to = band_end(s, second.next, shared).unwrap_or(second.next);
        let counter = shared.map_or_else(|| count::noun(s, second.next), Behind::counter);
        return Some(r.emit_as(from, to, value, second.hedge, counter));
    }
    if !both(s, first, link, second, shared.is_some()) && !elliptic(s, first, link, second) {
        return None;
    }
    let head = One { behind: shared, ..*first };
    r.emit(first.from, first.next, head.value(Amount::point(low))?);
    single(r, whole)
}

/// The first number; "2.1 to 3.4 trillion" tells the scale once.
fn lower(first: &One, second: &One) -> Option<Exact> {
    let n = first.num.amount.low;
    let unscaled = first.num.scale == Exact::ONE && second.num.scale > Exact::ONE && n < Exact::int(1000);
    if unscaled && first.behind.is_none_or(|_| first.sign) { n.checked_mul(second.num.scale) } else { Some(n) }
}

/// Whether two numbers that are no range share the unit behind the second: "from 3 to 5 percent", "3 and 5 percent".
fn both(s: Sentence<'_>, first: &One, link: Link, second: &One, shared: bool) -> bool {
    let both = match link {
        Link::To => shared,
        Link::And => {
            shared
                && first.behind.is_none()
                && first.num.digits
                && second.num.digits
                && s.lower(first.from.wrapping_sub(1))
                && !s.any(first.from.wrapping_sub(1), &["in", "of"])
        }
        Link::Dash => first.sign && shared,
        Link::Or => false,
    };
    both && first.behind.is_none_or(|_| first.sign)
}

/// "from 10 days to four", "from 12 percent to 15": the second number ends its phrase, and the unit of the first goes for it.
fn elliptic(s: Sentence<'_>, first: &One, link: Link, second: &One) -> bool {
    let changed = s.is(first.from.wrapping_sub(1), "from") || s.is(first.from.wrapping_sub(2), "from");
    let at = second.next;
    let ends = at >= s.tokens.len() || matches!(s.at(at).kind, Kind::Mark('.' | ',' | ';' | ')' | '?' | '!' | '"' | '”' | '—'));
    let goes_on = s.any(at, &["over", "in", "within", "since", "by", "after", "before", "on", "during", "as", "under", "while", "and", "but"]);
    link == Link::To && changed && first.behind.is_some() && second.behind.is_none() && second.num.scale == Exact::ONE && (ends || goes_on)
}

/// "from 3 km to 5 km" as all that is told, in a table or a caption, or behind a word for a range: the two are its ends and
/// not a change. Sums and shares change even there.
fn fragment(s: Sentence<'_>, first: &One, link: Link, second: &One) -> bool {
    let at = first.from.wrapping_sub(1);
    let measured = matches!(second.behind, Some(Behind::Unit(_))) || link == Link::And;
    let alone = at == 0 && !s.at(0).capital && measured;
    let lasting = matches!(second.behind, Some(Behind::Time(..)));
    s.is(at, "from")
        && !lasting
        && (alone || s.any(at.wrapping_sub(1), &["ranging", "range", "ranged", "ranges", "vary", "varies", "varied", "varying", "anywhere"]))
}

/// Whether the two are no pair: a year, a label or a clock stands on one side.
fn unlinked(s: Sentence<'_>, a: &One, b: &One) -> bool {
    let ends = s.any(a.from.wrapping_sub(1), &["between", "from"]);
    a.num.digits != b.num.digits && a.behind.is_none() && !a.num.round && !a.num.fraction && !ends
        || (s.glued(b.next) && s.at(b.next).kind == Kind::Word && b.behind.is_none())
        || (s.joint(a.number.wrapping_sub(1)) && !a.sign)
        || (!b.sign && s.mark(b.next, ':'))
}
