//! The same figure in other numbers: 3명 as “the leader and two others”, 70% 반대 as “only 30 percent did not”, 1∼4위 as “first
//! through fourth”, 6대 4 as “60-40”, 60대 as “sixty-something”. Asked of figures that are left over, and only where the
//! English has the word that turns it.

use crate::compare::figures::{Figures, Matching};
use crate::compare::{Agreement, Why};
use crate::model::{Amount, Grain, Mention, Shape, Value};
use crate::text::Exact;
use crate::text::lines::floor;

/// Words of the English by which a share is told as what is left of the whole.
const REST: [&str; 5] = [" not ", "n't ", "down to ", "remaining ", "the rest"];
/// What stands behind a number that names a whole band: “the 1,380s”, “a sixty-something driver”.
const BAND: [&str; 7] = ["s ", "s,", "s.", "-something", " range", "-range", " level"];
/// Words before the year that a change is measured from.
const BASE: [&str; 11] = ["from ", "than ", "with ", "to ", "over ", "against ", "since ", "period ", "month ", "quarter ", "time "];

impl Matching<'_> {
    /// Takes the figures that are told in other numbers off what is left over. One that seemed to repeat another may be
    /// told so as well.
    pub(super) fn reworded(&mut self, out: &mut Figures) {
        self.in_two(out);
        for b in 0..self.en.len() {
            let en = Told { text: self.pair.target.text(), m: self.target(b) };
            if self.en_done[b] && !self.en_repeats[b] {
                continue;
            }
            for a in 0..self.ko.len() {
                let ko = Told { text: self.pair.source.text(), m: self.source(a) };
                if (!self.ko_done[a] || self.ko_repeats[a]) && WAYS.iter().any(|says| says(ko, en)) {
                    (self.ko_done[a], self.en_done[b]) = (true, true);
                    out.agreed.push((self.ko[a], self.en[b], Agreement::Compatible(Why::OtherWords)));
                    break;
                }
            }
        }
    }

    /// What two figures of the English tell together: 1∼4위 as “first through fourth”, 6대 4 as “60-40”.
    fn in_two(&mut self, out: &mut Figures) {
        let (korean, english) = (self.pair.source.text(), self.pair.target.text());
        for b in 1..self.en.len() {
            let (first, last) = (self.target(b - 1), self.target(b));
            let between = english.get(first.span.end..last.span.start).unwrap_or("");
            if self.en_done[b] || between.len() > " through ".len() {
                continue;
            }
            for a in 0..self.ko.len() {
                if self.ko_done[a] {
                    continue;
                }
                let ko = self.source(a);
                if [" through ", " to ", "-to-", "-"].contains(&between) && ends_of(ko, first, last) {
                    (self.ko_done[a], self.en_done[b - 1], self.en_done[b]) = (true, true, true);
                    out.agreed.push((self.ko[a], self.en[b], Agreement::Compatible(Why::OtherWords)));
                } else if a > 0
                    && korean.get(self.source(a - 1).span.end..ko.span.start).is_some_and(|t| t.trim() == "대")
                    && [(a - 1, first), (a, last)].iter().all(|&(i, en)| tenfold(self.source(i), en))
                {
                    for (i, j) in [(a - 1, b - 1), (a, b)] {
                        (self.ko_done[i], self.en_done[j]) = (true, true);
                        out.agreed.push((self.ko[i], self.en[j], Agreement::Compatible(Why::OtherWords)));
                    }
                }
            }
        }
    }
}

/// How one figure may be told by another.
const WAYS: [fn(Told<'_>, Told<'_>) -> bool; 6] = [beside_others, rest_of_a_hundred, band, one_of, parted_unit, base_year];

/// A figure in its text.
#[derive(Clone, Copy)]
struct Told<'a> {
    text: &'a str,
    m: &'a Mention,
}

impl<'a> Told<'a> {
    fn single(self) -> Option<Exact> {
        self.m.value.amount().and_then(Amount::single)
    }

    fn behind(self, bytes: usize) -> &'a str {
        self.text.get(self.m.span.end..floor(self.text, (self.m.span.end + bytes).min(self.text.len()))).unwrap_or("")
    }

    fn before(self, bytes: usize) -> &'a str {
        self.text.get(floor(self.text, self.m.span.start.saturating_sub(bytes))..self.m.span.start).unwrap_or("")
    }
}

/// “Two others”, “six other states”: with the one that is named before, one more.
fn beside_others(ko: Told<'_>, en: Told<'_>) -> bool {
    let (Value::Number(_), Value::Number(_)) = (&ko.m.value, &en.m.value) else { return false };
    let other = en.behind(8).starts_with(" other") || en.before(8).ends_with("other ");
    other && ko.single().is_some() && ko.single() == en.single().and_then(|n| n.checked_add(Exact::ONE))
}

/// “Only 30 percent did not”, “down to 60 percent of the level”: the share that is left of a hundred.
fn rest_of_a_hundred(ko: Told<'_>, en: Told<'_>) -> bool {
    let (Value::Percent(_), Value::Percent(_)) = (&ko.m.value, &en.m.value) else { return false };
    let hundred = ko.single().zip(en.single()).and_then(|(p, q)| p.checked_add(q)) == Some(Exact::int(100));
    hundred && REST.iter().any(|w| en.before(24).contains(w) || en.behind(40).contains(w))
}

/// 60대 and “sixty-something”, 1380원대 and “the 1,380s”, 두 자릿수 and “at least 10 percent”.
fn band(ko: Told<'_>, en: Told<'_>) -> bool {
    let (Some(amount), Some(n)) = (ko.m.value.amount(), en.single()) else { return false };
    if matches!(en.m.value, Value::Percent(_)) {
        return ko.m.span.slice(ko.text).contains("자릿수") && amount.low <= n && n < amount.high;
    }
    let named = || BAND.iter().any(|w| en.behind(10).starts_with(w));
    matches!(en.m.value, Value::Number(_)) && amount.shape == Shape::Band && amount.low == n && named()
}

/// 둘 중 하나 and “one of the two”: the share is told by its whole.
fn one_of(ko: Told<'_>, en: Told<'_>) -> bool {
    let (Value::Number(_), Value::Number(_)) = (&ko.m.value, &en.m.value) else { return false };
    let whole = ko.single().and_then(|share| Exact::ONE.checked_div(share));
    ko.m.span.slice(ko.text).ends_with("하나") && whole.is_some() && whole == en.single() && ["of the ", " of "].iter().any(|w| en.before(8).ends_with(w))
}

/// 시속 120㎞ and “120 kilometers (75 miles) per hour”: a conversion in brackets parts the unit.
fn parted_unit(ko: Told<'_>, en: Told<'_>) -> bool {
    let (Value::Quantity(a, x), Value::Quantity(b, y)) = (&ko.m.value, &en.m.value) else { return false };
    let hourly = |t: &str| t.starts_with(" per hour") || t.starts_with(" an hour");
    a == b
        && matches!((x.id, y.id), ("kilometer-per-hour", "kilometer") | ("mile-per-hour", "mile"))
        && en.behind(40).strip_prefix(" (").and_then(|t| t.split_once(')')).is_some_and(|(_, t)| hourly(t))
}

/// 지난해 같은 기간보다 and “so far this year … on-year”: the Korean names the year that is compared with, the English the
/// year that is compared.
fn base_year(ko: Told<'_>, en: Told<'_>) -> bool {
    let (Value::Date(a), Value::Date(b)) = (&ko.m.value, &en.m.value) else { return false };
    let years = a.grain == Grain::Year && b.grain == Grain::Year && a.relative.zip(b.relative).is_some_and(|(x, y)| y == x + 1);
    let base = || ["보다", "대비", "같은 기간", "동기"].iter().any(|w| ko.behind(36).contains(w));
    years && base() && !BASE.iter().any(|w| en.before(8).ends_with(w))
}

/// Whether two places are the ends of a range of places.
fn ends_of(ko: &Mention, first: &Mention, last: &Mention) -> bool {
    let (Value::Ordinal(range), Value::Ordinal(a), Value::Ordinal(b)) = (&ko.value, &first.value, &last.value) else { return false };
    range.shape == Shape::Range && a.single() == Some(range.low) && b.single() == Some(range.high)
}

/// Whether a share in tenths is told in percent.
fn tenfold(ko: &Mention, en: &Mention) -> bool {
    let of = |m: &Mention| m.value.amount().and_then(Amount::single);
    let kinds = matches!(ko.value, Value::Number(_)) && matches!(en.value, Value::Number(_) | Value::Percent(_));
    let ten = of(ko).and_then(|n| n.checked_mul(Exact::int(10)));
    kinds && ten.is_some() && ten == of(en) && ten <= Some(Exact::int(100))
}
