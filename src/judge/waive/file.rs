//! The file with the waivers of a repository: read with all of its mistakes told at once, and written so that the comments and the
//! order of whoever keeps it stay. Part of [`super`].

use super::inline::no_reason;
use crate::judge::rules;
use crate::model::{Problem, Reason, Waiver};
use crate::text::nearest;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A row of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What it says.
    pub waiver: Arc<Waiver>,
    /// The file of the article for which it was written: for people, and to tell whether it is still used.
    pub article: Option<String>,
    /// Its line, from 1.
    pub line: usize,
}

impl Row {
    pub(super) fn place(&self) -> String {
        format!("{}:{}", super::FILE_NAME, self.line)
    }
}

const KEYS: [&str; 8] = ["rule", "fingerprint", "file", "reason", "text", "by", "on", "until"];

/// Reads the file. `known` are the ids of all rules, `unwaivable` those whose findings nobody may waive.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file.
pub fn parse(text: &str, known: &[&str], unwaivable: &[String]) -> Result<Vec<Row>, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors.iter().map(|e| Problem::new(e.span().unwrap_or(0..0), e.message(), "here")).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut rows = Vec::new();
    for (key, value) in table.get_ref() {
        if key.get_ref() != "waiver" {
            problems.push(unknown(key.get_ref(), key.span(), &["waiver"], "at the top level"));
            continue;
        }
        let Some(list) = value.get_ref().as_array() else {
            problems.push(Problem::new(value.span(), "waivers are a list of tables", "write [[waiver]] above each"));
            continue;
        };
        for item in list {
            let Some(table) = item.get_ref().as_table() else {
                problems.push(Problem::new(item.span(), "a waiver is a table", "write [[waiver]] above each"));
                continue;
            };
            let line = memchr::memchr_iter(b'\n', text.as_bytes().get(..item.span().start).unwrap_or_default()).count() + 1;
            rows.extend(Reader { table, whole: item.span(), problems: &mut problems }.row(known, unwaivable, line));
        }
    }
    let mut first = BTreeMap::new();
    for (row, span) in &rows {
        if let Some(line) = first.insert((row.waiver.rule.as_str(), row.waiver.fingerprint.as_str()), row.line) {
            problems.push(Problem::new(span.clone(), "this finding is waived already", format!("by the waiver on line {line}")));
        }
    }
    problems.sort_by_key(|p| p.span.start);
    if problems.is_empty() { Ok(rows.into_iter().map(|(row, _)| row).collect()) } else { Err(problems) }
}

fn unknown(typed: &str, span: Range<usize>, keys: &[&str], place: &str) -> Problem {
    let help = nearest(typed, keys.iter().copied()).map_or_else(|| format!("known here: {}", keys.join(", ")), |k| format!("did you mean `{k}`?"));
    Problem::new(span, format!("unknown key `{typed}` {place}"), "not known").help(Some(help))
}

/// Reads the keys of one row.
struct Reader<'a, 'i> {
    table: &'a DeTable<'i>,
    whole: Range<usize>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_, '_> {
    fn row(mut self, known: &[&str], unwaivable: &[String], line: usize) -> Option<(Row, Range<usize>)> {
        for key in self.table.keys().filter(|k| !KEYS.contains(&k.get_ref().as_ref())) {
            self.problems.push(unknown(key.get_ref(), key.span(), &KEYS, "in a waiver"));
        }
        let rule = self.string("rule", true).filter(|(rule, span)| self.may_be_waived(rule, span, known, unwaivable));
        let fingerprint = self.string("fingerprint", true).filter(|(typed, span)| {
            let good = typed.len() == 16 && typed.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
            self.hold(good, span, format!("`{typed}` is not a fingerprint"), "16 hexadecimal digits, as reports show them")
        });
        let reason = self.string("reason", true).and_then(|(code, span)| {
            let reason = Reason::parse(&code);
            self.hold(reason.is_some(), &span, no_reason(&code), "not a reason");
            reason
        });
        let mut said = |key| {
            self.string(key, true).filter(|(text, span)| self.hold(!text.trim().is_empty(), span, format!("`{key}` is empty"), "say it in words")).map(|t| t.0)
        };
        let (text, by) = (said("text"), said("by"));
        let article = self.string("file", false).map(|(path, _)| path);
        let (on, until) = (self.date("on", true), self.date("until", false));
        if let (Some((on, _)), Some((until, span))) = (&on, &until) {
            self.hold(until >= on, span, format!("it ends on {until}, before it begins"), "before `on`");
        }
        let waiver = Waiver { rule: rule?.0, fingerprint: fingerprint?.0, reason: reason?, text: text?, by: by?, on: on?.0, until: until.map(|u| u.0) };
        Some((Row { waiver: Arc::new(waiver), article, line }, self.whole))
    }

    fn may_be_waived(&mut self, rule: &str, span: &Range<usize>, known: &[&str], unwaivable: &[String]) -> bool {
        if !known.contains(&rule) {
            let near = nearest(rule, known.iter().copied());
            let help = near.map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"));
            self.problems.push(Problem::new(span.clone(), format!("there is no rule `{rule}`"), "not a rule").help(Some(help)));
            return false;
        }
        let barred = unwaivable.iter().any(|u| u == rule);
        let label = if barred { "[waivers] unwaivable of config.toml names it" } else { "it is about waivers itself" };
        self.hold(!barred && !rules::about_waivers(rule), span, format!("findings of `{rule}` cannot be waived"), label)
    }

    /// Reports what does not hold.
    fn hold(&mut self, good: bool, span: &Range<usize>, message: String, label: &str) -> bool {
        if !good {
            self.problems.push(Problem::new(span.clone(), message, label));
        }
        good
    }

    fn get(&mut self, key: &str, needed: bool) -> Option<&Spanned<DeValue<'_>>> {
        let found = self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v);
        if found.is_none() && needed {
            self.problems.push(Problem::new(self.whole.clone(), format!("a waiver has no `{key}`"), format!("`{key}` is missing")));
        }
        found
    }

    fn string(&mut self, key: &str, needed: bool) -> Option<(String, Range<usize>)> {
        let (text, span) = self.get(key, needed).map(|v| (v.get_ref().as_str().map(str::to_owned), v.span()))?;
        self.hold(text.is_some(), &span, format!("`{key}` must be a string"), "not a string");
        text.map(|t| (t, span))
    }

    /// A day, as TOML writes it or as a string.
    fn date(&mut self, key: &str, needed: bool) -> Option<(Date, Range<usize>)> {
        let (text, span) = self.get(key, needed).map(|v| {
            let value = v.get_ref();
            (value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned)), v.span())
        })?;
        let day = text.as_deref().filter(|t| t.len() == 10).and_then(|t| t.parse::<Date>().ok());
        self.hold(day.is_some(), &span, format!("`{key}` must be a day"), "write it as 2026-11-01");
        day.map(|d| (d, span))
    }
}

/// Adds a waiver to the text of the file; what is there stays as it is, byte for byte. A file that cannot be read is given back
/// with the waiver behind it all the same.
pub fn append(file: &str, waiver: &Waiver) -> String {
    append_row(file, waiver, None)
}

/// The same with the file of the article.
pub fn append_row(file: &str, waiver: &Waiver, article: Option<&str>) -> String {
    let mut table = toml_edit::Table::new();
    table.insert("rule", toml_edit::value(waiver.rule.as_str()));
    table.insert("fingerprint", toml_edit::value(waiver.fingerprint.as_str()));
    if let Some(article) = article {
        table.insert("file", toml_edit::value(article));
    }
    table.insert("reason", toml_edit::value(waiver.reason.as_str()));
    table.insert("text", toml_edit::value(waiver.text.as_str()));
    table.insert("by", toml_edit::value(waiver.by.as_str()));
    for (key, day) in [("on", Some(waiver.on)), ("until", waiver.until)] {
        if let Some(Ok(day)) = day.map(|d| d.to_string().parse::<toml_edit::Datetime>()) {
            table.insert(key, toml_edit::value(day));
        }
    }
    let mut rows = toml_edit::ArrayOfTables::new();
    rows.push(table);
    let mut row = toml_edit::DocumentMut::new();
    row.insert("waiver", toml_edit::Item::ArrayOfTables(rows));
    let gap = match file {
        "" => "",
        f if f.ends_with("\n\n") => "",
        f if f.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{file}{gap}{}", row.to_string().trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KNOWN: [&str; 3] = ["date-differs", "magnitude-slip", "waiver-unused"];

    fn waiver(text: &str) -> Waiver {
        let on = jiff::civil::date(2026, 11, 1);
        let (rule, fingerprint) = ("date-differs".to_owned(), "0123456789abcdef".to_owned());
        Waiver { rule, fingerprint, reason: Reason::Context, text: text.to_owned(), by: "Kim \"K\" Editor".to_owned(), on, until: Some(on) }
    }

    #[test]
    fn what_is_there_stays_and_what_is_added_is_read() {
        let before = "# Kept by the desk.\n\n[[waiver]]   # an old one\nrule = 'magnitude-slip'\nfingerprint = \"aaaaaaaaaaaaaaaa\"\nreason = \"false-positive\"\ntext = \"t\"\nby = \"Lee\"\non = 2026-01-01\n";
        let after = append_row(before, &waiver("the day is named above"), Some("en/a.md"));
        assert!(after.starts_with(before));
        let rows = parse(&after, &KNOWN, &[]).expect("is read");
        assert_eq!((rows.len(), rows[0].line, rows[1].line), (2, 3, 11));
        assert_eq!(*rows[1].waiver, waiver("the day is named above"));
        assert_eq!(rows[1].article.as_deref(), Some("en/a.md"));
        insta::assert_snapshot!(append("", &waiver("t")), @r#"
        [[waiver]]
        rule = "date-differs"
        fingerprint = "0123456789abcdef"
        reason = "context"
        text = "t"
        by = 'Kim "K" Editor'
        on = 2026-11-01
        until = 2026-11-01
        "#);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = "[[waiver]]\nrule = \"date-difers\"\nfingerprint = \"xyz\"\nreason = \"contxt\"\ntext = \"\"\nby = 3\non = 2026-11-01\nuntil = 2026-10-01\nwhy = 1\n[[waiver]]\nrule = \"magnitude-slip\"\n[waivr]\n";
        let problems = parse(text, &KNOWN, &["magnitude-slip".to_owned()]).expect_err("is wrong");
        let said: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
        for words in [
            "there is no rule `date-difers`", "`xyz` is not a fingerprint", "`contxt` is not a reason; did you mean `context`?", "`text` is empty",
            "`by` must be a string", "it ends on 2026-10-01, before it begins", "unknown key `why` in a waiver",
            "findings of `magnitude-slip` cannot be waived", "a waiver has no `fingerprint`", "unknown key `waivr` at the top level",
        ] {
            assert!(said.contains(&words), "{words}: {said:?}");
        }
        assert!(problems.iter().any(|p| p.help.as_deref() == Some("did you mean `date-differs`?")));
    }

    #[test]
    fn a_finding_is_waived_once() {
        let twice = append(&append("", &waiver("one")), &waiver("two"));
        let problems = parse(&twice, &KNOWN, &[]).expect_err("is there twice");
        assert_eq!(problems[0].label, "by the waiver on line 1");
    }

    proptest! {
        #[test]
        fn any_words_come_back(text in "\\PC{1,40}", article in "\\PC{1,40}") {
            prop_assume!(!text.trim().is_empty());
            let rows = parse(&append_row("", &waiver(&text), Some(&article)), &KNOWN, &[]).expect("is read");
            prop_assert_eq!((rows[0].waiver.text.as_str(), rows[0].article.as_deref()), (text.as_str(), Some(article.as_str())));
        }

        #[test]
        fn any_file_is_read_or_refused(text in "(\\[\\[waiver\\]\\]|rule|=|\"|[a-z]|\n|\\PC){0,60}") {
            if let Err(problems) = parse(&text, &KNOWN, &[]) {
                prop_assert!(problems.iter().all(|p| p.span.end <= text.len()));
            }
        }
    }
}
