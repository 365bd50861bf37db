//! Articles that were updated: what is to be changed in the English, and what was. `corpus/revisions` has the four texts of each and, in
//! `expected.toml`, everything that must be told of them, no more and no less.

use crate::support::Place;
use daejo::ingest::{Format, Loaded, load_bytes};
use daejo::judge::Policy;
use daejo::model::{Document, Finding, Lang, Severity, Standing};
use daejo::pipeline::{Revised, Versions, revise};
use proptest::prelude::*;
use serde::Deserialize;
use std::path::PathBuf;

/// `expected.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// English passages of the old version that stay good.
    good: usize,
    /// What is told without the new English.
    stale: Vec<Told>,
    /// What is told with it.
    updated: Vec<Told>,
}

/// A finding: the rule, whether it stops an editor, and words of its message.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    rule: String,
    severity: Severity,
    says: String,
}

struct Article {
    slug: String,
    /// Old and new Korean, old and new English.
    texts: [String; 4],
    expected: Expected,
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "corpus", "revisions"].iter().collect()
}

fn corpus() -> Vec<Article> {
    let mut slugs: Vec<String> =
        std::fs::read_dir(folder()).expect("a folder").map(|e| e.expect("an entry").file_name().into_string().expect("is text")).collect();
    slugs.sort();
    let article = |slug: String| {
        let text = |name: &str| std::fs::read_to_string(folder().join(&slug).join(name)).expect(name);
        let texts = ["old.ko.md", "new.ko.md", "old.en.md", "new.en.md"].map(text);
        let expected = toml::from_str(&text("expected.toml")).unwrap_or_else(|e| panic!("{slug}: {e}"));
        Article { slug, texts, expected }
    };
    slugs.into_iter().map(article).collect()
}

fn load(text: &str) -> Loaded {
    load_bytes("a.md", text.as_bytes(), Format::Markdown).expect("is an article")
}

fn run(texts: [&str; 3], updated: Option<&str>) -> Revised {
    let [old, new, english] = texts.map(load);
    let updated = updated.map(load);
    let (old, new, english) = (old.document(Lang::Ko), new.document(Lang::Ko), english.document(Lang::En));
    let updated = updated.as_ref().map(|u| u.document(Lang::En));
    let versions = Versions { old: (&old, old.meta.date), new: (&new, new.meta.date), english: &english, updated: updated.as_ref() };
    revise(&versions, &Policy::default())
}

/// What is wrong with what was found.
fn problems(slug: &str, findings: &[Finding], expected: &[Told]) -> Vec<String> {
    let mut left: Vec<&Finding> = findings.iter().collect();
    let mut problems = Vec::new();
    for told in expected {
        match left.iter().position(|f| f.rule.id == told.rule && f.severity == told.severity && f.message.contains(&told.says)) {
            Some(at) => drop(left.remove(at)),
            None => problems.push(format!("{slug}: {} {} “{}” is not told", told.severity.as_str(), told.rule, told.says)),
        }
    }
    problems.extend(left.iter().map(|f| format!("{slug}: told as well: {} {} “{}”", f.severity.as_str(), f.rule.id, f.message)));
    problems
}

#[test]
fn everything_is_told_of_the_corpus_and_nothing_else() {
    let mut wrong = Vec::new();
    let articles = corpus();
    assert!(articles.len() >= 4);
    for Article { slug, texts: [old, new, english, updated], expected } in &articles {
        let open = run([old, new, english], None);
        wrong.extend(problems(slug, &open.outcome.findings, &expected.stale));
        if open.revision.standing(Standing::Good) != expected.good {
            wrong.push(format!("{slug}: {} passages stay good", open.revision.standing(Standing::Good)));
        }
        let closed = run([old, new, english], Some(updated));
        wrong.extend(problems(slug, &closed.outcome.findings, &expected.updated));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_changed_is_nothing_told() {
    for Article { slug, texts: [old, new, english, updated], .. } in corpus() {
        for (ko, en) in [(&old, &english), (&new, &updated)] {
            let same = run([ko, ko, en], Some(en));
            assert_eq!(same.outcome.findings, [], "{slug}");
            assert!(same.revision.to_do.is_empty() && same.revision.edits.is_empty(), "{slug}");
        }
    }
}

#[test]
fn an_update_is_told_the_same_however_the_files_are_spaced() {
    let spaced = |text: &str| text.replacen("\n\n", "\n\n\n \n", 9).replace("다. ", "다.  ");
    for Article { slug, texts: [old, new, english, _], .. } in corpus() {
        let told = |r: &Revised| r.outcome.findings.iter().map(|f| f.message.clone()).collect::<Vec<_>>();
        assert_eq!(told(&run([&old, &new, &english], None)), told(&run([&old, &spaced(&new), &english], None)), "{slug}");
    }
}

#[test]
fn the_command_tells_it_in_every_format_with_one_exit_code() {
    let place = Place::new();
    let articles = corpus();
    let fire = articles.iter().find(|a| a.slug == "warehouse-fire").expect("is in the corpus");
    for (name, text) in ["old.ko.md", "new.ko.md", "old.en.md", "new.en.md"].into_iter().zip(&fire.texts) {
        place.file(name, text);
    }
    let old = ["revise", "old.ko.md", "new.ko.md", "old.en.md"];
    for format in ["terminal", "json", "jsonl"] {
        assert_eq!(place.run(&[&old[..], &["--format", format]].concat()).code, 1, "{format}");
        assert_eq!(place.run(&[&old[..], &["--format", format, "--fail-on", "never"]].concat()).code, 0, "{format}");
        assert_eq!(place.run(&["revise", "old.ko.md", "none.md", "old.en.md", "--format", format]).code, 3, "{format}");
        assert_eq!(place.run(&["revise", "old.ko.md", "new.ko.md", "old.ko.md", "--format", format]).code, 3, "{format}: the English is Korean");
    }
    let text = place.run(&old).out;
    assert!(
        text.contains("3명 → 5명: the English still says Three") && text.contains("try “Five”") && text.contains("5 things to change in the English"),
        "{text}"
    );
    let text = place.run(&[&old[..], &["new.en.md"]].concat()).out;
    assert!(text.contains("5 corrections: 2 carried out") && text.contains("3 missed"), "{text}");
    let quiet = place.run(&["revise", "old.ko.md", "old.ko.md", "old.en.md", "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""));
    let line = &place.run(&[&old[..], &["--format", "jsonl"]].concat()).json_lines()[0];
    let task = &line["to_do"][0];
    assert_eq!(
        (&task["task"], &task["old"]["text"], &task["new"]["text"], &task["target"]["text"]),
        (&"replace-value".into(), &"3명".into(), &"5명".into(), &"Three".into())
    );
    let place = (task["new"]["start"].as_u64().expect("a number") as usize, task["new"]["end"].as_u64().expect("a number") as usize);
    assert_eq!(&fire.texts[1][place.0..place.1], "5명", "offsets are those of the file");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_texts_are_revised_and_places_lie_in_them(
        old in "(정부는|3명이|5조원을|숨졌다\\.|밝혔다\\. |\n\n|\u{200b}| ){0,25}",
        new in "(정부는|3명이|7명이|숨졌다\\.|부인했다\\. |\n\n| ){0,25}",
        english in "(The government|three|5 trillion won|died\\. |said\\. |\n\n| ){0,25}",
        updated in "(The government|seven|5 billion won|died\\. |said\\. |\n\n| ){0,25}",
    ) {
        let documents = [Document::plain(Lang::Ko, "a", &old), Document::plain(Lang::Ko, "b", &new), Document::plain(Lang::En, "c", &english), Document::plain(Lang::En, "d", &updated)];
        let [a, b, c, d] = &documents;
        for updated in [None, Some(d)] {
            let revised = revise(&Versions { old: (a, None), new: (b, None), english: c, updated }, &Policy::default());
            for f in &revised.outcome.findings {
                let target = updated.unwrap_or(c);
                prop_assert!(f.source.as_ref().is_none_or(|l| b.text().get(l.span.start..l.span.end).is_some()), "{f:?}");
                prop_assert!(f.target.as_ref().is_none_or(|l| target.text().get(l.span.start..l.span.end).is_some()), "{f:?}");
                prop_assert!((0.0..=1.0).contains(&f.confidence));
            }
        }
    }
}
