//! Sentences whose values stand close together, and the laws that every reading obeys. Single surfaces are in
//! `corpus/mentions/en`, read by the tests from outside.

use super::read;
use crate::model::{Certainty, Mention, Shape, Value};
use jiff::civil::Date;
use proptest::prelude::*;

fn mentions(text: &str, date: Option<&str>) -> Vec<Mention> {
    let date: Option<Date> = date.map(|d| d.parse().expect("a date"));
    let mut out = Vec::new();
    read(text, date, &mut out);
    out
}

/// The value in the words of the tables.
fn shown(m: &Mention) -> toml::Table {
    let mut t = toml::Table::new();
    let mut put = |key: &str, value: String| {
        t.insert(key.to_owned(), toml::Value::String(value));
    };
    if let Some(a) = m.value.amount() {
        let key = match &m.value {
            Value::Percent(_) => "percent",
            Value::Points(_) => "points",
            Value::Multiple(_) => "multiple",
            Value::Ordinal(_) => "ordinal",
            Value::Money(..) | Value::Quantity(..) => "amount",
            Value::Age(_) => "years",
            _ => "number",
        };
        if a.shape == Shape::Point {
            put(key, a.low.to_string());
        } else {
            put("low", a.low.to_string());
            put("high", a.high.to_string());
        }
    }
    match &m.value {
        Value::Money(_, c) => put("currency", c.to_string()),
        Value::Quantity(_, u) => put("unit", u.id.to_owned()),
        Value::Duration(d) => put("iso", d.iso()),
        Value::Time(time) => put("time", format!("{:02}:{:02}", time.minute / 60, time.minute % 60)),
        Value::Date(d) => match (d.start, d.end) {
            (Some(start), Some(end)) => {
                put("start", start.to_string());
                put("end", end.to_string());
            }
            _ => put("edtf", d.edtf()),
        },
        _ => {}
    }
    t
}

#[test]
fn values_that_take_the_words_around_them() {
    let first = |text: &str| mentions(text, None).first().map(|m| (m.span.slice(text).to_owned(), m.value.kind(), shown(m).to_string().replace('\n', " ")));
    for (text, span, kind, value) in [
        ("The margin is plus or minus 2.5 percentage points.", "2.5 percentage points", "percentage-point", "points = \"2.5\" "),
        ("Most of the 20-somethings who left", "20-somethings", "age", "high = \"30\" low = \"20\" "),
        ("“I have played since I was 11,” she said.", "11", "age", "years = \"11\" "),
    ] {
        assert_eq!(first(text), Some((span.to_owned(), kind, value.to_owned())), "{text}");
    }
}

/// The mentions of a sentence as text, kind and first value.
fn told(text: &str) -> Vec<(&str, &'static str, String)> {
    let list = mentions(text, Some("2025-04-15"));
    list.iter()
        .map(|m| {
            let value = shown(m);
            let first = ["low", "amount", "start", "edtf", "iso", "time", "number", "percent", "points", "multiple", "ordinal", "years"]
                .iter()
                .find_map(|k| value.get(*k));
            (m.span.slice(text), m.value.kind(), first.and_then(|v| v.as_str()).unwrap_or("").to_owned())
        })
        .collect()
}

#[test]
fn two_ends_of_a_change_are_two_mentions() {
    let one = |t, k, v: &str| (t, k, v.to_owned());
    assert_eq!(told("from 2.1 to 3.4 trillion won"), [one("2.1", "money", "2100000000000"), one("3.4 trillion won", "money", "3400000000000")]);
    assert_eq!(told("from 2.75 percent to 2.50 percent"), [one("2.75 percent", "percent", "2.75"), one("2.50 percent", "percent", "2.5")]);
    assert_eq!(told("won 3-1 on penalties"), [one("3", "number", "3"), one("1", "number", "1")]);
    assert_eq!(told("went from 640 to 580 posts"), [one("640", "number", "640"), one("580", "number", "580")]);
    assert_eq!(told("open on Sept. 2 and 3"), [one("Sept. 2", "date", "2025-09-02"), one("3", "date", "2025-09-03")]);
}

#[test]
fn a_number_behind_money_is_no_coin_unless_a_clause_ends() {
    let one = |t, k, v: &str| (t, k, v.to_owned());
    assert_eq!(told("They spent 15 dollars and 12 people stayed."), [one("15 dollars", "money", "15"), one("12", "number", "12")]);
    assert_eq!(told("It cost 15 dollars and 12."), [one("15 dollars and 12", "money", "15.12")]);
    assert_eq!(told("1,400 won a liter, or $1 a liter"), [one("1,400 won", "money", "1400"), one("$1", "money", "1")]);
    assert_eq!(told("at 192.0.2.7 now"), ["192", "0", "2", "7"].map(|n| one(n, "number", n)));
}

#[test]
fn a_sentence_of_news() {
    let got = told("Lee, 52, said Monday that more than 3,200 people paid 2,400 won ($1.80) a month in the first quarter, up 3.2 percent from a year earlier.");
    let kinds: Vec<_> = got.iter().map(|(t, k, _)| (*t, *k)).collect();
    assert_eq!(
        kinds,
        [
            ("52", "age"),
            ("Monday", "date"),
            ("more than 3,200", "number"),
            ("2,400 won", "money"),
            ("$1.80", "money"),
            ("first quarter", "date"),
            ("3.2 percent", "percent"),
            ("a year", "duration"),
        ]
    );
}

#[test]
fn what_is_counted_is_told() {
    let counters: Vec<_> = mentions("71 people, 4,310 homes, 26 trucks and 9 stars", None).iter().map(|m| m.counter).collect();
    assert_eq!(counters, [Some("people"), Some("homes"), Some("vehicles"), None]);
}

#[test]
fn a_month_span_lies_in_one_year() {
    let got = mentions("from January to July", Some("2024-08-28"));
    let starts: Vec<_> = got.iter().map(|m| shown(m)["start"].as_str().map(str::to_owned)).collect();
    assert_eq!(starts, [Some("2024-01-01".to_owned()), Some("2024-07-01".to_owned())]);
}

#[test]
fn hostile_text_ends_soon() {
    for unit in ["one million ", "1/", "9-", "a ", "last ", "between 1 and ", "$", "Jan. 3-", "1,000", "hundred ", "half a ", "more than "] {
        let text = unit.repeat(20_000);
        let got = mentions(&text, None);
        assert!(got.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{unit}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_in_order_on_character_boundaries(text in "\\PC{0,80}") {
        check_order(&text)?;
    }

    #[test]
    fn any_mixture_of_value_words_is_read_in_order(words in prop::collection::vec(prop::sample::select(vec![
        "three", "hundred", "million", "and", "a", "half", "of", "1,000", "2024", "3.5", "won", "$", "-", "percent", "point", "Jan.", "May", "Monday",
        "last", "year", "years", "old", "to", "between", "more", "than", "or", "first", "third", "thirds", "quarter", "dozen", "dozens", ",", ".", ":",
        "30", "p.m.", "the", "14th", "é", "per", "times", "no", "not", "up", "as", "much", "%", "(", ")", "'90s", "Lee", "/", "–",
    ]), 0..14), glue in any::<u16>()) {
        let mut text = String::new();
        for (i, w) in words.iter().enumerate() {
            text.push_str(w);
            if glue >> (i % 16) & 1 == 0 {
                text.push(' ');
            }
        }
        check_order(&text)?;
        // What stands before moves the mentions and changes nothing else.
        let moved = format!("€ — {text}");
        let before = mentions(&format!("€ — {text}"), None);
        prop_assert!(before.iter().all(|m| moved.get(m.span.start..m.span.end).is_some()));
    }
}

fn check_order(text: &str) -> Result<(), TestCaseError> {
    let mut last = 0;
    for m in mentions(text, Some("2025-04-15")) {
        prop_assert!(m.span.start >= last && m.span.end > m.span.start && text.get(m.span.start..m.span.end).is_some(), "{m:?} in {text:?}");
        last = m.span.end;
    }
    Ok(())
}

#[test]
fn hedges_have_their_words() {
    assert_eq!(Certainty::MoreThan.as_str(), "more-than");
    let certainty = |t: &str| mentions(t, None).first().map(|m| m.certainty.as_str());
    assert_eq!(certainty("fewer than 12 of them"), Some("less-than"));
    assert_eq!(certainty("no fewer than 12 of them"), Some("at-least"));
    assert_eq!(certainty("up 12 percent"), Some("exact"), "a rise is no limit");
}
