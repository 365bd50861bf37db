//! The corpora of duckling, where they lie beside the repository: whether the value that a text is read as is the one that
//! they tell. Values only, so the words around them and the place of the mention do not count; addresses of mail are left
//! out. A recurring day (Tuesday, 1 March, Christmas) may be the one before or the one after, since news means both.

use crate::expectations;
use crate::haskell::{Node, unescaped};
use crate::moments;
use crate::support::evaluation_rows;
use daejo::model::{Amount, Certainty, Currency, Document, DurationUnit, Lang, Mention, Shape, Value};
use daejo::pipeline;
use daejo::text::Exact;
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Shares of all rows that are read right; to be raised with the reading.
const FLOOR: usize = 90;

/// A row of the set.
#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    dim: String,
    input: String,
    expected: String,
}

/// The day on which the corpora are read, a Tuesday.
pub(crate) const TODAY: Date = date(2013, 2, 12);

#[test]
fn the_corpora_of_duckling() {
    let Some(rows) = evaluation_rows::<Row>("duckling.jsonl") else { return };
    let wrong = expectations::wrong("duckling");
    let (mut table, mut missed) = (BTreeMap::<_, (usize, usize)>::new(), Vec::new());
    for row in rows.iter().filter(|r| r.dim != "Email" && !wrong.contains(&r.id)) {
        let right = is_met(row);
        for key in [(row.lang.as_str(), row.dim.as_str()), ("all", "all")] {
            let cell = table.entry(key).or_default();
            *cell = (cell.0 + usize::from(right), cell.1 + 1);
        }
        if !right {
            missed.push(row);
        }
    }
    for row in &missed {
        println!("{} {:?} should be {}, read: {:?}", row.id, row.input, row.expected, shown(&read(row, TODAY)));
    }
    for ((lang, dim), (right, all)) in &table {
        println!("duckling {lang:3} {dim:14} {:5.1}% ({right}/{all})", share(*right, *all));
    }
    println!("duckling: {} rows have wrong expectations", wrong.len());
    let unknown: Vec<_> = wrong.iter().filter(|id| rows.iter().all(|r| r.id != **id)).collect();
    assert!(unknown.is_empty(), "no such rows: {unknown:?}");
    let (right, all) = table[&("all", "all")];
    assert!(100 * right >= FLOOR * all, "{right} of {all} are read right; the floor is {FLOOR}%");
}

#[expect(clippy::cast_precision_loss, reason = "a share to be shown")]
fn share(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}

fn read(row: &Row, date: Date) -> Vec<Mention> {
    let lang = if row.lang == "ko" { Lang::Ko } else { Lang::En };
    let text = unescaped(&row.input);
    let document = Document::plain(lang, lang.to_string(), &text);
    pipeline::read(&document, Some(date)).mentions
}

fn shown(mentions: &[Mention]) -> String {
    let figures = mentions.iter().filter(|m| m.value.kind() != "name");
    figures.map(|m| format!("{} ({})", daejo::model::plain(&m.value), m.certainty.as_str())).collect::<Vec<_>>().join(", ")
}

fn is_met(row: &Row) -> bool {
    let wanted = Node::parse(&row.expected).unwrap_or_else(|| panic!("{}: {} is no value", row.id, row.expected));
    let mentions = read(row, TODAY);
    if row.dim == "Time" {
        let on = |day| read(row, day);
        return moments::met(&wanted, &mentions, on).unwrap_or_else(|| panic!("{}: {} is no time", row.id, row.expected));
    }
    mentions.iter().any(|m| figure(&wanted, m).unwrap_or(false))
}

/// Whether a mention says what an expectation does; `None` where it cannot.
fn figure(wanted: &Node, m: &Mention) -> Option<bool> {
    let parts = wanted.parts();
    Some(match (parts.first()?.word(), &m.value) {
        ("NumeralValue", Value::Number(a) | Value::Multiple(a)) | ("OrdinalData", Value::Ordinal(a)) => a.single() == parts.get(1)?.number(),
        ("DurationData", Value::Duration(d)) => lasts(&d.parts, parts.get(1)?.number()?, parts.get(2)?.word())?,
        ("simple", _) => {
            let n = parts.get(2)?.number()?;
            measures(parts.get(1)?, &m.value, [n, n])
        }
        ("between", _) => {
            let ends = parts.get(2)?.parts();
            measures(parts.get(1)?, &m.value, [ends.first()?.number()?, ends.get(1)?.number()?])
        }
        ("under", _) => matches!(m.certainty, Certainty::AtMost | Certainty::LessThan) && bound(parts, &m.value)?,
        ("above", _) => matches!(m.certainty, Certainty::AtLeast | Certainty::MoreThan) && bound(parts, &m.value)?,
        _ => false,
    })
}

fn bound(parts: &[Node], value: &Value) -> Option<bool> {
    let n = parts.get(2)?.number()?;
    Some(measures(parts.get(1)?, value, [n, n]))
}

/// Whether a value has these ends, in a unit or currency as duckling names it.
fn measures(unit: &Node, value: &Value, ends: [Exact; 2]) -> bool {
    let Some(amount) = value.amount() else { return false };
    if (ends[0] == ends[1]) != (amount.shape == Shape::Point) {
        return false;
    }
    let name = if unit.word() == "Custom" { unit.parts().get(1).map_or("", Node::word) } else { unit.word() };
    let equal = |a: Amount, factor: Exact| ends.map(|e| e.checked_mul(factor)) == [Some(a.low), Some(a.high)];
    match value {
        Value::Money(a, currency) => currencies(name, *currency).is_some_and(|factor| equal(*a, factor)),
        Value::Quantity(a, u) => match scale(name) {
            Some((base, factor)) if base == u.id => equal(*a, factor),
            Some((_, factor)) if alike(name, u.dimension) => ends.map(|e| e.checked_mul(factor)) == [u.to_base(a.low), u.to_base(a.high)],
            _ => false,
        },
        _ => name == "Unnamed" && equal(amount, Exact::ONE),
    }
}

/// How much of a currency one of what duckling names is; `None` when it is another. A dinar or a rial is one of several.
fn currencies(name: &str, currency: Currency) -> Option<Exact> {
    let (code, factor) = match name {
        "Dollar" => ("USD", Exact::ONE),
        "Cent" => ("USD", Exact::pow10(-2)),
        "Pound" => ("GBP", Exact::ONE),
        "Unnamed" | "Dinar" | "Rial" => return Some(Exact::ONE),
        code => (code, Exact::ONE),
    };
    (currency.code() == code).then_some(factor)
}

/// What duckling's unit is called here, or the base unit of its dimension, and how much of that one is.
fn scale(name: &str) -> Option<(&'static str, Exact)> {
    let (base, factor) = match name {
        "Celsius" => ("celsius", "1"),
        "Fahrenheit" => ("fahrenheit", "1"),
        "Degree" => ("degree", "1"),
        "근" => ("geun", "1"),
        "Kilometre" => ("", "1000"),
        "Hectolitre" => ("", "100"),
        "Metre" | "Gram" | "Litre" => ("", "1"),
        "Centimetre" => ("", "0.01"),
        "Millimetre" | "Millilitre" => ("", "0.001"),
        "Mile" => ("", "1609.344"),
        "Yard" => ("", "0.9144"),
        "Foot" => ("", "0.3048"),
        "Inch" => ("", "0.0254"),
        "Pound" => ("", "453.59237"),
        "Ounce" => ("", "28.349523125"),
        "Gallon" => ("", "3.785411784"),
        "Cup" => ("", "0.2365882365"),
        _ => return None,
    };
    Some((base, Exact::parse(factor)?))
}

/// Whether duckling's unit measures this; a bare degree is one of temperature or of an angle.
fn alike(name: &str, dimension: daejo::model::Dimension) -> bool {
    use daejo::model::Dimension::{Length, Mass, Volume};
    match name {
        "Gram" | "Pound" | "Ounce" => dimension == Mass,
        "Litre" | "Millilitre" | "Hectolitre" | "Gallon" | "Cup" => dimension == Volume,
        "Celsius" | "Fahrenheit" | "Degree" | "근" => false,
        _ => dimension == Length,
    }
}

/// Whether the parts of a duration make so many of a unit: months and years among themselves, the rest by the clock.
fn lasts(parts: &[(DurationUnit, Amount)], n: Exact, unit: &str) -> Option<bool> {
    let months = |unit: DurationUnit| match unit {
        DurationUnit::Year => Some(12),
        DurationUnit::Month => Some(1),
        _ => None,
    };
    let units = [DurationUnit::Year, DurationUnit::Month, DurationUnit::Week, DurationUnit::Day, DurationUnit::Hour, DurationUnit::Minute];
    let unit = units.into_iter().find(|u| u.name().eq_ignore_ascii_case(unit)).unwrap_or(DurationUnit::Second);
    let by_month = months(unit).is_some();
    let size = |u: DurationUnit| if by_month { months(u) } else { Some(u.seconds()) };
    let sum = parts.iter().try_fold(Exact::ZERO, |sum, (u, a)| sum.checked_add(a.single()?.checked_mul(Exact::int(size(*u)?))?));
    Some(sum? == n.checked_mul(Exact::int(size(unit)?))?)
}
