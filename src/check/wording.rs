//! Values in the words of an English news desk, for messages and suggestions.

use crate::model::{Amount, Currency, DateValue, Duration, DurationUnit, Grain, Mention, Shape, TimeOfDay, Unit, Value, plain};
use crate::text::Exact;
use jiff::civil::Weekday;

/// A value as an English daily would print it: `3.5 trillion won`, `0.25 percentage point`, `Monday, April 14`.
pub fn english(value: &Value) -> String {
    match value {
        Value::Number(a) => spread(*a, number, ""),
        Value::Percent(a) => spread(*a, number, " percent"),
        Value::Points(a) => {
            let one = a.high <= Exact::ONE && !a.high.is_negative();
            spread(*a, number, if one { " percentage point" } else { " percentage points" })
        }
        Value::Multiple(a) if a.single() == Exact::ratio(1, 2) => "half".to_owned(),
        Value::Multiple(a) => spread(*a, number, " times"),
        Value::Ordinal(a) => a.single().map_or_else(|| spread(*a, number, ""), ordinal),
        Value::Money(a, c) => money(*a, *c),
        Value::Quantity(a, u) => spread(*a, number, &format!(" {}", unit(u, *a))),
        Value::Age(a) if a.shape == Shape::Band => format!("in their {}s", a.low),
        Value::Age(a) => spread(*a, number, " years old"),
        Value::Date(d) => d.daypart.map_or_else(|| date(d), |part| format!("{} ({})", date(d), part.name())),
        Value::Time(t) => time(*t),
        Value::Duration(d) => duration(d),
        Value::Name(n) => n.text.to_string(),
    }
}

/// `read as …`, for the label of a mention.
pub fn read_as(m: &Mention) -> String {
    format!("read as {}", plain(&m.value))
}

/// Both ends of an amount, or the word for its magnitude.
fn spread(a: Amount, show: fn(Exact) -> String, unit: &str) -> String {
    match a.shape {
        Shape::Point => format!("{}{unit}", show(a.low)),
        Shape::Range => format!("{} to {}{unit}", show(a.low), show(a.high)),
        Shape::Band => format!("the {}{unit} range", show(a.low)),
        Shape::Magnitude if unit.is_empty() => magnitude(a.low),
        Shape::Magnitude => format!("{} of{unit}", magnitude(a.low)),
    }
}

/// Dozens, hundreds, tens of thousands, billions.
fn magnitude(low: Exact) -> String {
    const WORDS: [&str; 4] = ["", "thousands", "millions", "billions"];
    let Some(e) = low.power_of_ten().and_then(|e| usize::try_from(e).ok()) else { return number(low) };
    match (e, e / 3, e % 3) {
        (1, ..) => "dozens".to_owned(),
        (2, ..) => "hundreds".to_owned(),
        (_, group, 0) => WORDS.get(group).map_or_else(|| "trillions".to_owned(), |w| (*w).to_owned()),
        (_, group, rest) => format!("{} of {}", if rest == 1 { "tens" } else { "hundreds" }, WORDS.get(group).unwrap_or(&"trillions")),
    }
}

/// 3.5 trillion, 15,500, 0.25, 2/3.
pub fn number(n: Exact) -> String {
    let size = n.abs();
    for (exponent, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        if size >= Exact::pow10(exponent)
            && let Some(short) = n.checked_div(Exact::pow10(exponent)).filter(|s| s.mantissa().is_some_and(|(_, e)| e >= -4))
        {
            return format!("{} {word}", commas(short));
        }
    }
    commas(n)
}

fn commas(n: Exact) -> String {
    n.grouped().replace(' ', ",")
}

fn money(a: Amount, c: Currency) -> String {
    if c == Currency::USD && a.shape == Shape::Point {
        return format!("${}", number(a.low));
    }
    let name = match c.code() {
        "KRW" => "won",
        "USD" => "dollars",
        "JPY" => "yen",
        "CNY" => "yuan",
        "EUR" => "euros",
        "GBP" => "pounds",
        code => code,
    };
    spread(a, number, &format!(" {name}"))
}

/// 1st, 22nd, 113th.
fn ordinal(n: Exact) -> String {
    let Some(i) = n.to_i64() else { return n.to_string() };
    let ending = match (i % 100, i % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{}{ending}", commas(n))
}

/// The CLDR identifier as words, in the plural unless there is one.
fn unit(u: &Unit, a: Amount) -> String {
    let words = u.id.replace('-', " ");
    let plural = a.single() != Some(Exact::ONE);
    match u.id {
        "celsius" => "degrees Celsius".to_owned(),
        "fahrenheit" => "degrees Fahrenheit".to_owned(),
        "foot" if plural => "feet".to_owned(),
        "inch" if plural => "inches".to_owned(),
        "tonne" if plural => "tons".to_owned(),
        "tonne" => "ton".to_owned(),
        "pyeong" | "geun" | "don" | "ri" | "hertz" | "doe" | "majigi" => words,
        _ if plural => match words.split_once(" per ") {
            Some((first, rest)) => format!("{first}s per {rest}"),
            None => format!("{words}s"),
        },
        _ => words,
    }
}

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn month(m: i8) -> &'static str {
    usize::try_from(m - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("")
}

/// The English name of a weekday.
pub fn weekday(w: Weekday) -> &'static str {
    match w {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn date(d: &DateValue) -> String {
    if let Some(away) = d.away {
        return format!("{} {}", duration(&away.length()), if away.before() { "earlier" } else { "later" });
    }
    if let Some(part) = d.daypart {
        return format!("the {} of {}", part.name(), date(&DateValue { daypart: None, ..*d }));
    }
    if d.start.is_none() && (d.step.is_some() || d.holiday.is_some() || d.lunar) {
        return plain(&Value::Date(*d));
    }
    let year = d.year.map(|y| format!(" {y}")).unwrap_or_default();
    match d.grain {
        Grain::Day => match (d.start, d.month, d.day, d.weekday) {
            (Some(s), None, ..) => format!("{}, {} {}", weekday(s.weekday()), month(s.month()), s.day()),
            (_, Some(m), Some(day), _) if d.year.is_some() => format!("{} {day},{year}", month(m)),
            (_, Some(m), Some(day), _) => format!("{} {day}", month(m)),
            (_, _, Some(day), _) => format!("the {}", ordinal(Exact::int(i64::from(day)))),
            (_, _, _, Some(w)) => weekday(w).to_owned(),
            _ => d.edtf(),
        },
        Grain::Month => match (d.month, d.start) {
            (Some(m), _) => format!("{}{year}", month(m)),
            (None, Some(s)) => format!("{} {}", month(s.month()), s.year()),
            _ => "a month".to_owned(),
        },
        Grain::Quarter => {
            format!("the {} quarter{}", ["first", "second", "third", "fourth"][usize::try_from(d.part.unwrap_or(1) - 1).unwrap_or(0).min(3)], of(&year))
        }
        Grain::Half => format!("the {} half{}", if d.part == Some(2) { "second" } else { "first" }, of(&year)),
        Grain::Year => d.year.or(d.start.map(jiff::civil::Date::year)).map_or_else(|| "a year".to_owned(), |y| y.to_string()),
        Grain::Decade => format!("the{year}s"),
        Grain::Century => d.year.map_or_else(String::new, |y| format!("the {} century", ordinal(Exact::int(i64::from(y / 100 + 1))))),
        Grain::Week => d.start.map_or_else(|| "a week".to_owned(), |s| format!("the week of {} {}", month(s.month()), s.day())),
    }
}

fn of(year: &str) -> String {
    if year.is_empty() { String::new() } else { format!(" of{year}") }
}

fn time(t: TimeOfDay) -> String {
    let (hour, minute) = (t.minute / 60 % 24, t.minute % 60);
    let half = if t.half_open {
        ""
    } else if hour < 12 {
        " a.m."
    } else {
        " p.m."
    };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour}{half}").trim_end().to_owned() } else { format!("{hour}:{minute:02}{half}") }
}

fn duration(d: &Duration) -> String {
    let part = |(u, a): &(DurationUnit, Amount)| {
        let plural = if a.single() == Some(Exact::ONE) { "" } else { "s" };
        spread(*a, number, &format!(" {}{plural}", u.name()))
    };
    d.parts.iter().map(part).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn won(text: &str) -> String {
        english(&Value::Money(Amount::point(Exact::parse(text).expect("a literal")), Currency::KRW))
    }

    #[test]
    fn amounts_as_a_desk_prints_them() {
        assert_eq!(won("3500000000000"), "3.5 trillion won");
        assert_eq!(won("15500"), "15,500 won");
        assert_eq!(won("123000000"), "123 million won");
        assert_eq!(english(&Value::Points(Amount::point(Exact::parse("0.25").expect("a literal")))), "0.25 percentage point");
        assert_eq!(english(&Value::Ordinal(Amount::point(Exact::int(22)))), "22nd");
        let tens = Amount { low: Exact::pow10(9), high: Exact::pow10(10), shape: Shape::Magnitude };
        assert_eq!(english(&Value::Money(tens, Currency::KRW)), "billions of won");
    }
}
