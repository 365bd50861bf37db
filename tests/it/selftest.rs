//! The mutation test: what it finds in the pairs that come with the program, and that it says the same in every run.

use crate::support::{Place, good, pair};
use daejo::judge::{FailOn, Policy};
use daejo::model::Fate;
use daejo::selftest::{Attempt, Bench, OPERATORS, Ready, Sample, Terms, good, limit, prepare};
use serde_json::Value;

/// Operators that the corpus gives fewer than five changes, each with the reason.
const FEW: &[(&str, &str)] = &[];

/// The least share of its mutants that is caught, of a hundred, by operator. Meant to rise.
const FLOORS: &[(&str, usize)] = &[
    // Figures change places in silence wherever no label is known for both.
    ("swapped", 10),
    // A first that becomes a second is mostly no figure to the program.
    ("ordinal", 45),
    ("age", 55),
    ("direction", 75),
    ("base", 90),
    ("period", 80),
    ("bound", 85),
    ("weekday", 90),
    ("near-date", 90),
];
/// The floor of all operators that are not listed.
const FLOOR: usize = 94;

fn terms() -> Terms {
    Terms { policy: Policy::default(), fail_on: FailOn::default(), operators: OPERATORS.iter().collect(), seed: 0 }
}

/// The short pairs: whole articles take too long for a test that is built without optimisation.
fn short() -> Vec<Sample> {
    good::embedded().into_iter().map(|(_, sample)| sample.expect("is read")).filter(|s| !s.en.contains("\n\n")).collect()
}

#[test]
fn good_pairs_are_let_pass_and_their_mutants_are_caught() {
    let terms = terms();
    let mut alarms = Vec::new();
    let mut samples = Vec::new();
    for sample in short() {
        match prepare(sample, &terms) {
            Ready::Good { sample, candidates, .. } => samples.push((sample, candidates)),
            Ready::Alarmed(alarm) => alarms.push(format!("{}: {}: {}", alarm.pair, alarm.rule, alarm.message)),
        }
    }
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
    limit(samples.iter_mut().map(|(_, candidates)| candidates), 60);
    // Tried, caught, and all that are real errors, by operator.
    let mut counts = vec![(0, 0, 0); terms.operators.len()];
    for (sample, candidates) in &samples {
        let bench = Bench::new(sample, &terms);
        for candidate in candidates {
            let count = &mut counts[candidate.operator];
            count.0 += 1;
            if let Attempt::Mutant(mutant) = bench.attempt(candidate) {
                assert_ne!(mutant.from, mutant.to, "{mutant:?}");
                assert!(sample.en.contains(&mutant.sentence) && mutant.sentence.contains(&mutant.from), "{mutant:?}");
                count.1 += usize::from(mutant.fate == Fate::Caught);
                count.2 += 1;
            }
        }
    }
    let mut problems = Vec::new();
    for (operator, (tried, caught, real)) in terms.operators.iter().zip(counts) {
        let name = operator.name;
        if (real < 5) != FEW.iter().any(|f| f.0 == name) {
            problems.push(format!("{name}: {real} mutants of {tried} changes"));
        }
        let floor = FLOORS.iter().find(|f| f.0 == name).map_or(FLOOR, |f| f.1);
        if operator.counted && caught * 100 < floor * real {
            problems.push(format!("{name}: {caught} of {real} caught, which is under {floor} of a hundred"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_report_does_not_depend_on_threads_but_on_the_seed() {
    let place = Place::new();
    let run = |jobs: &str, seed: &str| {
        let run = place.run(&["selftest", "--operator", "digit", "--limit", "40", "--show", "caught", "--jobs", jobs, "--seed", seed]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
        run.out
    };
    let one = run("1", "0");
    assert!(one.contains("caught by"), "{one}");
    assert_eq!(one, run("3", "0"));
    assert_ne!(one, run("1", "1"));
}

#[test]
fn pairs_of_ones_own_are_tested_and_flagged_ones_left_out() {
    let place = Place::new();
    let input =
        format!("{}{}?\n", good("a"), pair("b", "정부는 도로에 3조5000억원을 쓴다고 밝혔다.", "The government said it will spend 3.5 billion won on roads."));
    let run = place.run_on(&["selftest", "--pairs", "-", "--format", "json", "--show", "caught"], input);
    assert_eq!(run.code, 3, "{run:?}");
    let report: Value = serde_json::from_str(&run.out).expect("is JSON");
    assert_eq!((&report["pairs"], &report["flagged"][0]["pair"], &report["not_tested"][0]["pair"]), (&1.into(), &"b".into(), &"line 3".into()));
    let mutants = report["mutants"].as_array().expect("is a list");
    assert!(mutants.iter().all(|m| m["pair"] == "a" && m["fate"] == "caught"));
    assert!(mutants.iter().any(|m| m["operator"] == "times-1000" && m["to"] == "3.5 billion won" && m["rule"] == "magnitude-slip"), "{}", run.out);
}

#[test]
fn a_folder_can_be_tested() {
    let place = Place::new();
    place.file("a.ko.md", "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n").file("a.en.md", "The government said it will spend 3.5 trillion won on roads.\n");
    let run = place.run(&["selftest", "--dir", "."]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("1 good pair, 0 flagged"), "{}", run.out);
}

#[test]
fn a_share_can_be_asked_for() {
    let place = Place::new();
    let run = |args: &[&str]| place.run_on(&[&["selftest", "--pairs", "-"], args].concat(), good("a"));
    assert_eq!(run(&["--operator", "times-1000", "--at-least", "100"]).code, 0);
    // Nothing is ever caught when nothing stops an editor.
    assert_eq!(run(&["--operator", "times-1000", "--at-least", "1", "--fail-on", "never"]).code, 1);
    assert_eq!(run(&["--operator", "times-7"]).code, 2);
    assert_eq!(place.run_on(&["selftest", "--pairs", "-"], "").code, 3);
}
