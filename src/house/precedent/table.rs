//! The file of a precedent: tab-separated, with a header, a line for each English form of a Korean one.

use super::{Named, Rendering, same};
use crate::house::Kind;
use crate::model::Problem;
use hashbrown::HashMap;
use jiff::civil::Date;
use std::fmt::Write;
use std::ops::Range;

/// The columns, in their order. Several roles and several identifiers are parted by `|`.
pub const COLUMNS: [&str; 8] = ["ko", "en", "kind", "articles", "first", "last", "roles", "ids"];

/// Problems that are told at most: a file of another kind has one a line.
const MOST_PROBLEMS: usize = 20;

/// Reads the file; what is wrong with it is in the second part, and lines with a mistake are left out. The forms of a name come in
/// the order of how usual they are, whatever the order of the lines.
pub fn read(text: &str) -> (Vec<Named>, Vec<Problem>) {
    let (mut names, mut problems): (Vec<Named>, Vec<Problem>) = (Vec::new(), Vec::new());
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut header = false;
    for (line, span) in lines(text).filter(|(l, _)| !l.trim().is_empty() && !l.starts_with('#')) {
        if !header {
            header = true;
            if !line.split('\t').map(str::trim).eq(COLUMNS) {
                let help = Some("a precedent is made by `daejo archive names --precedent FILE`; a list of settled spellings is a house list".to_owned());
                let label = format!("the first line names the columns: {}, parted by tabs", COLUMNS.join(", "));
                problems.push(Problem::new(span, "this is no precedent", label).help(help));
                return (names, problems);
            }
            continue;
        }
        match rendering(line) {
            Ok((ko, rendering)) => {
                let number = *numbers.entry(ko).or_insert_with(|| {
                    names.push(Named { ko: ko.to_owned(), renderings: Vec::new() });
                    names.len() - 1
                });
                let renderings = &mut names[number].renderings;
                if renderings.iter().any(|r| same(&r.en, &rendering.en)) {
                    problems.push(Problem::new(span, format!("“{}” for {ko} is there twice", rendering.en), "the second time"));
                } else {
                    renderings.push(rendering);
                }
            }
            Err(why) => problems.push(Problem::new(span, why, "this line")),
        }
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if !header && problems.is_empty() {
        problems.push(Problem::new(0..0, "the precedent is empty", "here"));
    }
    for named in &mut names {
        named.renderings.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.en.cmp(&b.en)));
    }
    (names, problems)
}

/// The lines with their places.
fn lines(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let line = if at == 0 { line.trim_start_matches('\u{FEFF}') } else { line };
        let start = at + (whole.len() - whole.trim_start_matches('\u{FEFF}').len()) * usize::from(at == 0);
        at += whole.len();
        (line, start..start + line.len())
    })
}

fn rendering(line: &str) -> Result<(&str, Rendering), String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [ko, en, kind, articles, first, last, roles, ids] = cells.as_slice() else {
        return Err(format!("{} columns, not {}", cells.len(), COLUMNS.len()));
    };
    if ko.is_empty() || en.is_empty() {
        return Err("a line has Korean and English".to_owned());
    }
    let kind = Kind::parse(kind).ok_or_else(|| format!("`kind` cannot be “{kind}”; it is one of {}", Kind::WORDS.join(", ")))?;
    let articles = articles.parse().ok().filter(|n| *n > 0).ok_or_else(|| format!("`articles` is “{articles}”, not a number of articles"))?;
    let (first, last) = (day(first)?, day(last)?);
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        return Err("`last` is before `first`".to_owned());
    }
    let parts = |cell: &str| cell.split('|').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect();
    Ok((ko, Rendering { en: (*en).to_owned(), kind, articles, first, last, roles: parts(roles), ids: parts(ids) }))
}

fn day(typed: &str) -> Result<Option<Date>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| format!("“{typed}” is not a date; it is written as 2025-06-04"))
}

/// A line of the file. What would part cells or lines stands as a space in it.
pub fn row(ko: &str, rendering: &Rendering) -> String {
    let plain = |text: &str| text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let list = |items: &[String]| items.iter().map(|i| plain(i).replace('|', " ")).collect::<Vec<_>>().join("|");
    let day = |day: Option<Date>| day.map_or_else(String::new, |d| d.to_string());
    let Rendering { en, kind, articles, first, last, roles, ids } = rendering;
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(out, "{}\t{}\t{}\t{articles}\t{}\t{}\t{}\t{}", plain(ko), plain(en), kind.as_str(), day(*first), day(*last), list(roles), list(ids));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const HEAD: &str = "ko\ten\tkind\tarticles\tfirst\tlast\troles\tids\n";

    #[test]
    fn lines_become_names_the_most_usual_form_first() {
        let text = format!(
            "\u{FEFF}# from the archive\n{HEAD}강유정\tKang Yoo-jung\tperson\t2\t\t\t\t\n강유정\tKang Yu-jung\tperson\t214\t2019-02-01\t2025-08-30\t대변인|의원\ta1|a2\n"
        );
        let (names, problems) = read(&text);
        assert_eq!(problems, []);
        assert_eq!(names.len(), 1);
        let usual = &names[0].renderings[0];
        assert_eq!((usual.en.as_str(), usual.articles, usual.last), ("Kang Yu-jung", 214, Some(date(2025, 8, 30))));
        assert_eq!((usual.roles.len(), usual.ids.len()), (2, 2));
    }

    #[test]
    fn everything_that_is_wrong_is_said() {
        let said = |text: &str| read(text).1.into_iter().map(|p| p.message).collect::<Vec<_>>();
        assert_eq!(said("ko,en\n강유정,Kang\n"), ["this is no precedent"]);
        assert_eq!(said(""), ["the precedent is empty"]);
        let rows = "a\tb\n\tb\tperson\t1\t\t\t\t\na\tb\tman\t1\t\t\t\t\na\tb\tperson\t0\t\t\t\t\na\tb\tperson\t1\tMay\t\t\t\na\tb\tperson\t1\t2025-02-02\t2025-01-01\t\t\n";
        assert_eq!(
            said(&format!("{HEAD}{rows}a\tb\tperson\t1\t\t\t\t\na\tb\tperson\t1\t\t\t\t\n")),
            [
                "2 columns, not 8",
                "a line has Korean and English",
                "`kind` cannot be “man”; it is one of person, organisation, place, term",
                "`articles` is “0”, not a number of articles",
                "“May” is not a date; it is written as 2025-06-04",
                "`last` is before `first`",
                "“b” for a is there twice",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(ko\ten\tkind\tarticles\tfirst\tlast\troles\tids\n)?([가-힣]{0,2}\t?|[\\PC\n\t|#\r]|person\t3\t\t\t\t\n){0,40}") {
            let (names, problems) = read(&text);
            for span in problems.iter().map(|p| &p.span) {
                prop_assert!(text.get(span.clone()).is_some(), "{span:?}");
            }
            prop_assert!(names.iter().all(|n| !n.ko.is_empty() && n.renderings.iter().all(|r| r.articles > 0)));
        }

        #[test]
        fn what_is_written_is_read_again(en in "[a-zA-Z|\\PC]{1,12}", roles in prop::collection::vec("[가-힣]{1,4}", 0..3), ids in prop::collection::vec("[\\PC\t\n]{1,8}", 0..3), articles in 1_u32..) {
            prop_assume!(en.chars().any(|c| !c.is_whitespace() && !c.is_control()));
            let rendering = Rendering { en, kind: Kind::Place, articles, first: Some(date(2019, 1, 2)), last: None, roles, ids };
            let (names, problems) = read(&format!("{HEAD}{}\n", row("도담", &rendering)));
            prop_assert_eq!(problems, vec![]);
            let got = &names[0].renderings[0];
            prop_assert_eq!((got.articles, got.first, &got.roles), (articles, rendering.first, &rendering.roles));
        }
    }
}
