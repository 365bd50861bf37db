//! The table of units and currencies: every way to write one, in both languages, is read as that one.

use daejo::model::{Document, Lang, Value};
use daejo::pipeline;
use serde::Deserialize;

/// Ways to write that need more than a number before them, or that another unit has as well; English ones with the space
/// that stands before them.
const DOUBTFUL: &[(&str, &str)] = &[
    // Full-width l reads as l, which stands for nothing alone.
    ("liter", "ｌ"),
    ("liter", " L"),
    ("liter", " l"),
    // 컵 is counted before it is measured.
    ("cup", "컵"),
    ("EGP", " LE"),
    ("doe", " doe"),
    ("don", " don"),
    // 관 is a hall far more often than a weight, and is not in the table.
    ("gwan", "관"),
    ("watt", " W"),
    ("volt", " V"),
    ("GBP", " pound"),
    ("GBP", " pounds"),
    ("DEM", " mark"),
    ("BRL", " real"),
    ("ZAR", " rand"),
];

/// `src/extract/units.toml`.
#[derive(Deserialize)]
struct Table {
    unit: Vec<Row>,
    currency: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(alias = "code")]
    id: String,
    #[serde(default)]
    ko: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

/// The units that a text is read to hold, by their ids.
fn read(lang: Lang, text: &str) -> Vec<String> {
    let document = Document::plain(lang, "text", text);
    let id = |value: &Value| match value {
        Value::Quantity(_, unit) => Some(unit.id.to_owned()),
        Value::Money(_, currency) => Some(currency.to_string()),
        Value::Name(_) => None,
        other => Some(other.kind().to_owned()),
    };
    pipeline::read(&document, None).mentions.iter().filter_map(|m| id(&m.value)).collect()
}

#[test]
fn every_unit_is_exercised_in_both_languages() {
    let table: Table = toml::from_str(include_str!("../../src/extract/units.toml")).expect("is a table");
    let mut wrong = Vec::new();
    for row in table.unit.iter().chain(&table.currency) {
        if (row.ko.is_empty() || row.en.is_empty()) && !DOUBTFUL.iter().any(|d| d.0 == row.id) {
            wrong.push(format!("{} has no way to be written in one language", row.id));
        }
        let ko = row.ko.iter().map(|s| (s.clone(), Lang::Ko, format!("모두 12{s} 늘었다.")));
        let en = row.en.iter().map(|s| (format!(" {s}"), Lang::En, format!("It grew by 12 {s} in all.")));
        for (surface, lang, text) in ko.chain(en) {
            let (got, doubtful) = (read(lang, &text), DOUBTFUL.contains(&(row.id.as_str(), surface.as_str())));
            if (got == [row.id.as_str()]) == doubtful {
                wrong.push(format!("{}: {text} is read as {got:?}{}", row.id, if doubtful { ", and is no longer doubtful" } else { "" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
