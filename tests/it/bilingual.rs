//! Files of both languages through the program: what is found in them and where, what is not checked, and XLIFF written back.

use crate::support::{Place, Run};
use daejo::ingest::bilingual::xliff;
use daejo::report::xliff::stripped;
use serde_json::Value;
use std::io::Write as _;
use std::sync::Arc;

const KO: &str = "정부는 도로에 3조5000억원을 쓴다.";
const GOOD: &str = "The government will spend 3.5 trillion won on roads.";
const BAD: &str = "The government will spend 3.5 billion won on roads.";

fn xliff12(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- kept -->\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n  <file original=\"a.docx\" source-language=\"ko\"\n        target-language='en'   datatype=\"plaintext\" >\n    <body>\n{units}    </body>\n  </file>\n</xliff>\n"
    )
}

fn xliff21(units: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"ko\" trgLang=\"en\">\n <file id=\"f\">\n{units} </file>\n</xliff>\n"
    )
}

fn trans_unit(id: &str, ko: &str, en: &str) -> String {
    format!("      <trans-unit id=\"{id}\">\n        <source>{ko}</source>\n        <target>{en}</target>\n      </trans-unit>\n")
}

fn unit(id: &str, ko: &str, en: &str) -> String {
    format!("  <unit id=\"{id}\">\n   <segment>\n    <source>{ko}</source>\n    <target>{en}</target>\n   </segment>\n  </unit>\n")
}

fn check(name: &str, bytes: impl AsRef<[u8]>) -> (i32, Vec<Value>) {
    let place = Place::new();
    let run = place.file(name, bytes).run(&["check", name, "--format", "jsonl"]);
    (run.code, run.json_lines())
}

/// What the places of a finding are in the file.
fn slices<'t>(line: &Value, text: &'t str) -> (&'t str, &'t str) {
    let place = |side: &str| {
        let place = &line["findings"][0][side];
        let at = |name: &str| place[name].as_u64().expect("a number") as usize;
        &text[at("start")..at("end")]
    };
    (place("source"), place("target"))
}

#[test]
fn a_finding_stands_where_it_stands_in_the_file() {
    let tu = format!("<tu tuid=\"u\"><tuv xml:lang=\"en\"><seg>{BAD}</seg></tuv><tuv xml:lang=\"ko\"><seg>{KO}</seg></tuv></tu>");
    let files = [
        ("a.xlf", xliff12(&(trans_unit("t", "가을이 왔다.", "Autumn has come.") + &trans_unit("u", KO, BAD)))),
        ("b.xliff", xliff21(&(unit("t", "가을이 왔다.", "Autumn has come.") + &unit("u", KO, BAD)))),
        ("c.tmx", format!("<tmx version=\"1.4\">\n<header/>\n<body>\n{tu}\n</body></tmx>")),
        ("d.po", format!("msgctxt \"u\"\nmsgid \"{KO}\"\nmsgstr \"\"\n\"The government will \"\n\"spend 3.5 billion won on roads.\"\n")),
        ("e.html", format!("<table><tr><th>id<th>ko<th>en<tr><td>u<td>{KO}<td>{BAD}</table>")),
    ];
    for (name, text) in files {
        let (code, lines) = check(name, &text);
        let line = lines.last().expect("a line");
        assert_eq!((code, line["status"].as_str(), line["findings"].as_array().map(Vec::len)), (1, Some("checked"), Some(1)), "{name}: {line}");
        assert_eq!(slices(line, &text), ("3조5000억원", "3.5 billion won"), "{name}");
        assert_eq!(line["findings"][0]["target"]["segment"], "u", "{name}");
        let last = line["pairing"].as_array().and_then(|p| p.last()).expect("a link");
        assert_eq!((&last["score"], &last["segment"]), (&1.0.into(), &"u".into()), "{name}");
        // The line and column that a person sees.
        let place = Place::new();
        let run = place.file(name, &text).run(&["check", name]);
        let before = &text[..text.find("3.5 billion").expect("is there")];
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let shown = format!("{name}:{}:{column} (u)", before.matches('\n').count() + 1);
        assert!(run.out.contains(&shown), "{shown}: {}", run.out);
    }
}

#[test]
fn a_row_of_a_document_is_its_line() {
    let run = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let row = |ko: &str, en: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", run(ko), run(en));
    let body = format!("<w:document><w:body><w:tbl>{}{}</w:tbl></w:body></w:document>", row("가을이 왔다.", "Autumn has come."), row(KO, BAD));
    let rels = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("_rels/.rels", rels), ("word/document.xml", &body)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("starts");
        archive.write_all(text.as_bytes()).expect("is written");
    }
    let bytes = archive.finish().expect("ends").into_inner();
    let place = Place::new();
    let run = place.file("a/a.docx", bytes).run(&["check", "a"]);
    assert!(run.code == 1 && run.out.contains("a/a.docx:2:9 (row 2)") && run.out.contains("a/a.docx:2:27 (row 2)"), "{}", run.out);
}

#[test]
fn segments_of_a_record_are_linked_as_they_say() {
    let record = serde_json::json!({"id": "a", "segments": [
        {"id": "p1", "ko": KO, "en": "Autumn has come."}, {"id": "p2", "ko": "가을이 왔다.", "en": BAD}, {"id": "p3", "ko": "끝이다.", "en": ""}]});
    let place = Place::new();
    let run = place.run_on(&["check", "--pairs", "-", "--format", "jsonl"], format!("{record}\n"));
    let line = &run.json_lines()[0];
    // The third was not translated, so the article was not checked as a whole.
    assert_eq!((run.code, line["status"].as_str()), (3, Some("incomplete")), "{line}");
    assert!(line["reason"].as_str().is_some_and(|r| r.contains("not translated (p3)")), "{line}");
    let links: Vec<_> = line["pairing"].as_array().expect("links").iter().map(|l| (l["segment"].as_str(), l["target"][0][1].as_u64())).collect();
    assert_eq!(links, [(Some("p1"), Some(16)), (Some("p2"), Some(BAD.len() as u64))], "{line}");
    let bad = place.run_on(&["check", "--pairs", "-", "--format", "jsonl"], "{\"id\":\"b\",\"segments\":3}\n{\"id\":\"c\",\"ko\":\"가\",\"segments\":[]}\n");
    assert!(bad.json_lines().iter().all(|l| l["status"] == "incomplete" && l["reason"].as_str().is_some_and(|r| r.contains("`segments`"))), "{bad:?}");
}

#[test]
fn identifiers_in_markdown_link_paragraphs() {
    let place = Place::new();
    place
        .file("ko.md", format!("<!-- id: a -->\n{KO}\n\n<!-- id: b -->\n가을이 왔다.\n"))
        .file("en.md", format!("<!-- id: b -->\nAutumn has come.\n\n<!-- id: a -->\n{GOOD}\n"));
    let run = place.run(&["check", "ko.md", "en.md", "--format", "jsonl"]);
    let line = &run.json_lines()[0];
    let links: Vec<_> = line["pairing"].as_array().expect("links").iter().map(|l| (l["segment"].as_str(), l["score"].as_f64())).collect();
    assert_eq!((run.code, links), (0, vec![(Some("b"), Some(1.0)), (Some("a"), Some(1.0))]), "{line}");
    let front = format!("---\nparagraph_ids: [x, y]\n---\n\n{GOOD}\n\nAutumn has come.\n");
    let run = place.file("en.md", front).run(&["check", "ko.md", "en.md"]);
    assert!(run.out.contains("on one side only: a, b, x, y"), "{}", run.out);
    let run = place.file("en.md", GOOD).run(&["check", "ko.md", "en.md"]);
    assert!(run.out.contains("only ko.md has identifiers"), "{}", run.out);
}

#[test]
fn what_is_not_translated_is_never_clean() {
    for (name, text) in [
        ("a.xlf", xliff12(&(trans_unit("u", KO, GOOD) + &trans_unit("v", "끝이다.", "")))),
        ("a.xlf", xliff12(&(trans_unit("u", KO, GOOD) + &trans_unit("v", "끝이다.", "끝이다.")))),
        ("a.xlf", xliff12(&(trans_unit("u", KO, GOOD) + "<trans-unit id=\"v\"><source>끝이다.</source></trans-unit>"))),
        ("a.xlf", xliff12(&trans_unit("v", "끝이다.", "The end.").replace("<target", "<target state=\"needs-translation\""))),
        ("a.xlf", xliff21(&(unit("u", KO, GOOD) + &unit("v", "끝이다.", "  ")))),
        ("a.po", format!("msgid \"{KO}\"\nmsgstr \"{GOOD}\"\n\nmsgctxt \"v\"\nmsgid \"끝\"\nmsgstr \"\"\n")),
    ] {
        let (code, lines) = check(name, &text);
        assert_eq!((code, lines[0]["status"].as_str()), (3, Some("incomplete")), "{text}: {lines:?}");
        assert!(lines[0]["reason"].as_str().is_some_and(|r| r.contains("(v)")), "{lines:?}");
    }
    // What is not to be translated was not asked for.
    let left_out = trans_unit("v", "끝이다.", "").replace("<trans-unit", "<trans-unit translate=\"no\"");
    let (code, lines) = check("a.xlf", xliff12(&(trans_unit("u", KO, GOOD) + &left_out)));
    assert_eq!((code, lines[0]["notes"][0].as_str()), (0, Some("1 unit is marked not to be translated, and left out")), "{lines:?}");
    assert_eq!(check("a.xlf", xliff12(&left_out)).0, 3);
}

#[test]
fn segments_codes_and_matches_are_told_apart() {
    let segmented = "<trans-unit id=\"u\"><source>정부는 3조5000억원을 쓴다. 가을이 왔다.</source>\
        <seg-source><mrk mtype=\"seg\" mid=\"0\">정부는 3조<g id=\"1\">5000</g>억원을 쓴다.</mrk> <mrk mtype=\"seg\" mid=\"1\">가을이 왔다.</mrk></seg-source>\
        <target><mrk mtype=\"seg\" mid=\"1\">Autumn has come.</mrk> <mrk mtype=\"seg\" mid=\"0\">The government will spend <ph id=\"9\">999 billion</ph>3.5<x id=\"2\"/> trillion won.</mrk></target>\
        <alt-trans><source>9조원</source><target>8 trillion won</target></alt-trans></trans-unit>";
    let (code, lines) = check("a.xlf", xliff12(segmented));
    let named: Vec<_> = lines[0]["pairing"].as_array().expect("links").iter().map(|l| l["segment"].as_str().unwrap_or("")).collect();
    assert_eq!((code, named), (0, vec!["u/1", "u/0"]), "{lines:?}");
    assert_eq!(lines[0]["counts"]["agreed"], 1, "{lines:?}");
    let second = "<unit id=\"u\"><mtc:matches xmlns:mtc=\"m\"><mtc:match ref=\"#1\"><source>9조원</source><target>8 won</target></mtc:match></mtc:matches><originalData><data id=\"d\">7 won</data></originalData>\
        <segment id=\"s1\"><source>정부는 3<pc id=\"1\">조5000</pc>억원을 쓴다.</source><target>The government will spend <mrk id=\"m\" type=\"term\">3.5</mrk> trillion&#x20;won.</target></segment><ignorable><source> </source></ignorable>\
        <segment><source>가을이 <cp hex=\"0001\"/>왔다.</source><target>Autumn<sc id=\"3\"/> has come.</target></segment></unit>";
    let (code, lines) = check("a.xlf", xliff21(second));
    let named: Vec<_> = lines[0]["pairing"].as_array().expect("links").iter().map(|l| l["segment"].as_str().unwrap_or("")).collect();
    assert_eq!((code, named), (0, vec!["u/s1", "u/2"]), "{lines:?}");
    assert_eq!(lines[0]["counts"]["agreed"], 1, "{lines:?}");
}

#[test]
fn other_directions_and_hostile_files_are_refused() {
    let entity = "<!DOCTYPE xliff [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>";
    let bomb = |text: String| text.replacen("<xliff", &format!("{entity}<xliff"), 1);
    for (name, text, why) in [
        ("a.xlf", xliff12(&trans_unit("u", KO, GOOD)).replace("source-language=\"ko\"", "source-language=\"en\""), "from Korean into English"),
        ("a.xlf", xliff21(&unit("u", KO, GOOD)).replace("trgLang=\"en\"", "trgLang=\"ja\""), "from Korean into English"),
        ("a.xlf", bomb(xliff12(&trans_unit("u", "&a;", GOOD))), "entities are not expanded"),
        ("a.xlf", bomb(xliff21(&unit("u", "&b;", GOOD))), "entities are not expanded"),
        ("a.xlf", xliff12("<group>").replace("</body>", ""), "not well-formed"),
        ("a.xlf", "<tmx/>".to_owned(), "not XLIFF"),
        ("a.xlf", "<xliff version=\"3.0\"/>".to_owned(), "3.0"),
        ("a.tmx", format!("{entity}<tmx/>"), "entities are not expanded"),
        ("a.docx", KO.to_owned(), "not a DOCX"),
        ("a.html", KO.to_owned(), "no table"),
        ("a.po", KO.to_owned(), "line 1"),
    ] {
        let (code, lines) = check(name, &text);
        let reason = lines[0]["reason"].as_str().unwrap_or("");
        assert!(code == 3 && reason.starts_with(name) && reason.contains(why) && reason.contains("nothing was checked"), "{why}: {code} {reason}");
    }
}

#[test]
fn a_folder_has_files_of_both_languages() {
    let place = Place::new();
    place
        .file("a/x.ko.md", KO)
        .file("a/x.en.md", GOOD)
        .file("a/b.xlf", xliff12(&trans_unit("u", KO, GOOD)))
        .file("a/c.po", format!("msgid \"{KO}\"\nmsgstr \"{BAD}\"\n"));
    let ids = |run: &Run| run.json_lines().iter().map(|l| l["id"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>();
    let run = place.run(&["check", "a", "--format", "jsonl"]);
    assert_eq!((run.code, ids(&run)), (1, vec!["x".to_owned(), "a/b.xlf#a.docx".to_owned(), "a/c.po".to_owned()]));
    let run = place.file("a/config.toml", "[pairs]\nbilingual = [\"xlf\"]\n").run(&["check", "a", "--format", "jsonl"]);
    assert_eq!((run.code, ids(&run).len()), (0, 2));
    let run = place.file("a/config.toml", "[pairs]\nbilingual = [\"pdf\"]\n").run(&["check", "a"]);
    assert!(run.code == 2 && run.err.contains("*.pdf"), "{run:?}");
    // Such a file is no side of a pair.
    let run = place.run(&["check", "a/b.xlf", "a/x.en.md"]);
    assert!(run.code == 2 && run.err.contains("name it alone"), "{run:?}");
    // Streams need no option when they are named alone.
    let run = place.file("s.tsv", format!("{KO}\t{GOOD}\n")).run(&["check", "s.tsv"]);
    assert_eq!(run.code, 0, "{run:?}");
}

/// Annotates a file; the run, and what was written.
fn annotate(bytes: &[u8]) -> (Run, Vec<u8>) {
    let place = Place::new();
    let run = place.file("a.xlf", bytes).run(&["check", "a.xlf", "--annotate", "out.xlf", "--format", "jsonl"]);
    let out = std::fs::read(place.path().join("out.xlf")).unwrap_or_default();
    (run, out)
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn strip(text: &str) -> String {
    let text = Arc::<str>::from(text.trim_start_matches('\u{FEFF}'));
    let (_, anchors) = xliff::read(&text).expect("is XLIFF");
    stripped(&text, &anchors)
}

#[test]
fn without_its_annotations_a_file_is_byte_for_byte_the_same() {
    let odd = format!(
        "      <trans-unit  id='v'\n\t><source>{KO}</source><!-- <target>no</target> --><target   xml:space='preserve'>A <![CDATA[<b>3.5 billion won</b>]]> &amp; <g id='1'>more</g> </target ></trans-unit>\n"
    );
    let plain = xliff12(&(trans_unit("u", KO, BAD) + &odd + &trans_unit("w", "참석자는 12명이다.", "It was <g id='2'>1</g>3 people.")));
    let second = xliff21(&(unit("u", KO, BAD) + &unit("v", "참석자는 12명이다.", "There were 13 people and <pc id='1'>14</pc> dogs.")));
    for text in
        [plain.clone(), plain.replace('\n', "\r\n"), second, plain.replace("<xliff", "<xliff xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\"")]
    {
        for bytes in [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), utf16(&text)] {
            let (run, out) = annotate(&bytes);
            assert_eq!(run.code, 1, "{run:?}");
            let written = daejo::ingest::decode::decode(&out).expect("is text").text;
            assert!(written.contains("locQualityIssueType=\"numbers\"") && written.contains("daejo-1"), "{written}");
            assert_eq!(strip(&written), strip(&text), "{written}");
            let stripped = daejo::ingest::decode::encode_like(&strip(&written), &bytes).expect("is text");
            if strip(&text) == text {
                assert_eq!(stripped, bytes);
            }
            // What is annotated again is the same again, and says the same.
            let (again, twice) = annotate(&out);
            assert_eq!(daejo::ingest::decode::decode(&twice).expect("is text").text, written);
            let rules = |run: &Run| {
                run.json_lines()[0]["findings"].as_array().expect("findings").iter().map(|f| (f["rule"].clone(), f["fingerprint"].clone())).collect::<Vec<_>>()
            };
            assert_eq!(rules(&again), rules(&run));
        }
    }
}

#[test]
fn annotations_stand_around_what_is_wrong() {
    let (_, out) = annotate(xliff21(&unit("u", KO, BAD)).as_bytes());
    let out = String::from_utf8(out).expect("UTF-8");
    let at = out.find("<mrk id=\"daejo-1\" type=\"its:generic\" its:locQualityIssueType=\"numbers\"").expect("is there");
    assert!(
        out[at..]
            .contains("its:locQualityIssueSeverity=\"100\" its:locQualityIssueProfileRef=\"urn:x-daejo:rules#magnitude-slip\">3.5 billion won</mrk> on roads."),
        "{out}"
    );
    assert!(out.contains("<file its:annotatorsRef=\"localization-quality-issue|daejo/"), "{out}");
}

#[test]
fn only_one_xliff_file_can_be_annotated() {
    let place = Place::new();
    let run = place.file("a.po", "").file("a.xlf", "<xliff").run(&["check", "a.po", "--annotate", "b.po"]);
    assert!(run.code == 2 && run.err.contains("--annotate"), "{run:?}");
    let run = place.run(&["check", "a.xlf", "--annotate", "b.xlf"]);
    assert!(run.code == 3 && run.err.contains("no annotated file was written") && !place.path().join("b.xlf").exists(), "{run:?}");
}
