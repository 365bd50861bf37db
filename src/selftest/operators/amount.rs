//! Operators on amounts: powers of ten, digits, figures that change places, ends of ranges.

use crate::model::{Shape, Value};
use crate::selftest::numeral::{Numeral, write};
use crate::selftest::site::{Change, Mutation, Site, number};
use crate::text::{Exact, Span};
use smallvec::smallvec;

/// Ten times more, ten times less.
pub(in crate::selftest) fn tens(site: &Site<'_>, out: &mut Vec<Mutation>) {
    shifted(site, 1, out);
}

/// Million for billion, and back.
pub(in crate::selftest) fn thousands(site: &Site<'_>, out: &mut Vec<Mutation>) {
    shifted(site, 3, out);
}

/// 만 for 억, and back.
pub(in crate::selftest) fn myriads(site: &Site<'_>, out: &mut Vec<Mutation>) {
    shifted(site, 4, out);
}

/// The figure times ten to a power, up and down, where a newspaper could print it.
fn shifted(site: &Site<'_>, power: i32, out: &mut Vec<Mutation>) {
    let value = &site.mention().value;
    if !matches!(value, Value::Number(_) | Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Quantity(..)) {
        return;
    }
    let Some(numeral) = site.number() else { return };
    // Nobody slips by a large unit in what has none: three people, 4.5 percent.
    if power > 1 && numeral.value < Exact::int(1000) {
        return;
    }
    for power in [power, -power] {
        let Some(shifted) = numeral.value.checked_mul(Exact::pow10(power)) else { continue };
        // A tenth of three people is no slip, nor are 4,500 percent.
        let counted = matches!(value, Value::Number(_)) && numeral.value.is_integer() && !shifted.is_integer();
        let share = matches!(value, Value::Percent(_) | Value::Points(_)) && shifted > Exact::int(1000);
        if !counted && !share {
            out.extend(write(shifted, &numeral, site.text).map(|new| site.change(numeral.span, new)));
        }
    }
}

/// The figures that the operators on digits work on; those with operators of their own are left to them.
fn plain(site: &Site<'_>) -> Option<Numeral> {
    let plain = matches!(site.mention().value, Value::Number(_) | Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Quantity(..));
    plain.then(|| site.number()).flatten()
}

/// Another digit: 3.5 for 3.2; of numbers in words, the next.
pub(in crate::selftest) fn digit(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Some(numeral) = plain(site) else { return };
    if numeral.word {
        let next = numeral.value.checked_add(Exact::ONE).filter(|n| *n > Exact::int(2));
        out.extend(next.and_then(|n| write(n, &numeral, site.text)).map(|new| site.change(numeral.span, new)));
        return;
    }
    let literal = numeral.literal.slice(site.text);
    let places: Vec<usize> = literal.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    let place = places[site.choose(places.len())];
    let old = literal.as_bytes()[place] - b'0';
    // One to eight further, past zero: a number has no zero in front, and decimals do not end with one.
    let step = u8::try_from(site.choose(8)).unwrap_or(0) + 1;
    let new = (old + step) % 10;
    let new = if new == 0 { (old + step + 1) % 10 } else { new };
    if new != old {
        let at = numeral.literal.start + place;
        out.push(site.change(Span::new(at, at + 1), char::from(b'0' + new)));
    }
}

/// Two neighbouring digits in each other's place.
pub(in crate::selftest) fn transposed(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Some(numeral) = plain(site).filter(|n| !n.word) else { return };
    let literal = numeral.literal.slice(site.text).as_bytes();
    let places: Vec<usize> = (0..literal.len()).filter(|&i| literal[i].is_ascii_digit()).collect();
    let last = literal.len() - 1;
    let decimals = literal.contains(&b'.');
    let swappable = |&(i, j): &(usize, usize)| {
        let leading = i == 0 && literal[j] == b'0';
        let tail = decimals && j == last && literal[i] == b'0';
        literal[i] != literal[j] && !leading && !tail
    };
    let pairs: Vec<(usize, usize)> = places.windows(2).map(|w| (w[0], w[1])).filter(swappable).collect();
    let Some(&(i, j)) = pairs.get(site.choose(pairs.len())) else { return };
    let mut new = literal.to_vec();
    new.swap(i, j);
    out.extend(String::from_utf8(new).ok().map(|new| site.change(numeral.literal, new)));
}

/// The figure and the next of its kind in the sentence in each other's place.
pub(in crate::selftest) fn swapped(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let (Some(first), mine) = (site.number(), site.mention()) else { return };
    let alike = |other: &Value| match (&mine.value, other) {
        (Value::Money(_, x), Value::Money(_, y)) => x == y,
        (Value::Quantity(_, x), Value::Quantity(_, y)) => x.id == y.id,
        (a, b) => a.kind() == b.kind(),
    };
    let mut rest = site.mentions[site.index + 1..].iter().take_while(|m| m.span.start < site.sentence.end);
    let Some(second) = rest.find(|m| alike(&m.value) && m.value != mine.value).and_then(|m| number(site.text, m)) else { return };
    // A score tells the winner's points first, whichever way they are given; "two of seven" as "seven of two" is no slip.
    let apart = site.text.get(first.span.end..second.span.start).is_some_and(|between| between.len() > 1 && between != " of ");
    if !apart || first.word != second.word {
        return;
    }
    let change = |at: Span, from: Span| Change { span: at, new: from.slice(site.text).to_owned() };
    out.push(Mutation { changes: smallvec![change(first.span, second.span), change(second.span, first.span)], mention: site.index });
}

/// One end of a range further out.
pub(in crate::selftest) fn range_end(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if site.amount().is_none_or(|a| a.shape != Shape::Range) {
        return;
    }
    let [low, high] = site.numerals()[..] else { return };
    let upper = site.choose(2) == 0;
    let numeral = if upper { high } else { low };
    // A step is one of the last digit that is written: 5 to 6, 1.5 to 1.6.
    let Some(step) = numeral.value.mantissa().map(|(_, exponent)| Exact::pow10(exponent)) else { return };
    let new = if upper { numeral.value.checked_add(step) } else { numeral.value.checked_sub(step) };
    out.extend(new.and_then(|new| write(new, &numeral, site.text)).map(|new| site.change(numeral.span, new)));
}

#[cfg(test)]
mod tests {
    use crate::selftest::operators::tests::made;

    #[test]
    fn powers_of_ten() {
        assert_eq!(made("times-10", "It cost 3.5 trillion won."), ["It cost 35 trillion won.", "It cost 350 billion won."]);
        assert_eq!(made("times-10", "Exports rose 4.5 percent."), ["Exports rose 45 percent.", "Exports rose 0.45 percent."]);
        assert_eq!(made("times-10", "Police arrested three people."), ["Police arrested 30 people."]);
        assert_eq!(made("times-1000", "It cost 3.5 trillion won."), ["It cost 3,500 trillion won.", "It cost 3.5 billion won."]);
        assert_eq!(made("times-1000", "Police arrested three people."), [""; 0]);
        assert_eq!(made("times-10000", "It cost $27 million."), ["It cost $270 billion.", "It cost $2,700."]);
    }

    #[test]
    fn digits() {
        assert_eq!(made("digit", "Exports rose 4.5 percent."), ["Exports rose 5.5 percent."]);
        assert_eq!(made("digit", "Police arrested three people."), ["Police arrested four people."]);
        assert_eq!(made("transposed", "The plant has 38,427 workers."), ["The plant has 83,427 workers."]);
        assert_eq!(made("transposed", "The plant has 333 workers."), [""; 0]);
        assert_eq!(made("transposed", "The plant has 20 workers."), [""; 0]);
    }

    #[test]
    fn places() {
        assert_eq!(made("swapped", "The rate rose from 3.2 percent to 4.1 percent in May."), ["The rate rose from 4.1 percent to 3.2 percent in May."]);
        assert_eq!(made("swapped", "It has 3 million won and $4 million."), [""; 0]);
        assert_eq!(made("swapped", "They won 7-6 at home."), [""; 0]);
        assert_eq!(made("range-end", "Prices could rise another 5 to 6 percent."), ["Prices could rise another 5 to 7 percent."]);
    }
}
