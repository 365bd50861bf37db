//! What the house decides: sections, paths, profiles, leave for editors; what the program shows of it, and its schema.

use crate::support::{Place, Run, pair};
use daejo::config::{Catalogue, Config, schema};
use proptest::prelude::*;
use serde_json::{Value, json};

const WRONG_KO: &str = "---\nsection: 스포츠\n---\n\n구단은 3조5000억원을 쓴다고 밝혔다.\n";
const WRONG_EN: &str = "The club said it will spend 3.5 billion won.\n";

fn rules(run: &Run) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().expect("is text").to_owned();
    run.json_lines().iter().flat_map(|line| line["findings"].as_array().expect("is there").clone()).map(|f| (text(&f["rule"]), text(&f["severity"]))).collect()
}

fn found(rule: &str, severity: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), severity.to_owned())]
}

#[test]
fn paths_and_sections_have_their_own_rules() {
    let place = Place::new();
    for name in ["news", "대한 뉴스/sports", "deep/archive"] {
        place.file(&format!("{name}/a.ko.md"), WRONG_KO).file(&format!("{name}/a.en.md"), WRONG_EN);
    }
    let check = |file: &str, more: &[&str]| {
        let english = file.replace(".ko.", ".en.");
        place.run(&[&["check", file, &english, "--format", "jsonl"], more].concat())
    };
    let (news, sports, archive) = ("news/a.ko.md", "대한 뉴스/sports/a.ko.md", "deep/archive/a.ko.md");
    place.file("config.toml", "[[section]]\nnames = [\"스포츠\"]\nrules = { magnitude-slip = \"minor\" }\n[[path]]\nglobs = [\"archive/\"]\nfail-on = \"minor\"\n[[path]]\nglobs = [\"대한 뉴스/**/*.en.md\"]\nrules = { numbers = \"off\" }\n");
    assert_eq!((check(news, &[]).code, rules(&check(news, &[]))), (0, found("magnitude-slip", "minor")));
    assert_eq!((check(archive, &[]).code, rules(&check(archive, &[]))), (1, found("magnitude-slip", "minor")));
    assert_eq!((check(sports, &[]).code, rules(&check(sports, &[]))), (0, vec![]));
    // The command line is stronger than all of it.
    assert_eq!(check(archive, &["--fail-on", "major"]).code, 0);
    assert_eq!(rules(&check(sports, &["--select", "magnitude-slip"])), found("magnitude-slip", "critical"));
    // No one limit holds for all articles, so that none is told.
    let said = |more: &[&str]| place.run(&[&["check", "deep"], more].concat()).out;
    assert!(said(&[]).ends_with("1 finding (1 minor)\n"), "{}", said(&[]));
    assert!(said(&["--fail-on", "major"]).ends_with("1 finding (1 minor), 0 at or over major\n"), "{}", said(&["--fail-on", "major"]));
    // From another folder, and by another way, it is the same file.
    let run = place
        .command()
        .current_dir(place.path().join("deep"))
        .args(["check", "archive/../../news/../deep/archive/a.ko.md", "archive/a.en.md"])
        .output()
        .expect("runs");
    assert_eq!(run.status.code(), Some(1));
    // A folder: each article by its own, whatever the number of threads.
    let all = |jobs: &str| place.run(&["check", ".", "--format", "jsonl", "--jobs", jobs]);
    assert_eq!((all("1").code, all("1").out), (1, all("3").out));
}

#[test]
fn a_record_has_a_section_and_no_path() {
    let place = Place::new();
    place.file("config.toml", "[[section]]\nnames = [\"Sports\"]\nrules = { numbers = \"off\" }\n[[path]]\nglobs = [\"ko\", \"en\"]\nfail-on = \"never\"\n");
    let mut line: Value = serde_json::from_str(&pair("a", "구단은 3조5000억원을 쓴다.", "The club will spend 3.5 billion won.")).expect("is JSON");
    assert_eq!(place.run_on(&["check", "--pairs", "-"], line.to_string()).code, 1);
    line["section"] = json!("SPORTS");
    assert_eq!(place.run_on(&["check", "--pairs", "-"], line.to_string()).code, 0);
}

#[test]
fn profiles_are_chosen_by_the_command_line_or_the_file() {
    let place = Place::new();
    // A figure that is made up: major, and of those that an archive lets stand.
    let line = pair("a", "시는 놀이터를 새로 지었다.", "The city built a new playground for 120 million won.");
    let run = |more: &[&str]| place.run_on(&[&["check", "--pairs", "-"], more].concat(), line.as_str());
    assert_eq!([run(&[]).code, run(&["--profile", "archive"]).code, run(&["--profile", "editorial"]).code], [1, 0, 1]);
    place.file("config.toml", "[check]\nprofile = \"archive\"\n");
    assert_eq!([run(&[]).code, run(&["--profile", "ci"]).code], [0, 1]);
    place.file("config.toml", "[check]\nprofile = \"archive\"\n[profile.archive]\nfail-on = \"minor\"\n[profile.desk]\nrules = { addition = \"off\" }\n");
    assert_eq!([run(&[]).code, run(&["--profile", "desk"]).code], [1, 0]);
    let wrong = run(&["--profile", "desc"]);
    assert_eq!((wrong.code, wrong.err.as_str()), (2, "error: there is no profile `desc`; did you mean `desk`?\n"));
}

#[test]
fn what_is_left_to_editors_is_the_houses_to_say() {
    let place = Place::new();
    let ko = "수원시는 14일 시립도서관 세 곳을 새로 짓는다고 밝혔다.\n\n공사는 다음 달 시작한다.\n\n예산은 320억원이다.\n\n시민들은 오래전부터 새 도서관을 바라 왔다.\n\n열람실은 900석 규모다.\n\n시는 내년 10월 문을 열 계획이다.\n\n▲ 이재준 수원시장이 14일 회의를 주재하고 있다. /연합뉴스\n";
    let en = "The city of Suwon said Monday that it will build three new public libraries.\n\nConstruction begins next month.\n\nThe budget is 32 billion won.\n\nThe reading rooms will seat 900.\n\nThe fortress of the city has four gates.\n\nThe city plans to open them in October next year.\n\nSuwon Mayor Lee Jae-joon presides over a meeting on April 15. [YONHAP]\n";
    place.file("a.ko.md", format!("---\ndate: 2025-04-14\n---\n\n{ko}")).file("a.en.md", en);
    let run = |house: &str| {
        place.file("config.toml", house);
        rules(&place.run(&["check", "a.ko.md", "a.en.md", "--format", "jsonl"]))
    };
    assert_eq!(run(""), [], "what editors do is let be");
    assert_eq!(run("[house]\nmay-add = [\"captions\", \"dates\"]\n"), found("passage-unsupported", "major"));
    assert_eq!(run("[house]\nmay-trim = [\"captions\", \"small-figures\"]\n"), found("passage-untranslated", "major"));
    let captions = run("[house]\nmay-add = [\"background\", \"dates\"]\n");
    assert!(captions.iter().any(|(rule, _)| rule == "date-differs"), "{captions:?}");

    let one = |house: &str, ko: &str, en: &str| {
        place.file("config.toml", house);
        rules(&place.run_on(&["check", "--pairs", "-", "--format", "jsonl"], pair("a", ko, en)))
    };
    let (ko, en) = ("회의는 서울에서 열렸다.", "The meeting was held in Seoul at 3 p.m., the 12-year-old hall's first.");
    assert_eq!(one("", ko, en).iter().filter(|f| f.1 != "info").count(), 0);
    let strict = one("[house]\nmay-add = []\n", ko, en);
    assert!(strict.contains(&("figure-unsupported".to_owned(), "minor".to_owned())), "{strict:?}");
    let (ko, en) = ("행사에는 5명이 참석했다.", "The event was attended.");
    assert_eq!(one("", ko, en), []);
    assert_eq!(one("[house]\nmay-trim = [\"background\", \"captions\"]\n", ko, en), found("figure-missing", "minor"));
}

#[test]
fn what_holds_for_an_article_is_shown_with_its_source() {
    let place = Place::new();
    place.file("ko/sports/a.md", WRONG_KO).file("en/sports/a.md", WRONG_EN);
    place.file(
        "config.toml",
        "[check]\nfail-on = \"minor\"\n[rules]\nnumbers = \"minor\"\n[profile.ci]\nrules = { date-differs = \"critical\" }\n[[section]]\nnames = [\"스포츠\"]\nmay-add = []\n[[path]]\nglobs = [\"en/sports/**\"]\nfail-on = \"never\"\nrules = { time-differs = \"off\" }\n",
    );
    let run = place.run(&["config", "show", "en/sports/a.md", "--profile", "ci"]);
    assert_eq!(run.code, 0, "{run:?}");
    let wanted = [
        "[check]", "[house]", "age-differs", "date-differs", "time-differs", "passage-moved", "allegation-lost", "profile", "fail-on", "may-add", "file-bytes",
        "# ",
    ];
    let shown: Vec<&str> = run.out.lines().filter(|l| wanted.iter().any(|w| l.starts_with(w)) && !l.contains(" is not set")).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    # for: en/sports/a.md
    # section: 스포츠
    # configuration: config.toml
    # profile: ci
    [check]
    profile = "ci"                            # command line
    fail-on = "never"                         # config.toml:12, path en/sports/**
    [house]
    may-add = []                              # config.toml:9, section 스포츠
    age-differs = "minor"                     # config.toml:4
    allegation-lost = "critical"              # default
    date-differs = "critical"                 # config.toml:6, profile ci
    passage-moved = "off"                     # profile ci, as shipped
    time-differs = "off"                      # config.toml:13, path en/sports/**
    file-bytes = 67108864                     # default
    "#);
    // What is shown says of every article what holds for this one.
    place.file("shown.toml", &run.out);
    let again = place.run(&["config", "show", "--config", "shown.toml", "--format", "json"]);
    let whole: Value = serde_json::from_str(&place.run(&["config", "show", "en/sports/a.md", "--profile", "ci", "--format", "json"]).out).expect("is JSON");
    let again: Value = serde_json::from_str(&again.out).expect("is JSON");
    let values = |v: &Value| v["settings"].as_array().expect("is there").iter().map(|s| (s["key"].clone(), s["value"].clone())).collect::<Vec<_>>();
    assert_eq!(values(&whole), values(&again));
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/settings.v1.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("is there")).expect("is JSON");
    jsonschema::validate(&schema, &whole).expect("holds to its schema");
}

#[test]
fn a_configuration_is_checked_with_its_lists() {
    let place = Place::new();
    let run = place.run(&["config", "check"]);
    assert_eq!((run.code, run.err.contains("daejo init")), (2, true), "{run:?}");
    place.file("config.toml", "[names]\nhouse = [\"h.csv\"]\n");
    assert_eq!(place.run(&["config", "check"]).code, 2);
    place.file("h.csv", "ko,en\n도담,Dodam\n");
    assert_eq!(place.run(&["config", "check"]).out, "config.toml: no mistake in it, nor in its house list\n");
}

#[test]
fn mistakes_in_layers_are_told_all_at_once() {
    let place = Place::new();
    place.file(
        "config.toml",
        "[check]\nprofile = \"editoral\"\n[house]\nmay-add = [\"backgroud\"]\n[profile.x]\nrule = {}\n[[section]]\nfail-on = \"major\"\n[[path]]\nglobs = [\"a[\", \"../x\", \"/\"]\nrules = { omissions = \"on\", numbers = \"of\" }\n[path2]\n",
    );
    let run = place.run(&["config", "check"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @r#"
    error: 10 mistakes in the configuration; nothing was checked

    error: `profile` cannot be "editoral"
      ╭▸ config.toml:2:11
      │
    2 │ profile = "editoral"
      │           ━━━━━━━━━━ one of editorial, archive, ci, x
      │
      ╰ help: did you mean "editorial"?

    error: `may-add` cannot be "backgroud"
      ╭▸ config.toml:4:12
      │
    4 │ may-add = ["backgroud"]
      │            ━━━━━━━━━━━ one of background, dates, captions, names
      │
      ╰ help: did you mean "background"?

    error: unknown key `rule` in [profile.x]
      ╭▸ config.toml:6:1
      │
    6 │ rule = {}
      │ ━━━━ not known
      │
      ╰ help: did you mean `rules`?

    error: [[section]] needs `names`
      ╭▸ config.toml:7:1
      │
    7 │ [[section]]
      ╰╴━━━━━━━━━━━ `names` is missing

    error: `a[` is no glob
       ╭▸ config.toml:10:10
       │
    10 │ globs = ["a[", "../x", "/"]
       ╰╴         ━━━━ unclosed character class; missing ']'

    error: the glob `../x` matches no article
       ╭▸ config.toml:10:16
       │
    10 │ globs = ["a[", "../x", "/"]
       ╰╴               ━━━━━━ a path below the folder of this file, as in `en/sports/**`

    error: the glob `/` matches no article
       ╭▸ config.toml:10:24
       │
    10 │ globs = ["a[", "../x", "/"]
       ╰╴                       ━━━ a path below the folder of this file, as in `en/sports/**`

    error: there is no rule `omissions`
       ╭▸ config.toml:11:11
       │
    11 │ rules = { omissions = "on", numbers = "of" }
       │           ━━━━━━━━━ not a rule
       │
       ╰ help: did you mean `omission`?

    error: `numbers` cannot be "of"
       ╭▸ config.toml:11:39
       │
    11 │ rules = { omissions = "on", numbers = "of" }
       │                                       ━━━━ one of off, on, info, minor, major, critical
       │
       ╰ help: did you mean "off"?

    error: unknown key `path2` at the top level
       ╭▸ config.toml:12:2
       │
    12 │ [path2]
       │  ━━━━━ not known
       │
       ╰ help: did you mean `path`?
    "#);
}

fn catalogue() -> Catalogue {
    Catalogue::new(daejo::pipeline::rules(), daejo::check::rules())
}

fn validator() -> jsonschema::Validator {
    let schema = schema::schema(&catalogue(), &Config::default().profile_names());
    jsonschema::draft7::options().should_validate_formats(true).build(&schema).expect("is a schema")
}

/// What a TOML file holds, as editors that check it by a JSON Schema see it: dates are strings.
fn seen(text: &str) -> Value {
    fn of(value: &toml::Value) -> Value {
        match value {
            toml::Value::Datetime(d) => json!(d.to_string()),
            toml::Value::Array(items) => items.iter().map(of).collect(),
            toml::Value::Table(fields) => Value::Object(fields.iter().map(|(k, v)| (k.clone(), of(v))).collect()),
            other => serde_json::to_value(other).expect("is a plain value"),
        }
    }
    of(&toml::Value::Table(text.parse().expect("is TOML")))
}

#[test]
fn the_shipped_file_and_its_examples_hold_to_the_schema() {
    let shipped = daejo::config::SHIPPED;
    let on: Vec<&str> =
        shipped.lines().map(|l| if l.starts_with("# [") && l.ends_with(']') || l.starts_with("# ") && l.contains(" = ") { &l[2..] } else { l }).collect();
    for text in [shipped, &on.join("\n")] {
        Config::parse(text, &catalogue()).expect("is valid");
        validator().validate(&seen(text)).expect("holds");
    }
    assert!(validator().validate(&seen("[check]\ndate = 2025-04-15\n")).is_ok());
    assert!(validator().validate(&seen("[check]\ndate = \"2025-02-30\"\n")).is_err());
}

/// What the reader refuses and no schema can say.
const BEYOND: [&str; 4] = ["the two patterns are the same", "is no glob", "`profile` cannot be", "is no host"];

/// A configuration that is valid and has everything.
fn whole() -> Value {
    json!({
        "check": {"profile": "ci", "fail-on": "minor", "date": "2025-04-15", "conversion-tolerance": 0.2},
        "house": {"may-add": ["background", "names"], "may-trim": []},
        "rules": {"date-differs": "critical", "numbers": "off", "Accuracy/Omission": "on", "accuracy": "minor"},
        "profile": {"ci": {"fail-on": "never", "rules": {"omission": "info"}}, "새": {"may-trim": ["captions"]}},
        "section": [{"names": ["스포츠"], "fail-on": "major", "conversion-tolerance": 0.5}],
        "path": [{"globs": ["en/**", "*.md"], "rules": {"Style": "off"}}, {"globs": ["a/"]}],
        "names": {"house": ["house.csv"]},
        "pairs": {"patterns": [{"ko": "ko/{slug}.md", "en": "en/{slug}.md"}], "bilingual": ["xlf"]},
        "fetch": {"allow-hosts": ["cms.daehan.example:8080"], "ports": [8443], "certificates": ["ca.pem"], "contact": "a@b.example", "requests-per-second": 0.5, "cache-bytes": 9},
        "review": {"store": "a/b.sqlite3", "store-bytes": 100_000},
        "limits": {"file-bytes": 1000, "line-bytes": 5},
    })
}

/// Every place in a value: paths of keys and indexes.
fn places(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(k, v)| places(v, &format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")), out)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| places(v, &format!("{at}/{i}"), out)),
        _ => {}
    }
}

fn values() -> impl Strategy<Value = Value> {
    let words = [
        "major", "off", "never", "background", "captions", "ci", "", "ko/{slug}", "{slug}{slug}", "/a", "..", "a/../b", "2025-1-1", "x", "Major", "/", "a//",
        "\n{slug}",
    ];
    prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(|w| json!(w)),
        prop::sample::select(vec![
            json!(0),
            json!(1),
            json!(-3),
            json!(0.5),
            json!(1.5),
            json!(true),
            json!([]),
            json!({}),
            json!([1]),
            json!([""]),
            json!([{}])
        ]),
        prop::sample::select(vec![
            json!({"fail-on": "info"}),
            json!([{"names": []}]),
            json!([{"globs": ["x"]}]),
            json!({"rules": {"no": "off"}}),
            json!([{"ko": "{slug}", "en": "{slug}x"}])
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn the_reader_and_the_schema_agree(
        changes in prop::collection::vec((any::<prop::sample::Index>(), values(), "(fail-on|may-add|rules|names|globs|date|ko|numbers|STYLE|style/register|zz|profile)", 0..4_u8), 0..4)
    ) {
        let mut config = whole();
        for (at, value, key, how) in changes {
            let mut all = Vec::new();
            places(&config, "", &mut all);
            let place = at.get(&all);
            let here = config.pointer_mut(place).expect("is a place");
            match (how, here) {
                (0, Value::Object(fields)) => { fields.insert(key, value); }
                (1, Value::Object(fields)) => { fields.remove(&fields.keys().next().cloned().unwrap_or_default()); }
                (0 | 1, Value::Array(items)) => items.push(value),
                (_, here) if !place.is_empty() => *here = value,
                _ => {}
            }
        }
        let text = toml::to_string(&config).expect("can be written");
        let read = Config::parse(&text, &catalogue());
        let valid = validator().validate(&config).map_err(|e| format!("{}: {e}", e.instance_path()));
        match read {
            Ok(_) => prop_assert!(valid.is_ok(), "the schema alone refuses: {valid:?}\n{text}"),
            Err(problems) if valid.is_ok() => {
                let more: Vec<_> = problems.iter().filter(|p| !BEYOND.iter().any(|b| p.message.contains(b))).collect();
                prop_assert!(more.is_empty(), "the reader alone refuses: {more:?}\n{text}");
            }
            Err(_) => {}
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(\\PC|[\\[\\]{}=\"\n]|section|path|globs = \\[|profile\\.|rules|\\[\\[path\\]\\]\n){0,30}") {
        if let Err(problems) = Config::parse(&text, &catalogue()) {
            for p in problems {
                prop_assert!(p.span.start <= p.span.end && text.get(p.span.clone()).is_some(), "{p:?}");
            }
        }
    }
}
