//! The mutation test for a person: a table of the operators, one of the rules, and the mutants that were asked for.

use super::super::escape::visible;
use super::super::style::{BOLD, GREEN, Look, RED};
use super::{OfOne, Row, Tally, chosen};
use crate::model::{Fate, Mutant, SelfTest};
use std::fmt::Write as _;

/// The whole report.
pub fn render(test: &SelfTest, show: Option<Fate>, look: &Look) -> String {
    let tally = Tally::of(test);
    let mut out = String::new();
    chosen(test, show).for_each(|m| mutant(m, look, &mut out));
    operators(&tally, look, &mut out);
    rules(&tally, look, &mut out);
    pairs(test, look, &mut out);
    out
}

/// `94.1%`, or a dash where there is nothing to divide by.
fn percent(row: &Row) -> String {
    row.per_mille().map_or_else(|| "–".to_owned(), |n| format!("{}.{}%", n / 10, n % 10))
}

fn operators(tally: &Tally<'_>, look: &Look, out: &mut String) {
    let head = format!("{:15}{:>9}{:>9}{:>9}{:>9}{:>9}   most often by", "operator", "mutants", "caught", "noticed", "missed", "recall");
    let _ = writeln!(out, "{}", look.paint(BOLD, &head));
    for counted in [true, false] {
        for OfOne { trade, row, rules } in tally.operators.iter().filter(|o| o.trade.counted == counted) {
            let most = rules.first().map_or_else(String::new, |(rule, n)| format!("{rule} {n}"));
            let _ = writeln!(out, "{}", line(trade.name, row, &most).trim_end());
        }
        if counted {
            let _ = writeln!(out, "{}", look.paint(BOLD, line("all", &tally.total, "").trim_end()));
        }
    }
    let (equivalent, unread) = tally.operators.iter().fold((0, 0), |(a, b), o| (a + o.trade.equivalent, b + o.trade.unread));
    if tally.operators.iter().any(|o| !o.trade.counted) {
        let _ = writeln!(out, "what stands below “all” is meant to be noticed only, and is not in it");
    }
    let _ = writeln!(out, "no mutants: {equivalent} changes after which both sides still say the same, {unread} after which no value was read there");
}

fn line(name: &str, row: &Row, most: &str) -> String {
    format!("{name:15}{:>9}{:>9}{:>9}{:>9}{:>9}   {most}", row.mutants, row.caught, row.noticed, row.missed(), percent(row))
}

fn rules(tally: &Tally<'_>, look: &Look, out: &mut String) {
    if tally.rules.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", look.paint(BOLD, &format!("{:24}{:>9}{:>9}", "rule", "caught", "noticed")));
    for (rule, caught, noticed) in &tally.rules {
        let _ = writeln!(out, "{rule:24}{caught:>9}{noticed:>9}");
    }
}

/// The last lines: the pairs as they stand.
fn pairs(test: &SelfTest, look: &Look, out: &mut String) {
    out.push('\n');
    for alarm in &test.alarms {
        let _ = writeln!(out, "{}: flagged as it stands and left out: {}: {}", visible(&alarm.pair), alarm.rule, visible(&alarm.message));
    }
    for (pair, reason) in &test.untested {
        let _ = writeln!(out, "{}: {}: {}", visible(pair), look.paint(RED, "not tested"), visible(reason));
    }
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let all = plural(test.pairs + test.alarms.len(), "good pair");
    let flagged = look.paint(if test.alarms.is_empty() { GREEN } else { RED }, &format!("{} flagged as they stand", test.alarms.len()));
    let _ = writeln!(out, "{all}, {flagged}; {} tested", plural(test.sentences, "sentence"));
}

fn mutant(m: &Mutant, look: &Look, out: &mut String) {
    let fate = match (m.fate, m.rule) {
        (Fate::Caught, Some(rule)) => format!("caught by {rule}"),
        (Fate::Noticed, Some(rule)) => format!("noticed by {rule}"),
        _ if m.elsewhere => "missed, another place was flagged".to_owned(),
        _ => "missed".to_owned(),
    };
    let _ = writeln!(out, "{}: {}: {fate}", look.paint(BOLD, m.operator), visible(&m.pair));
    let _ = writeln!(out, "  “{}” → “{}”\n  in: {}\n", visible(&m.from), visible(&m.to), visible(&m.sentence));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alarm, Severity, Trade};

    fn test() -> SelfTest {
        let mutant = |operator, fate, rule| Mutant {
            operator,
            pair: "a".to_owned(),
            sentence: "It cost 3 won.".to_owned(),
            from: "3 won".to_owned(),
            to: "30 won".to_owned(),
            fate,
            rule,
            elsewhere: false,
        };
        let trade = |name, counted| Trade { name, about: "", counted, equivalent: 1, unread: 0 };
        SelfTest {
            pairs: 1,
            sentences: 2,
            alarms: vec![Alarm { pair: "b".to_owned(), rule: "value-differs", severity: Severity::Major, message: "m\u{1b}".to_owned() }],
            untested: Vec::new(),
            trades: vec![trade("bound-dropped", false), trade("times-10", true)],
            mutants: vec![
                mutant("times-10", Fate::Caught, Some("magnitude-slip")),
                mutant("times-10", Fate::Missed, None),
                mutant("bound-dropped", Fate::Noticed, Some("bound-differs")),
            ],
        }
    }

    #[test]
    fn the_table_of_a_small_test() {
        let look = Look { colour: false, width: 80, quiet: false, limit: None, decided: false };
        insta::assert_snapshot!(render(&test(), Some(Fate::Missed), &look), @r#"
        times-10: a: missed
          “3 won” → “30 won”
          in: It cost 3 won.

        operator         mutants   caught  noticed   missed   recall   most often by
        times-10               2        1        0        1    50.0%   magnitude-slip 1
        all                    2        1        0        1    50.0%
        bound-dropped          1        0        1        0     0.0%
        what stands below “all” is meant to be noticed only, and is not in it
        no mutants: 2 changes after which both sides still say the same, 0 after which no value was read there

        rule                       caught  noticed
        magnitude-slip                  1        0
        bound-differs                   0        1

        b: flagged as it stands and left out: value-differs: m\u{1b}
        2 good pairs, 1 flagged as they stand; 2 sentences tested
        "#);
    }
}
