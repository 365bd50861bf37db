//! A mutation test, counted: by operator and by rule.

use crate::model::{Fate, Mutant, SelfTest, Trade};
use std::collections::BTreeMap;

/// Mutants of one kind, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// All of them.
    pub mutants: usize,
    /// Those at which a finding stops an editor.
    pub caught: usize,
    /// Those at which only a milder finding points.
    pub noticed: usize,
    /// Those that the program missed at their place, but that made it stop an editor at another.
    pub elsewhere: usize,
}

/// The mutants of one operator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfOne<'t> {
    /// The operator.
    pub trade: &'t Trade,
    /// Its mutants, counted.
    pub row: Row,
    /// The rules that caught them, the most frequent first.
    pub rules: Vec<(&'static str, usize)>,
}

/// The whole test, counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally<'t> {
    /// Each operator, in their order.
    pub operators: Vec<OfOne<'t>>,
    /// Each rule with the mutants that it caught and noticed, the most frequent first.
    pub rules: Vec<(&'static str, usize, usize)>,
    /// All mutants that count.
    pub total: Row,
}

impl Row {
    fn add(&mut self, mutant: &Mutant) {
        self.mutants += 1;
        self.caught += usize::from(mutant.fate == Fate::Caught);
        self.noticed += usize::from(mutant.fate == Fate::Noticed);
        self.elsewhere += usize::from(mutant.elsewhere);
    }

    /// Those at which nothing points.
    pub const fn missed(&self) -> usize {
        self.mutants - self.caught - self.noticed
    }

    /// Caught ones in a thousand, rounded; none where there is no mutant.
    pub const fn per_mille(&self) -> Option<usize> {
        match self.mutants {
            0 => None,
            n => Some((self.caught * 2000 + n) / (2 * n)),
        }
    }
}

impl<'t> Tally<'t> {
    /// Counts a test.
    pub fn of(test: &'t SelfTest) -> Self {
        let (mut rules, mut total) = (BTreeMap::<&str, (usize, usize)>::new(), Row::default());
        let mut operators = Vec::with_capacity(test.trades.len());
        for trade in &test.trades {
            let (mut row, mut by) = (Row::default(), BTreeMap::<&str, usize>::new());
            for mutant in test.mutants.iter().filter(|m| m.operator == trade.name) {
                row.add(mutant);
                if trade.counted {
                    total.add(mutant);
                }
                let Some(rule) = mutant.rule else { continue };
                let counts = rules.entry(rule).or_default();
                if mutant.fate == Fate::Caught {
                    counts.0 += 1;
                    *by.entry(rule).or_default() += 1;
                } else {
                    counts.1 += 1;
                }
            }
            let mut by: Vec<_> = by.into_iter().collect();
            by.sort_by_key(|(rule, n)| (std::cmp::Reverse(*n), *rule));
            operators.push(OfOne { trade, row, rules: by });
        }
        let mut rules: Vec<_> = rules.into_iter().map(|(rule, (caught, noticed))| (rule, caught, noticed)).collect();
        rules.sort_by_key(|(rule, caught, noticed)| (std::cmp::Reverse((*caught, *noticed)), *rule));
        Self { operators, rules, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_nothing_is_no_share() {
        let row = |caught, mutants| Row { mutants, caught, ..Row::default() }.per_mille();
        assert_eq!([row(0, 0), row(2, 3), row(1, 3), row(3, 3), row(1, 2000)], [None, Some(667), Some(333), Some(1000), Some(1)]);
    }
}
