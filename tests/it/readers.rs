//! Readers of the reports for machines: what each format tells, read in the way of those that it is made for.

use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use std::collections::BTreeSet;

/// What every format must tell of a finding: rule, file, line and fingerprint.
pub(crate) type Told = BTreeSet<(String, String, u64, String)>;

/// The fingerprint at the end of the words that formats with one text for all have.
fn fingerprint(words: &str) -> String {
    let (_, behind) = words.rsplit_once("fingerprint ").unwrap_or_else(|| panic!("no fingerprint in {words}"));
    behind.chars().skip_while(|c| *c == '`').take_while(char::is_ascii_hexdigit).collect()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn percent_decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("is UTF-8")
}

/// What a format tells, read as those read it that it is made for. What was not checked is left out.
pub(crate) fn told_by(format: &str, report: &str) -> Told {
    let value = || serde_json::from_str::<Value>(report).unwrap_or_else(|e| panic!("{format}: {e}: {report}"));
    let line = |v: &Value| v.as_u64().unwrap_or_else(|| panic!("no number: {v}"));
    match format {
        "sarif" => list(&value()["runs"][0]["results"])
            .iter()
            .map(|r| {
                let at = &r["locations"][0]["physicalLocation"];
                let file = percent_decoded(&text(&at["artifactLocation"]["uri"]));
                (text(&r["ruleId"]), file, line(&at["region"]["startLine"]), text(&r["partialFingerprints"]["daejo/v1"]))
            })
            .collect(),
        "github" => github(report),
        "markdown" => markdown(report),
        "junit" => junit(report),
        "gitlab" => list(&value())
            .iter()
            .filter(|i| i["check_name"] != "not-checked")
            .map(|i| (text(&i["check_name"]), text(&i["location"]["path"]), line(&i["location"]["lines"]["begin"]), text(&i["fingerprint"])))
            .collect(),
        "rdjson" | "rdjsonl" => {
            let all =
                if format == "rdjson" { list(&value()["diagnostics"]).to_vec() } else { report.lines().map(|l| serde_json::from_str(l).expect(l)).collect() };
            let told = all.iter().filter(|d| d["code"]["value"] != "not-checked").map(|d: &Value| {
                let at = &d["location"];
                (text(&d["code"]["value"]), text(&at["path"]), line(&at["range"]["start"]["line"]), fingerprint(&text(&d["message"])))
            });
            told.collect()
        }
        "sonar" => list(&value()["issues"])
            .iter()
            .filter(|i| i["ruleId"] != "not-checked")
            .map(|i| {
                let at = &i["primaryLocation"];
                (text(&i["ruleId"]), text(&at["filePath"]), line(&at["textRange"]["startLine"]), fingerprint(&text(&at["message"])))
            })
            .collect(),
        "checkstyle" => checkstyle(report),
        "csv" => csv(report),
        "html" => html(report),
        other => panic!("no reader for {other}"),
    }
}

fn checkstyle(report: &str) -> Told {
    let mut reader = quick_xml::Reader::from_str(report);
    let (mut told, mut file) = (Told::new(), String::new());
    loop {
        match reader.read_event().expect("is XML") {
            Event::Start(tag) if tag.name().as_ref() == "file" => file = attribute(&tag, "name"),
            Event::Empty(tag) if tag.name().as_ref() == "error" => {
                let rule = attribute(&tag, "source").trim_start_matches("daejo.").to_owned();
                if rule != "not-checked" {
                    told.insert((rule, file.clone(), attribute(&tag, "line").parse().expect("a number"), fingerprint(&attribute(&tag, "message"))));
                }
            }
            Event::Eof => return told,
            _ => {}
        }
    }
}

/// The articles of a page: what its script reads.
pub(crate) fn pages(report: &str) -> Vec<Value> {
    let blocks = report.split("<script type=\"application/json\" class=\"article\"").skip(1);
    blocks
        .map(|b| b.split_once('>').and_then(|(_, b)| b.split_once("</script>")).map(|(json, _)| serde_json::from_str(json).expect(json)).expect("a block"))
        .collect()
}

fn html(report: &str) -> Told {
    let mut told = Told::new();
    for page in pages(report) {
        for finding in list(&page["findings"]) {
            let side = if finding["target"].is_null() { "source" } else { "target" };
            let file = text(&page[side]["name"]).trim_start_matches("./").to_owned();
            let line = finding[side]["position"][0].as_u64().expect("a line");
            told.insert((text(&finding["rule"]), file, line, text(&finding["fingerprint"])));
        }
    }
    told
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.try_get_attribute(name).expect("is XML").unwrap_or_else(|| panic!("no {name}"));
    quick_xml::escape::unescape(&found.value).expect("is escaped").into_owned()
}

fn github(report: &str) -> Told {
    let commands = report.lines().filter(|l| l.starts_with("::") && l.contains(",line="));
    let unescaped = |s: &str| s.replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let told = commands.map(|command| {
        let (head, message) = command[2..].split_once("::").expect("has a message");
        let (_, properties) = head.split_once(' ').expect("has properties");
        let property = |name: &str| properties.split(',').find_map(|p| p.strip_prefix(name)).map(unescaped).expect("is there");
        (property("title="), property("file="), property("line=").parse().expect("a number"), fingerprint(message))
    });
    told.collect()
}

fn markdown(report: &str) -> Told {
    let rules = report.split("\n- **").skip(1).map(|item| {
        let place = item.lines().rfind(|l| l.starts_with("  - English: ")).or_else(|| item.lines().find(|l| l.starts_with("  - Korean: "))).expect("a place");
        let place = place.split('`').nth(1).expect("is code");
        let mut parts = place.rsplitn(3, ':');
        let (_, line, file) = (parts.next(), parts.next().expect("a line"), parts.next().expect("a file"));
        let rule = item.split("  - Rule `").nth(1).and_then(|r| r.split('`').next()).expect("a rule");
        (rule.to_owned(), file.to_owned(), line.parse().expect("a number"), fingerprint(item))
    });
    rules.collect()
}

fn junit(report: &str) -> Told {
    let report = quick_junit::Report::deserialize_from_str(report).unwrap_or_else(|e| panic!("{e}: {report}"));
    let cases = report.test_suites.iter().flat_map(|s| &s.test_cases);
    let told = cases.filter(|c| !["not checked", "nothing found"].contains(&c.name.as_str())).map(|case| {
        let (rule, at) = case.name.as_str().split_once(' ').expect("rule and place");
        let words = match &case.status {
            quick_junit::TestCaseStatus::NonSuccess { description, .. } | quick_junit::TestCaseStatus::Skipped { description, .. } => description.clone(),
            quick_junit::TestCaseStatus::Success { .. } => case.system_out.clone(),
        };
        let mut parts = at.rsplitn(3, ':');
        let line = parts.nth(1).expect("a line").parse().expect("a number");
        assert_eq!(parts.next(), case.classname.as_ref().map(quick_junit::XmlString::as_str));
        (rule.to_owned(), case.classname.as_ref().expect("a file").to_string(), line, fingerprint(words.expect("words").as_str()))
    });
    told.collect()
}

fn csv(report: &str) -> Told {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    let names = reader.headers().expect("a head").clone();
    let mut told = Told::new();
    for row in reader.records().map(|r| r.expect("a row")) {
        let cell = |name: &str| row[names.iter().position(|n| n == name).expect("is there")].to_owned();
        if cell("status") == "checked" {
            let side = if cell("en_file").is_empty() { "ko" } else { "en" };
            let line = cell(&format!("{side}_line")).parse().expect("a number");
            told.insert((cell("rule"), cell(&format!("{side}_file")), line, cell("fingerprint")));
        }
    }
    told
}
