//! The archive from one end to the other: over articles that are made, and over real magazines where they lie beside the repository.

use crate::archive::{articles, export};
use crate::schema::{holds, schema};
use crate::support::{Place, evaluation_rows};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn lines(export: &str) -> Vec<Value> {
    export.lines().map(|l| serde_json::from_str(l).expect("is JSON")).collect()
}

/// What is said by everything that reads a store, held against its export.
fn hold_together(place: &Place, more: &[&str]) {
    let all = lines(&export(place));
    let report: Value =
        serde_json::from_str(&place.run(&[&["archive", "report", "--store", "archive.db", "--format", "json"], more].concat()).out).expect("is JSON");
    holds(&schema("archive-report.v1.json"), &report);
    let checked: Vec<&Value> = all.iter().filter(|l| !l["content"].is_null()).collect();
    assert_eq!(report["articles"], json!(checked.len()));
    let mut severities: BTreeMap<String, u64> = ["critical", "major", "minor", "info"].map(|s| (s.to_owned(), 0)).into();
    let findings = || all.iter().flat_map(|l| l["findings"].as_array().expect("a list"));
    for finding in findings() {
        *severities.get_mut(finding["severity"].as_str().expect("a word")).expect("is known") += 1;
    }
    assert_eq!(report["findings"], json!(severities));
    let by_rule: u64 =
        report["rules"].as_array().expect("a list").iter().flat_map(|r| r["findings"].as_object().expect("an object").values()).filter_map(Value::as_u64).sum();
    assert_eq!(by_rule as usize, findings().count());
    let over_time: u64 =
        report["periods"].as_array().expect("a list").iter().flat_map(|p| p["rules"].as_object().expect("an object").values()).filter_map(Value::as_u64).sum();
    assert_eq!(over_time, severities["critical"] + severities["major"]);
    // Each passage that is shown has the words that were found.
    for passage in report["worst"].as_array().expect("a list").iter().flat_map(|w| w["passages"].as_array().expect("a list")) {
        let article = all.iter().find(|l| l["id"] == passage["id"]).expect("is there");
        let told = |f: &&Value| {
            let same = |side: &str| f[side]["text"] == passage[side][1];
            f["rule"] == passage["rule"] && f["message"] == passage["message"] && same("source") && same("target")
        };
        assert!(article["findings"].as_array().expect("a list").iter().any(|f| told(&f)), "{passage}");
    }
    let csv = place.run(&["archive", "export", "--store", "archive.db", "--csv", "--table", "findings"]).out;
    let rows = csv::Reader::from_reader(csv.as_bytes()).records().collect::<Result<Vec<_>, _>>().expect("are rows").len();
    assert_eq!(rows, findings().count());
    let verified = place.run(&["archive", "verify", "--store", "archive.db"]);
    assert!(verified.code == 0 && verified.out.ends_with("articles, each as it was written\n"), "{verified:?}");
}

#[test]
fn articles_that_are_made() {
    let place = Place::new();
    let measured = place.run(&["bench", "archive", "--articles", "300", "--sentences", "8", "--store", "archive.db", "--format", "json"]);
    assert_eq!(measured.code, 0, "{measured:?}");
    let measured: Value = serde_json::from_str(&measured.out).expect("is JSON");
    assert!(measured["articles_per_second"].as_f64().is_some_and(|r| r > 0.0) && measured["flagged"].as_u64().is_some_and(|n| n > 5), "{measured}");
    assert_eq!(lines(&export(&place)).len(), 300);
    hold_together(&place, &[]);
}

#[test]
fn a_change_of_rules_and_of_the_translation_is_told_by_rule() {
    let place = Place::new();
    let run = |more: &[&str]| place.run(&[&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"], more].concat()).code;
    place.file("pairs.jsonl", articles(30));
    assert_eq!(run(&[]), 1);
    assert_eq!(run(&["--ignore", "magnitude-slip"]), 0);
    place.file("pairs.jsonl", articles(30).replace("3.5 billion", "3.5 trillion").replace("April", "May"));
    assert_eq!(run(&[]), 1);
    let diff = |from: &str, to: &str| -> Value {
        let diff = place.run(&["archive", "diff", from, to, "--store", "archive.db", "--format", "json"]);
        assert_eq!(diff.code, 0, "{diff:?}");
        let diff = serde_json::from_str(&diff.out).expect("is JSON");
        holds(&schema("archive-diff.v1.json"), &diff);
        diff
    };
    let rule = |diff: &Value, name: &str| diff["rules"].as_array().expect("a list").iter().find(|r| r["rule"] == name).cloned();
    let switched = diff("1", "2");
    assert_eq!((&switched["conditions"], &switched["altered"], &switched["rewritten"]), (&json!(["configuration"]), &json!(10), &json!(0)));
    let slips = rule(&switched, "magnitude-slip").expect("is told");
    assert_eq!((&slips["gone"], &slips["new"], &slips["changed"]), (&json!(10), &json!(0), &json!(0)));
    assert_eq!(slips["examples"][0]["before"]["target"], "3.5 billion won");
    let back = rule(&diff("2", "1"), "magnitude-slip").expect("is told");
    assert_eq!((&back["gone"], &back["new"]), (&json!(0), &json!(10)));
    let translated = diff("1", "3");
    assert_eq!((&translated["conditions"], &translated["rewritten"]), (&json!([]), &json!(30)));
    assert!(rule(&translated, "magnitude-slip").is_some_and(|r| r["gone"].as_u64().is_some_and(|n| n >= 1)), "{translated}");
    let words = place.run(&["archive", "diff", "1", "2", "--store", "archive.db"]).out;
    assert!(words.contains("magnitude-slip: 0 new, 10 gone, 0 changed") && words.contains("other configuration"), "{words}");
    let none = place.run(&["archive", "diff", "1", "9", "--store", "archive.db"]);
    assert!(none.code == 2 && none.err.contains("there is no run 9; the runs of this store are 1 to 3"), "{none:?}");
}

#[test]
fn what_an_article_says_is_text_in_the_page() {
    let place = Place::new();
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&\u{202e}";
    let row = json!({
        "id": format!("id{hostile}"), "ko": format!("값은 3조원이다 {hostile}."), "en": format!("It is 3 billion won {hostile}."), "date": "2025-04-15",
        "title": hostile, "section": hostile, "translator": hostile,
    });
    place.file("pairs.jsonl", format!("{row}\n"));
    place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]);
    assert_eq!(place.run(&["archive", "report", "--store", "archive.db", "--format", "html", "--out", "report.html"]).code, 0);
    let page = place.read("report.html");
    assert!(page.contains("3 billion won") && page.contains("default-src 'none'"), "{page}");
    for forbidden in ["<script", "<img", "onerror=alert(2)>", "\u{202e}", "http://", "https://", "url("] {
        assert!(!page.contains(forbidden), "{forbidden} is in the page");
    }
}

/// An article of a magazine, paragraph by paragraph.
#[derive(Deserialize)]
struct Row {
    id: String,
    ko: Vec<String>,
    en: Vec<String>,
    date: Option<String>,
    model: Option<String>,
    journal: Option<String>,
}

#[test]
fn real_magazines() {
    let Some(rows) = evaluation_rows::<Row>("periodicals.jsonl.gz") else { return };
    let place = Place::new();
    let count = rows.len();
    let text = rows.into_iter().map(|row| {
        let (ko, en) = (row.ko.join("\n\n"), row.en.join("\n\n"));
        let day = row.date.filter(|d| daejo::ingest::seoul_date(d).is_some());
        format!("{}\n", json!({"id": row.id, "ko": ko, "en": en, "date": day, "model": row.model, "section": row.journal}))
    });
    place.file("magazines.jsonl", text.collect::<String>());
    let run = || place.run(&["archive", "run", "magazines.jsonl", "--store", "archive.db"]);
    let first = run();
    assert!([0, 1, 3].contains(&first.code), "{first:?}");
    let all = export(&place);
    assert_eq!(lines(&all).len(), count);
    // Names are mined of the made ones; of magazines that takes its time.
    hold_together(&place, &["--without-names"]);
    let again = run();
    assert!(again.code == first.code && again.out.contains("as they were"), "{again:?}");
    assert!(export(&place) == all);
}
