//! The operators: each makes one kind of mistake that translators and their machines make.
//!
//! To add one: a function in the file of its kind, and a line in [`OPERATORS`].

mod amount;
mod calendar;
mod count;
mod unit;
mod wording;

use super::site::{Mutation, Site};

/// What must be true of the changed text for the change to be put to the test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
    /// Another value is read at the place.
    Value,
    /// The same value is read there, with other words beside it.
    Words,
    /// The figure is gone.
    Gone,
}

/// One kind of mistake.
pub struct Operator {
    /// Its name, on the command line and in reports.
    pub name: &'static str,
    /// What it changes, in a few words.
    pub about: &'static str,
    /// Whether its mutants count in the total. Those that do not are of kinds at which the program is meant to point mildly,
    /// and are listed apart.
    pub counted: bool,
    /// What must be true of the changed text.
    pub aim: Aim,
    pub(super) make: fn(&Site<'_>, &mut Vec<Mutation>),
}

impl std::fmt::Debug for Operator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Operator {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// An operator after which another value is read.
const fn value(name: &'static str, about: &'static str, make: fn(&Site<'_>, &mut Vec<Mutation>)) -> Operator {
    Operator { name, about, counted: true, aim: Aim::Value, make }
}

/// An operator that changes the words beside a figure.
const fn words(name: &'static str, about: &'static str, make: fn(&Site<'_>, &mut Vec<Mutation>)) -> Operator {
    Operator { name, about, counted: true, aim: Aim::Words, make }
}

/// Every operator, in the order of the reports.
pub static OPERATORS: &[Operator] = &[
    value("times-10", "ten times more, ten times less", amount::tens),
    value("times-1000", "million for billion, and back", amount::thousands),
    value("times-10000", "off by one Korean unit: 만, 억, 조", amount::myriads),
    value("digit", "another digit", amount::digit),
    value("transposed", "two neighbouring digits changed places", amount::transposed),
    value("swapped", "two figures of a sentence changed places", amount::swapped),
    value("range-end", "another end of a range", amount::range_end),
    value("percent-point", "percent for percentage points, and back", unit::percent),
    value("unit", "miles for kilometers, hectares for square kilometers", unit::unit),
    value("currency", "dollars for won, yuan for yen", unit::currency),
    value("fraction", "a third for two-thirds, a quarter for a third", count::fraction),
    value("multiple", "three times for twice", count::multiple),
    value("ordinal", "the next in order", count::ordinal),
    value("age", "a year older or younger", count::age),
    value("duration", "one more or less of the unit", count::duration),
    value("duration-unit", "months for years, hours for minutes", unit::duration),
    value("weekday", "the day before or after", calendar::weekday),
    value("day", "the day of the month before or after", calendar::day),
    value("month", "the month before or after", calendar::month),
    value("year", "the year before or after", calendar::year),
    value("quarter", "another quarter or half of the year", calendar::part),
    value("near-date", "this year for last year", calendar::near),
    value("hour", "an hour earlier or later", calendar::hour),
    value("half-day", "a.m. for p.m.", calendar::half_day),
    words("direction", "fell for rose", wording::direction),
    words("base", "compared with another time", wording::base),
    words("period", "a year for a month", wording::period),
    value("bound", "less than for more than", wording::bound),
    Operator { name: "left-out", about: "the clause with the figure is gone", counted: false, aim: Aim::Gone, make: wording::left_out },
    Operator { name: "bound-dropped", about: "more than, nearly and the like are gone", counted: false, aim: Aim::Value, make: wording::bound_dropped },
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Document, Lang};
    use crate::pipeline::read;
    use crate::selftest::trial::apply;

    /// What an operator makes of a sentence.
    pub(in crate::selftest) fn made(operator: &str, text: &str) -> Vec<String> {
        let operator = OPERATORS.iter().find(|o| o.name == operator).expect(operator);
        let document = Document::plain(Lang::En, "en", text);
        let reading = read(&document, "2025-04-15".parse().ok());
        let mut mutations = Vec::new();
        for index in 0..reading.mentions.len() {
            let at = reading.passage_at(reading.mentions[index].span.start).expect("is in a sentence");
            let site = Site { text: document.text(), mentions: &reading.mentions, index, sentence: reading.passages[at].span, chance: 0 };
            (operator.make)(&site, &mut mutations);
        }
        mutations.iter().map(|m| apply(document.text(), &m.changes).0).collect()
    }

    #[test]
    fn names_are_told_apart_and_said_as_on_the_command_line() {
        let mut names: Vec<_> = OPERATORS.iter().map(|o| o.name).collect();
        assert!(names.iter().all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), OPERATORS.len());
    }
}
