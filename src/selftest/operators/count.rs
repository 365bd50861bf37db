//! Operators on what is counted in small steps: fractions, multiples, places in an order, ages, lengths of time.

use crate::model::Value;
use crate::selftest::numeral::{Numeral, write};
use crate::selftest::site::{Mutation, Site};
use crate::text::{Exact, Span};

const FRACTIONS: &[(&str, &str)] = &[
    ("two-thirds", "one-third"),
    ("two thirds", "one third"),
    ("one-third", "two-thirds"),
    ("one third", "two thirds"),
    ("a third", "a quarter"),
    ("three-quarters", "one-quarter"),
    ("three-fourths", "one-fourth"),
    ("one-quarter", "one-third"),
    ("one-fourth", "one-third"),
    ("a quarter", "a third"),
    ("a fourth", "a third"),
    ("one-fifth", "one-fourth"),
    ("a fifth", "a quarter"),
    ("two-fifths", "three-fifths"),
    ("three-fifths", "two-fifths"),
    ("four-fifths", "three-fifths"),
    ("one-sixth", "one-fifth"),
    ("one-tenth", "one-fifth"),
    ("a tenth", "a fifth"),
    ("one in three", "one in four"),
    ("one in four", "one in three"),
    ("one in five", "one in four"),
    ("one out of three", "one out of four"),
    ("two out of three", "one out of three"),
    ("half", "a third"),
    ("halved", "tripled"),
];
const MULTIPLES: &[(&str, &str)] = &[
    ("twice", "three times"),
    ("double", "triple"),
    ("doubled", "tripled"),
    ("doubling", "tripling"),
    ("twofold", "threefold"),
    ("triple", "double"),
    ("tripled", "doubled"),
    ("threefold", "twofold"),
    ("quadrupled", "tripled"),
    ("fourfold", "threefold"),
    ("fivefold", "fourfold"),
    ("tenfold", "fivefold"),
];
const ORDINALS: [&str; 12] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

/// Another share.
pub(in crate::selftest) fn fraction(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if matches!(site.mention().value, Value::Multiple(_) | Value::Number(_)) {
        out.extend(site.replace(FRACTIONS));
    }
}

/// Three times for twice, 3.5 times for 2.5 times.
pub(in crate::selftest) fn multiple(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Multiple(_) = site.mention().value else { return };
    let number = site.number().filter(|n| n.value > Exact::ONE);
    out.extend(site.replace(MULTIPLES).or_else(|| step(site, &number?)));
}

/// One up or down, whichever chance says, and never down to one.
fn step(site: &Site<'_>, numeral: &Numeral) -> Option<Mutation> {
    let up = site.choose(2) == 0 || numeral.value <= Exact::int(2);
    let new = numeral.value.checked_add(if up { Exact::ONE } else { Exact::int(-1) })?;
    Some(site.change(numeral.span, write(new, numeral, site.text)?))
}

/// The ending of an ordinal in digits.
pub(super) fn ending(n: i64) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// The next in order: third for second, 22nd for 21st.
pub(in crate::selftest) fn ordinal(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Ordinal(amount) = site.mention().value else { return };
    let Some(n) = amount.single().and_then(Exact::to_i64) else { return };
    let word = usize::try_from(n - 1).ok().filter(|i| i + 1 < ORDINALS.len()).and_then(|i| site.find(ORDINALS[i]).map(|span| (span, ORDINALS[i + 1])));
    if let Some((span, next)) = word {
        out.push(site.change(span, crate::selftest::numeral::cased(next, span.slice(site.text))));
        return;
    }
    let Some(numeral) = site.number().filter(|n| !n.word) else { return };
    let behind = Span::new(numeral.span.end, numeral.span.end + 2).slice(site.text);
    let (span, new) = if behind == ending(n) {
        (Span::new(numeral.span.start, numeral.span.end + 2), format!("{}{}", n + 1, ending(n + 1)))
    } else {
        (numeral.span, (n + 1).to_string())
    };
    out.push(site.change(span, new));
}

/// A year older or younger.
pub(in crate::selftest) fn age(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Age(_) = site.mention().value else { return };
    out.extend(site.number().and_then(|n| step(site, &n)));
}

/// One more or less of the unit.
pub(in crate::selftest) fn duration(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Duration(duration) = &site.mention().value else { return };
    let parts: Vec<Exact> = duration.parts.iter().filter_map(|(_, amount)| amount.single()).filter(|n| *n > Exact::ONE).collect();
    let Some(told) = parts.get(site.choose(parts.len())) else { return };
    let numeral = site.numerals().into_iter().find(|n| n.value == *told);
    out.extend(numeral.and_then(|n| step(site, &n)));
}

#[cfg(test)]
mod tests {
    use crate::selftest::operators::tests::made;

    #[test]
    fn shares_and_multiples() {
        assert_eq!(made("fraction", "Two-thirds of the houses burned."), ["One-third of the houses burned."]);
        assert_eq!(made("fraction", "About half of the houses burned."), ["About a third of the houses burned."]);
        assert_eq!(made("multiple", "Sales are 2.5 times those of last year."), ["Sales are 3.5 times those of last year."]);
        assert_eq!(made("multiple", "Sales doubled."), ["Sales tripled."]);
    }

    #[test]
    fn one_further() {
        assert_eq!(made("ordinal", "It is the second case."), ["It is the third case."]);
        assert_eq!(made("ordinal", "It is the 21st case."), ["It is the 22nd case."]);
        assert_eq!(made("age", "A 43-year-old man was arrested."), ["A 44-year-old man was arrested."]);
        assert_eq!(made("duration", "He was sentenced to three years in prison."), ["He was sentenced to four years in prison."]);
    }
}
