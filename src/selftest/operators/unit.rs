//! Operators on units: percent and points, measures, currencies, and the units of a length of time.

use crate::model::Value;
use crate::selftest::site::{Mutation, Site};
use crate::text::Span;

/// Each unit and one that it is taken for. Behind a unit an "s" may stand, which goes over to the other.
const UNITS: &[(&str, &str)] = &[
    ("square kilometer", "hectare"),
    ("square meter", "pyeong"),
    ("square feet", "square meters"),
    ("square-foot", "square-meter"),
    ("square-meter", "square-foot"),
    ("hectare", "square kilometer"),
    ("acre", "hectare"),
    ("pyeong", "square meters"),
    ("kilometer", "mile"),
    ("mile", "kilometer"),
    ("centimeter", "millimeter"),
    ("millimeter", "centimeter"),
    ("meters", "feet"),
    ("feet", "meters"),
    ("meter", "foot"),
    ("inches", "centimeters"),
    ("kilogram", "pound"),
    ("pound", "kilogram"),
    ("gram", "kilogram"),
    ("ton", "kilogram"),
    ("liter", "gallon"),
    ("barrel", "ton"),
    ("gigawatt", "megawatt"),
    ("megawatt", "gigawatt"),
    ("kilowatt", "megawatt"),
    ("degrees Celsius", "degrees Fahrenheit"),
    ("Celsius", "Fahrenheit"),
    ("gigabyte", "megabyte"),
    ("terabyte", "gigabyte"),
    ("kilometers per hour", "miles per hour"),
    ("nanometer", "micrometer"),
];
const CURRENCIES: &[(&str, &str)] = &[
    ("won", "dollars"),
    ("dollars", "won"),
    ("yen", "yuan"),
    ("yuan", "yen"),
    ("euros", "dollars"),
    ("pounds", "euros"),
    ("rubles", "euros"),
    ("baht", "dong"),
    ("dong", "baht"),
];
const LENGTHS: &[(&str, &str)] = &[
    ("second", "minute"),
    ("minute", "hour"),
    ("hour", "day"),
    ("day", "week"),
    ("week", "month"),
    ("month", "year"),
    ("year", "month"),
    ("seconds", "minutes"),
    ("minutes", "hours"),
    ("hours", "days"),
    ("days", "weeks"),
    ("weeks", "months"),
    ("months", "years"),
    ("years", "months"),
];

/// Percent for percentage points, and back.
pub(in crate::selftest) fn percent(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let table: &[(&str, &str)] = match site.mention().value {
        Value::Percent(_) => &[("percent", "percentage points"), ("%", " percentage points")],
        Value::Points(_) => &[("percentage points", "percent"), ("percentage point", "percent"), ("percentage-point", "percent")],
        _ => return,
    };
    out.extend(site.replace(table));
}

/// Another unit for the one that is meant.
pub(in crate::selftest) fn unit(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Quantity(..) = site.mention().value else { return };
    for (old, new) in UNITS {
        if let Some(span) = site.find(old) {
            out.push(site.change(span, *new));
            return;
        }
        if let Some(span) = site.find(&format!("{old}s")) {
            let many = if *new == "pyeong" { (*new).to_owned() } else { format!("{new}s") };
            out.push(site.change(span, many));
            return;
        }
    }
}

/// Another currency for the one that is meant.
pub(in crate::selftest) fn currency(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Money(..) = site.mention().value else { return };
    if let Some(mutation) = site.replace(CURRENCIES) {
        out.push(mutation);
        return;
    }
    // A sign in front: $27 million as 27 million won, €30 as $30.
    let Some(number) = site.number() else { return };
    let before = Span::new(site.mention().span.start, number.span.start);
    for (sign, word) in [("$", Some("won")), ("€", None), ("£", None), ("¥", None), ("₩", None)] {
        let Some(at) = before.slice(site.text).rfind(sign) else { continue };
        let span = Span::new(before.start + at, number.span.end);
        let number = number.span.slice(site.text);
        out.push(site.change(span, word.map_or_else(|| format!("${number}"), |word| format!("{number} {word}"))));
        return;
    }
}

/// Months for years, hours for minutes.
pub(in crate::selftest) fn duration(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Duration(_) = site.mention().value else { return };
    out.extend(site.replace(LENGTHS));
}

#[cfg(test)]
mod tests {
    use crate::selftest::operators::tests::made;

    #[test]
    fn percent_and_points() {
        assert_eq!(made("percent-point", "It rose 3 percent."), ["It rose 3 percentage points."]);
        assert_eq!(made("percent-point", "It rose 3%."), ["It rose 3 percentage points."]);
        assert_eq!(made("percent-point", "It rose 0.25 percentage points."), ["It rose 0.25 percent."]);
    }

    #[test]
    fn measures_and_money() {
        assert_eq!(made("unit", "The road is 12 kilometers long."), ["The road is 12 miles long."]);
        assert_eq!(made("unit", "The field is 30 square kilometers wide."), ["The field is 30 hectares wide."]);
        assert_eq!(made("currency", "It cost 3.5 trillion won."), ["It cost 3.5 trillion dollars."]);
        assert_eq!(made("currency", "It cost $27 million."), ["It cost 27 million won."]);
        assert_eq!(made("currency", "It cost €27 million."), ["It cost $27 million."]);
    }

    #[test]
    fn lengths_of_time() {
        assert_eq!(made("duration-unit", "He served three years in prison."), ["He served three months in prison."]);
        assert_eq!(made("duration-unit", "A two-day meeting began."), ["A two-week meeting began."]);
    }
}
