//! Values with all their digits, as reports show what was read.

use crate::model::{Amount, DateValue, Duration, DurationUnit, Shape, Value};
use crate::text::Exact;

/// A value in words that an editor understands: `3 500 000 000 000 KRW`, `0.25 percentage points`.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Number(a) => numbers(*a),
        Value::Percent(a) => format!("{} percent", numbers(*a)),
        Value::Points(a) => format!("{} percentage points", numbers(*a)),
        Value::Multiple(a) => format!("{} times", numbers(*a)),
        Value::Ordinal(a) => format!("number {} in order", numbers(*a)),
        Value::Money(a, currency) => format!("{} {currency}", numbers(*a)),
        Value::Quantity(a, unit) => format!("{} {}", numbers(*a), unit.id.replace("-per-", " per ").replace('-', " ")),
        Value::Age(a) => aged(*a),
        Value::Date(d) => date_words(d),
        Value::Time(t) => t.clock(),
        Value::Duration(d) => duration_words(d),
        Value::Name(n) => format!("{} ({})", n.text, n.class.as_str()),
    }
}

/// An age in years; those of the very young in months or days.
fn aged(amount: Amount) -> String {
    let units = [("", Exact::ONE), (" months", Exact::int(12)), (" days", Exact::int(365))];
    let whole = |&(name, in_one): &(&'static str, Exact)| Some((name, amount.checked_mul(in_one).filter(|a| a.low.is_integer() && a.high.is_integer())?));
    let (name, amount) = units.iter().find_map(whole).unwrap_or(("", amount));
    format!("aged {}{name}", numbers(amount))
}

fn numbers(amount: Amount) -> String {
    match amount.shape {
        Shape::Point => amount.low.grouped(),
        Shape::Range => format!("{} to {}", amount.low.grouped(), amount.high.grouped()),
        Shape::Band | Shape::Magnitude => format!("{} to under {}", amount.low.grouped(), amount.high.grouped()),
    }
}

fn date_words(date: &DateValue) -> String {
    if let Some(away) = date.away {
        return format!("{} {}", duration_words(&away.length()), if away.before() { "before" } else { "after" });
    }
    let day = day_words(date);
    date.daypart.map_or_else(|| day.clone(), |part| format!("{day}, {}", part.name()))
}

fn day_words(date: &DateValue) -> String {
    // A bare weekday is told as it stands; which week it lies in was only guessed.
    if let Some(weekday) = date.weekday.filter(|_| date.day.is_none() && date.relative.is_none()) {
        return format!("a {weekday:?}");
    }
    match (date.start, date.end) {
        (Some(start), Some(end)) if start == end => format!("{start} ({:?})", start.weekday()),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        _ if date.step.is_some() => {
            ["the day before", "the same day", "the next day"][usize::try_from(date.step.map_or(0, i8::signum) + 1).unwrap_or(1).min(2)].to_owned()
        }
        _ if date.holiday.is_some() => date.holiday.unwrap_or_default().replace('-', " "),
        _ if date.lunar => format!("{} of the lunar calendar", date.edtf()),
        _ => date.edtf(),
    }
}

fn duration_words(duration: &Duration) -> String {
    let part = |(unit, amount): &(DurationUnit, Amount)| {
        let plural = if amount.single() == Some(Exact::ONE) { "" } else { "s" };
        format!("{} {}{plural}", numbers(*amount), unit.name())
    };
    duration.parts.iter().map(part).collect::<Vec<_>>().join(" ")
}
