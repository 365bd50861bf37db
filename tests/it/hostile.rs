//! Input that is meant to hurt, or only looks like it: far too much of one thing, markup without end, characters that
//! act on terminals. Everything ends, in time that grows with the input, with a report that says what was done.

use crate::support::{Place, Run};

/// Full sizes where the program is fast; a share of them in builds for debugging, which are some fifty times slower.
const fn size(full: usize) -> usize {
    if cfg!(debug_assertions) { full / 40 } else { full }
}

const KO: &str = "시는 도로에 3조5000억원을 쓴다고 밝혔다.";
const EN: &str = "The city said it will spend 3.5 trillion won on roads.";

fn check(ko: (&str, &str), en: (&str, &str)) -> Run {
    Place::new().file(ko.0, ko.1).file(en.0, en.1).run(&["check", ko.0, en.0, "--format", "jsonl"])
}

/// How many passages were read on both sides, and the status.
fn read(run: &Run) -> (usize, usize, String) {
    let line = &run.json_lines()[0];
    let passages = |side: &str| line["pairing"].as_array().expect("a list").iter().map(|l| l[side].as_array().expect("a list").len()).sum();
    (passages("source"), passages("target"), line["status"].as_str().expect("text").to_owned())
}

#[test]
fn a_hundred_thousand_paragraphs() {
    let n = size(100_000);
    let ko: Vec<String> = (1..=n).map(|i| format!("시는 {i}번째 사업에 {i}억원을 썼다고 밝혔다.")).collect();
    let en: Vec<String> = (1..=n).map(|i| format!("The city said it spent {}.{} billion won on project No. {i}.", i / 10, i % 10)).collect();
    let run = check(("ko.md", &ko.join("\n\n")), ("en.md", &en.join("\n\n")));
    assert_eq!((run.code, read(&run)), (0, (n, n, "checked".to_owned())), "{:.300}", run.out);
}

#[test]
fn one_line_of_five_megabytes() {
    let n = size(5_000_000 / EN.len());
    let run = check(("ko.txt", &format!("{KO} ").repeat(n)), ("en.txt", &format!("{EN} ").repeat(n)));
    assert_eq!((run.code, read(&run)), (0, (n, n, "checked".to_owned())), "{:.300}", run.out);
}

#[test]
fn one_word_of_five_megabytes() {
    for (ko, en) in [("가", "a"), ("9", "9"), ("조", ","), ("만이천", "twenty-"), ("(", "("), ("“", "“"), ("1-", "1/"), ("열", "$"), ("이 ", "\u{301}")]
    {
        let (ko, en) = (format!("{KO} {}", ko.repeat(size(1_000_000))), format!("{EN} {}", en.repeat(size(1_000_000))));
        let run = check(("ko.txt", &ko), ("en.txt", &en));
        assert!(run.code <= 1, "{:.40} {:.300}", &en[EN.len()..], run.out);
        assert_eq!(read(&run).2, "checked");
    }
}

#[test]
fn markup_without_end() {
    let n = size(200_000);
    for open in ["*", "_", "> ", "[", "![", "`", "- ", "<b>", "<!--", "|", "# ", "&", "\\", "~", "1. "] {
        let text = |words: &str| format!("{}{words}\n\n{words}\n", open.repeat(n));
        let run = check(("ko.md", &text(KO)), ("en.md", &text(EN)));
        assert!(run.err.is_empty() && [0, 1, 3].contains(&run.code), "{open}: {} {:.300} {}", run.code, run.out, run.err);
        assert!(!run.out.contains("an error inside the program"), "{open}: {:.300}", run.out);
    }
    for open in ["<div>", "<b>", "<table><tr><td>", "<article>", "<!--", "<p", "<script>", "&amp;"] {
        let text = |words: &str| format!("<html><body><article><p>{words}</p>{}<p>{words}</p></article></body></html>", open.repeat(n / 4));
        let run = check(("ko.html", &text(KO)), ("en.html", &text(EN)));
        assert!(run.err.is_empty() && [0, 3].contains(&run.code), "{open}: {} {:.300} {}", run.code, run.out, run.err);
        assert!(!run.out.contains("an error inside the program"), "{open}: {:.300}", run.out);
    }
}

#[test]
fn characters_that_act_do_not_act_and_are_told() {
    let ko = KO.replace("3조", "\u{1b}[2J \u{202e}3\u{200b}조\u{202c}\u{7}");
    let en = EN.replace("trillion", "billion\u{202e}").replace("city", "\u{1b}]title\u{7}city");
    let place = Place::new();
    let run = place.file("ko.txt", ko).file("en.txt", en).run(&["check", "ko.txt", "en.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("error[magnitude-slip]"), "{}", run.out);
    assert!(run.out.contains("ko.txt:1:") && run.out.contains("control or direction characters"), "{}", run.out);
    let acts = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!run.out.chars().any(acts), "{:?}", run.out);
}

#[test]
fn names_of_files_do_not_act_either() {
    let place = Place::new();
    let name = "\u{1b}[31m\u{202e}ko.txt";
    let run = place.file(name, KO).file("en.txt", EN).run(&["check", name, "en.txt"]);
    assert_eq!(run.code, 0);
    assert!(!run.out.contains(['\u{1b}', '\u{202e}']), "{:?}", run.out);
    let run = place.run(&["check", "\u{1b}[31mnone.txt", "en.txt"]);
    assert_eq!(run.code, 3);
    assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{run:?}");
}
