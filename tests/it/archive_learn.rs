//! What an archive teaches, from the command line: a store is filled, and what is learnt from it is what the program reads again.

use crate::review::Page;
use crate::support::{Place, Run, evaluation_rows};
use daejo::house;
use daejo::house::precedent;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// An archive of the articles of the corpus and of a desk's short ones: one of its spokeswoman in each, from 2019 on, and one article
/// that spells her in another way.
fn archive() -> String {
    let mut lines = Vec::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/pairs");
    let mut folders: Vec<_> = fs::read_dir(corpus).expect("is there").map(|e| e.expect("is read").path()).collect();
    folders.sort();
    for folder in folders {
        let text = |side: &str| {
            let text = fs::read_to_string(folder.join(side)).expect("is text");
            text.split("\n---\n").last().unwrap_or("").to_owned()
        };
        let id = folder.file_name().expect("has a name").to_string_lossy().into_owned();
        lines.push(json!({"id": id, "ko": text("ko.md"), "en": text("en.md"), "date": "2024-01-02"}));
    }
    for n in 0..24 {
        let name = if n == 20 { "Kang Yoo-jung" } else { "Kang Yu-jung" };
        let ko = format!("강유정 대변인은 “{n}번째 검토를 마쳤다”고 말했다.\n\n도담위원회는 {n}개 지역에 가림막을 세웠다.");
        let en = format!("“We have finished review No. {n},” spokesperson {name} said.\n\nThe Dodam Oversight Council put up hoardings in {n} areas.");
        lines.push(json!({"id": format!("desk-{n:02}"), "ko": ko, "en": en, "date": format!("{}-03-0{}", 2019 + n / 4, 1 + n % 4)}));
    }
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

fn filled() -> Place {
    let place = Place::new();
    place.file("pairs.jsonl", archive());
    let run = place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]);
    assert!(run.code < 2, "{run:?}");
    place
}

fn learn(place: &Place, more: &[&str]) -> Run {
    let run = place.run(&[&["archive", more[0], "--store", "archive.db"], &more[1..]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    run
}

#[test]
fn names_become_a_list_and_a_precedent() {
    let place = filled();
    let told = learn(&place, &["names", "--out", "names.csv", "--precedent", "precedent.tsv"]);
    assert!(told.out.starts_with("34 articles: "), "{}", told.out);
    learn(&place, &["names", "--out", "names.tbx", "--jobs", "3"]);
    let printed = learn(&place, &["names", "--jobs", "1"]).out;
    assert_eq!(printed, place.read("names.csv"), "the same at any number of threads");
    // What is written is what is read, and contradicts nothing.
    let (of_table, of_termbase) = (house::read(&place.read("names.csv")), house::read(&place.read("names.tbx")));
    assert_eq!((&of_table.1, &of_termbase.1), (&vec![], &vec![]));
    let plain = |entries: Vec<house::Entry>| entries.into_iter().map(|e| house::Entry { span: 0..0, ..e }).collect::<Vec<_>>();
    let entries = plain(of_table.0);
    assert_eq!(entries, plain(of_termbase.0));
    let english = |ko: &str| entries.iter().find(|e| e.ko == [ko]).map(|e| e.en.as_str());
    assert_eq!((english("강유정"), english("도담위원회")), (Some("Kang Yu-jung"), Some("Dodam Oversight Council")));
    let lint = place.run(&["house", "lint", "names.csv", "names.tbx"]);
    assert!(lint.out.contains("0 contradictions") || lint.out.contains("stands in the list twice"), "{lint:?}");
    assert_eq!(place.run(&["house", "lint", "names.csv"]).code, 0);
    // And the precedent speaks in every check.
    let (names, problems) = precedent::read(&place.read("precedent.tsv"));
    assert_eq!(problems, []);
    let kang = names.iter().find(|n| n.ko == "강유정").expect("was mined");
    assert_eq!(kang.renderings.iter().map(|r| (r.en.as_str(), r.articles)).collect::<Vec<_>>(), [("Kang Yu-jung", 23), ("Kang Yoo-jung", 1)]);
    place.file("config.toml", "[names]\nprecedent = \"precedent.tsv\"\n");
    let draft = json!({"id": "a", "ko": "강유정 대변인은 “검토 중”이라고 말했다.", "en": "“It is under review,” spokesperson Kang Yoo-jung said."});
    let run = place.run_on(&["check", "--pairs", "-", "--format", "jsonl"], draft.to_string());
    let findings = run.json_lines()[0]["findings"].as_array().expect("is there").clone();
    let finding = findings.iter().find(|f| f["rule"] == "precedent-differs").unwrap_or_else(|| panic!("{findings:?}"));
    assert_eq!(finding["message"], "강유정 was Kang Yu-jung in 23 articles since 2019, last on 2024-03-04; this draft has Kang Yoo-jung");
    assert_eq!((run.code, &finding["severity"], &finding["suggestion"]), (0, &json!("minor"), &json!("Kang Yu-jung")));
    // A store that was checked by the precedent knows that it was.
    let again = place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]);
    assert!(again.code < 2, "{again:?}");
    let exported = place.run(&["archive", "export", "--store", "archive.db", "--jsonl"]).json_lines();
    let told: BTreeSet<&str> = exported
        .iter()
        .filter(|a| a["findings"].as_array().is_some_and(|f| f.iter().any(|f| f["rule"] == "precedent-differs")))
        .filter_map(|a| a["id"].as_str())
        .collect();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), ["desk-20"]);
}

#[test]
fn a_file_that_is_no_precedent_is_refused() {
    let place = Place::new();
    place.file("config.toml", "[names]\nprecedent = \"precedent.tsv\"\n").file("precedent.tsv", "ko,en\n강유정,Kang\n");
    let run = place.run_on(&["check", "--pairs", "-"], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("this is no precedent") && run.err.contains("precedent.tsv:1:1"), "{}", run.err);
    place.file("config.toml", "[align]\nlexicon = [\"words.tsv\"]\n").file("words.tsv", "government\t정부\n");
    let run = place.run_on(&["check", "--pairs", "-"], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("“government” is no Korean word"), "{}", run.err);
    place.file(
        "config.toml",
        "[confidence]\nno-such-rule = { accepted = 0.5, given = 0.9 }\nname-differs = { accepted = 1.5, given = 0.9 }\ndate-differs = { given = 0.9 }\n",
    );
    let run = place.run_on(&["check", "--pairs", "-"], "");
    for wrong in ["there is no rule `no-such-rule`", "`accepted` cannot be 1.5", "accepted"] {
        assert!(run.code == 2 && run.err.contains(wrong), "{}", run.err);
    }
}

#[test]
fn words_are_learnt_from_a_store_and_from_its_memory() {
    let place = filled();
    learn(&place, &["lexicon", "--out", "words.tsv"]);
    let words = place.read("words.tsv");
    assert!(words.lines().any(|l| l.starts_with("가림막\t") && l.contains("hoard")), "{words}");
    assert_eq!(learn(&place, &["lexicon", "--jobs", "3"]).out, words);
    // The memory is a file that the program itself reads, article by article and link by link.
    learn(&place, &["memory", "--out", "memory.tmx"]);
    let memory = place.read("memory.tmx");
    let units = memory.matches("<tu ").count();
    assert!(units >= 48 && memory.contains("<prop type=\"x-article\">desk-03</prop>") && memory.contains("<prop type=\"x-date\">2019-03-04</prop>"), "{units}");
    let checked = place.run(&["check", "memory.tmx", "--format", "jsonl"]).json_lines();
    assert_eq!(checked.iter().filter(|r| r["status"] == "checked").count(), checked.len(), "every unit is read");
    let trained = place.run(&["train", "lexicon", "--aligned", "memory.tmx"]);
    assert_eq!(trained.code, 0, "{trained:?}");
    assert!(trained.out.lines().any(|l| l.starts_with("가림막\t") && l.contains("hoard")), "{}", trained.out);
    // And pairing goes by the words.
    place.file("config.toml", "[align]\nlexicon = [\"words.tsv\"]\n");
    assert!(place.run(&["check", "--pairs", "pairs.jsonl", "--quiet"]).code < 2);
    assert_eq!(place.run(&["pair", "--pairs", "pairs.jsonl", "--format", "tsv"]).code, 0);
}

#[test]
fn confidence_follows_what_editors_decided() {
    let place = Place::new();
    let line = |n: usize| {
        let (ko, en) = (format!("의원 {}명 가운데 {n}명이 찬성했다.", n + 50), format!("Of the {} members, {} voted in favor.", n + 50, n + 1));
        format!("{}\n", json!({"id": format!("a{n}"), "ko": ko, "en": en, "date": "2025-04-15"}))
    };
    place.file("pairs.jsonl", (10..40).map(line).collect::<String>());
    let checked = place.run(&["check", "--pairs", "pairs.jsonl", "--format", "jsonl"]).json_lines();
    let fingerprints: Vec<(String, f64)> = checked
        .iter()
        .flat_map(|r| r["findings"].as_array().expect("is there"))
        .filter(|f| f["rule"] == "value-differs")
        .map(|f| (f["fingerprint"].as_str().expect("is text").to_owned(), f["confidence"].as_f64().expect("is a number")))
        .collect();
    assert!(fingerprints.len() >= 25, "{}", fingerprints.len());
    let waiver = |(fingerprint, _): &(String, f64)| {
        format!(
            "[[waiver]]\nrule = \"value-differs\"\nfingerprint = \"{fingerprint}\"\nreason = \"false-positive\"\ntext = \"it is right\"\nby = \"Kim\"\non = 2025-04-16\n\n"
        )
    };
    place.file("daejo.waivers.toml", fingerprints.iter().map(waiver).collect::<String>());
    assert!(place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]).code < 2);
    let told = learn(&place, &["calibrate", "--out", "confidence.toml"]).out;
    let table: toml::Table = place.read("confidence.toml").parse().expect("is TOML");
    let of = &table["confidence"]["value-differs"];
    let (accepted, given) = (of["accepted"].as_float().expect("is a number"), of["given"].as_float().expect("is a number"));
    assert!(accepted < given * 0.6 && (given - fingerprints[0].1).abs() < 0.1, "{of}");
    assert!(told.contains("value-differs ") && told.contains(&format!("  {:9}  {:8}  ", fingerprints.len(), 0)), "{told}");
    // The table is a configuration: the same findings come out less sure.
    place.file("config.toml", place.read("confidence.toml")).file("daejo.waivers.toml", "");
    let after = place.run(&["check", "--pairs", "pairs.jsonl", "--format", "jsonl"]).json_lines();
    let sure = after[0]["findings"][0]["confidence"].as_f64().expect("is a number");
    assert!((sure - accepted).abs() < 0.1, "{sure} {accepted}");
    let nothing = place.run(&["archive", "calibrate", "--store", "nowhere.db"]);
    assert_eq!(nothing.code, 2, "{nothing:?}");
}

/// A row of the periodicals.
#[derive(Deserialize)]
struct Periodical {
    id: String,
    ko: Vec<String>,
    en: Vec<String>,
}

#[test]
fn periodicals_teach_names() {
    let Some(rows) = evaluation_rows::<Periodical>("periodicals.jsonl.gz") else { return };
    let place = Place::new();
    let line = |r: &Periodical| format!("{}\n", json!({"id": r.id, "ko": r.ko.join("\n\n"), "en": r.en.join("\n\n")}) as Value);
    place.file("pairs.jsonl", rows.iter().take(30).map(line).collect::<String>());
    assert!(place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]).code < 2);
    learn(&place, &["names", "--out", "names.csv", "--precedent", "precedent.tsv"]);
    let (entries, problems) = house::read(&place.read("names.csv"));
    assert_eq!(problems, []);
    let english: Vec<(&str, &str)> = entries.iter().map(|e| (e.ko[0].as_str(), e.en.as_str())).collect();
    assert!(english.contains(&("일본", "Japan")), "{english:?}");
    assert_eq!(place.run(&["house", "lint", "names.csv"]).code, 0);
}

#[test]
fn the_report_has_the_names_with_the_most_spellings() {
    let place = filled();
    let report = learn(&place, &["report", "--format", "json", "--jobs", "2"]).out;
    assert_eq!(learn(&place, &["report", "--format", "json", "--jobs", "1"]).out, report, "the same at any number of threads");
    let report: Value = serde_json::from_str(&report).expect("is JSON");
    let names = report["names"].as_array().expect("is there");
    let kang = names.iter().find(|n| n["ko"] == "강유정").unwrap_or_else(|| panic!("{names:?}"));
    assert_eq!((&kang["kind"], &kang["count"], &kang["articles"]), (&json!("person"), &json!(2), &json!(24)));
    let spelling = |n: usize| (kang["spellings"][n]["en"].as_str().expect("a text"), kang["spellings"][n]["articles"].as_u64().expect("a number"));
    assert_eq!([spelling(0), spelling(1)], [("Kang Yu-jung", 23), ("Kang Yoo-jung", 1)]);
    assert_eq!(kang["spellings"][0]["roles"], json!(["대변인"]));
    let rare = &kang["spellings"][1]["passages"][0];
    assert_eq!((&rare["id"], &rare["date"]), (&json!("desk-20"), &json!("2024-03-01")));
    assert_eq!(rare["source"], json!(["", "강유정", " 대변인은 “20번째 검토를 마쳤다”고 말했다."]));
    assert_eq!(rare["target"], json!(["“We have finished review No. 20,” spokesperson ", "Kang Yoo-jung", " said."]));
    for name in names {
        let counts: Vec<u64> = name["spellings"].as_array().expect("a list").iter().map(|s| s["articles"].as_u64().expect("a number")).collect();
        assert!(counts.len() > 1 && counts.is_sorted_by(|a, b| a >= b) && name["kind"] != "term", "{name}");
    }
    assert!(names.is_sorted_by_key(|n| std::cmp::Reverse(n["count"].as_u64())), "{names:?}");
    let short = learn(&place, &["report"]).out;
    assert!(short.contains("강유정: Kang Yu-jung in 23, Kang Yoo-jung in 1"), "{short}");
    let page = learn(&place, &["report", "--format", "html"]).out;
    assert!(page.contains("id=\"names\"") && page.contains("<mark>Kang Yoo-jung</mark> said.") && page.contains("in desk-20 · 2024-03-01"), "{page}");
    // Without them no text is read.
    let without: Value = serde_json::from_str(&learn(&place, &["report", "--format", "json", "--without-names"]).out).expect("is JSON");
    assert_eq!(without["names"], Value::Null);
    assert!(!learn(&place, &["report", "--format", "html", "--without-names"]).out.contains("#names"));
}

#[test]
fn what_editors_decide_on_the_page_reaches_confidence() {
    let place = Place::new();
    let folder = |n: usize, unit: &str| {
        let (ko, en) = (format!("도로에 {n}조5000억원을 쓴다.\n"), format!("It spends {n}.5 {unit} won on roads.\n"));
        place.file(&format!("in/a{n}.ko.md"), ko).file(&format!("in/a{n}.en.md"), en);
    };
    (1..=8).for_each(|n| folder(n, "billion"));
    // The page keeps its store beside it.
    place.file("config.toml", "");
    let run = || place.run(&["archive", "run", "in", "--store", "archive.db", "--quiet"]).code;
    assert_eq!(run(), 1);
    let page = Page::open(&place, &["in"]);
    let (mut decided, mut sure) = (Vec::new(), 0.0);
    for article in page.get("/api/v1/articles")["articles"].as_array().expect("a list") {
        let at = format!("/api/v1/articles/{}", article["id"].as_str().expect("a text"));
        let seen = page.get(&at);
        let finding = &seen["page"]["findings"][0];
        assert_eq!(finding["rule"], "magnitude-slip", "{seen}");
        sure = finding["confidence"].as_f64().expect("a number");
        let what =
            if decided.len() < 6 { json!({"decision": "accept"}) } else { json!({"decision": "waive", "reason": "false-positive", "text": "it is right"}) };
        let mut what = what;
        what["version"] = json!(1);
        what["fingerprint"] = finding["fingerprint"].clone();
        let answer = page.post(&format!("{at}/decisions"), &what);
        assert_eq!(answer.status, 200, "{answer:?}");
        decided.push(at);
    }
    let told = learn(&place, &["decisions", "daejo.review.sqlite3"]).out;
    assert_eq!(told, "6 findings that were taken for errors, 2 that were let stand\n");
    let table =
        |out: &str| -> toml::Table { out.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect::<String>().parse().expect("is TOML") };
    let of = |place: &Place| {
        learn(place, &["calibrate", "--out", "confidence.toml"]);
        table(&place.read("confidence.toml"))["confidence"]["magnitude-slip"].clone()
    };
    let first = of(&place);
    let (given, accepted) = (first["given"].as_float().expect("a number"), first["accepted"].as_float().expect("a number"));
    assert!((given - sure).abs() < 0.01, "{given} {sure}");
    // Twenty findings of the rule's own confidence, and six right ones of eight.
    assert!((accepted - (20.0 * given + 6.0) / 28.0).abs() < 0.01, "{accepted}");
    // What was accepted is mended, and gone from the article; what its rule had given it is not forgotten.
    (1..=8).for_each(|n| folder(n, "trillion"));
    assert_eq!(run(), 0);
    assert_eq!(of(&place), first);
    let report: Value = serde_json::from_str(&learn(&place, &["report", "--format", "json", "--without-names"]).out).expect("is JSON");
    assert_eq!(report["findings"]["critical"], json!(0));
    // A decision that is taken back is taken out.
    assert_eq!(page.post(&format!("{}/undo", decided[7]), &json!({"version": page.get(&decided[7])["version"]})).status, 200);
    assert_eq!(learn(&place, &["decisions"]).out, "6 findings that were taken for errors, 1 that were let stand\n");
    let rows = learn(&place, &["export", "--csv", "--table", "decisions"]).out;
    assert_eq!(rows.lines().count(), 8, "{rows}");
    let none = place.run(&["archive", "decisions", "--store", "archive.db", "nowhere.sqlite3"]);
    assert!(none.code == 2 && none.err.contains("there is no store of the page") && !place.path().join("nowhere.sqlite3").exists(), "{none:?}");
}

/// People who are made up: the Korean, how the archive spells them, another spelling that an editor would take for the same name, and what
/// they are.
const PEOPLE: [(&str, &str, &str, &str, &str); 24] = [
    ("강유정", "Kang Yu-jung", "Kang Yoo-jung", "대변인", "spokesperson"),
    ("한가온", "Han Ga-on", "Han Ka-on", "교수", "professor"),
    ("도민재", "Do Min-jae", "Doh Min-jae", "의원", "lawmaker"),
    ("표서윤", "Pyo Seo-yun", "Pyo Seo-yoon", "감독", "director"),
    ("길태오", "Gil Tae-o", "Kil Tae-oh", "시장", "mayor"),
    ("현주원", "Hyun Ju-won", "Hyeon Ju-won", "판사", "judge"),
    ("마도현", "Ma Do-hyun", "Ma Do-hyeon", "검사", "prosecutor"),
    ("설하린", "Seol Ha-rin", "Sul Ha-rin", "작가", "writer"),
    ("변지호", "Byun Ji-ho", "Byeon Ji-ho", "장관", "minister"),
    ("채은결", "Chae Eun-gyeol", "Chae Eun-kyul", "대표", "chief executive"),
    ("기세훈", "Ki Se-hoon", "Ki Se-hun", "소장", "director"),
    ("노아영", "Roh A-young", "Noh A-young", "원장", "president"),
    ("복준서", "Bok Jun-seo", "Bok Joon-seo", "위원장", "chairperson"),
    ("염다빈", "Yeom Da-bin", "Yum Da-bin", "코치", "coach"),
    ("추영온", "Choo Young-on", "Chu Young-on", "의원", "lawmaker"),
    ("탁성우", "Tak Sung-woo", "Tak Seong-u", "회장", "chairman"),
    ("옥나래", "Ok Na-rae", "Ock Na-rae", "배우", "actor"),
    ("여진욱", "Yeo Jin-wook", "Yeo Jin-uk", "사장", "president"),
    ("구본하", "Koo Bon-ha", "Gu Bon-ha", "회장", "chairman"),
    ("선우림", "Sun Woo-rim", "Seon Woo-rim", "변호사", "lawyer"),
    ("명시현", "Myung Si-hyun", "Myeong Si-hyeon", "기자", "reporter"),
    ("왕해준", "Wang Hae-jun", "Wang Hae-joon", "총장", "president"),
    ("제갈민", "Jegal Min", "Jeagal Min", "박사", "doctor"),
    ("어수빈", "Eo Su-bin", "Uh Soo-bin", "가수", "singer"),
];

/// Where the thresholds of precedent stand, on an archive in which each name has from two to forty articles: the figures are in
/// ARCHITECTURE.md.
#[test]
fn planted_misspellings_are_found_and_nothing_else() {
    let place = Place::new();
    let said = |n: usize, ko: &str, en: &str, role: &str, title: &str| {
        let (topic, subject) = [("예산", "budget"), ("도로", "road"), ("학교", "school"), ("항만", "port")][n % 4];
        let ko = format!("{ko} {role}은 “{topic} 계획을 {}일에 발표한다”고 말했다.", n % 27 + 1);
        (ko, format!("“The {subject} plan will be announced on the {}th,” {title} {en} said.", n % 27 + 1))
    };
    let row = |id: String, (ko, en): (String, String), day: &str| format!("{}\n", json!({"id": id, "ko": ko, "en": en, "date": day}));
    let (mut archive, mut drafts) = (String::new(), String::new());
    for (p, (ko, en, other, role, title)) in PEOPLE.into_iter().enumerate() {
        // Two articles are no habit; in one of twenty somebody else of the name was in the paper, spelled otherwise.
        let articles = [2, 3, 5, 12, 40][p % 5];
        for n in 0..articles {
            let stray = n == 7 && p % 2 == 0;
            let text = if stray { said(n, ko, other, "군", "student") } else { said(n, ko, en, role, title) };
            archive.push_str(&row(format!("a{p}-{n}"), text, &format!("20{:02}-0{}-1{}", 10 + n % 15, 1 + n % 9, p % 9)));
        }
        for (kind, text) in
            [("planted", said(p, ko, other, role, title)), ("usual", said(p, ko, en, role, title)), ("another", said(p, ko, other, "농민", "farmer"))]
        {
            drafts.push_str(&row(format!("{kind}-{articles:02}-{p}"), text, "2025-04-15"));
        }
    }
    place.file("pairs.jsonl", archive).file("drafts.jsonl", drafts);
    assert!(place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]).code < 2);
    learn(&place, &["names", "--out", "names.csv", "--precedent", "precedent.tsv"]);
    place.file("config.toml", "[names]\nprecedent = \"precedent.tsv\"\n");
    let checked = place.run(&["check", "--pairs", "drafts.jsonl", "--format", "jsonl", "--select", "precedent-differs"]).json_lines();
    let flagged: Vec<&str> = checked.iter().filter(|r| r["findings"].as_array().is_some_and(|f| !f.is_empty())).filter_map(|r| r["id"].as_str()).collect();
    let of = |start: &str| flagged.iter().filter(|id| id.starts_with(start)).count();
    let habits = PEOPLE.iter().enumerate().filter(|(p, _)| p % 5 != 0).count();
    let (planted, usual, another, thin) = (of("planted"), of("usual"), of("another"), of("planted-02"));
    let figures = format!(
        "found {planted} of {habits}; false: {usual} of {} as usual, {another} of {} of other people, {thin} without a habit: {flagged:?}",
        PEOPLE.len(),
        PEOPLE.len()
    );
    assert!((planted, usual, another, thin) == (19, 0, 0, 0), "{figures}");
}
