//! House lists as tables: CSV, or with tabs, as spreadsheets save them. The first line names the columns.

use super::{Entry, Kind};
use crate::model::Problem;
use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::civil::Date;
use std::ops::Range;

/// The columns that there may be. `ko` and `en` must be; cells with several forms part them by `|`.
pub const COLUMNS: [&str; 8] = ["ko", "en", "kind", "allowed", "forbidden", "from", "to", "note"];

/// Reads a table; what is wrong with it is in the second part, and rows with a mistake are left out.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let first = text.lines().find(|l| !l.starts_with('#')).unwrap_or("");
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).comment(Some(b'#')).trim(Trim::All).flexible(true).from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(head) => columns(head, line(text, head.position().map_or(0, |p| place(p.byte()))), &mut problems),
        Err(e) => {
            problems.push(Problem::new(0..0, format!("not a table: {e}"), "here"));
            return (entries, problems);
        }
    };
    let Some(columns) = columns else { return (entries, problems) };
    for record in reader.records() {
        match record {
            Ok(record) => {
                let span = line(text, record.position().map_or(0, |p| place(p.byte())));
                entries.extend(Row { record: &record, columns, span }.entry(&mut problems));
            }
            Err(e) => problems.push(Problem::new(e.position().map_or(0..0, |p| line(text, place(p.byte()))), format!("not a row of a table: {e}"), "here")),
        }
    }
    (entries, problems)
}

fn place(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// The first line with something in it from a byte on, and without comments.
fn line(text: &str, from: usize) -> Range<usize> {
    let mut start = from.min(text.len());
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() && !words.starts_with('#') {
            return start..start + words.len();
        }
        start += line.len();
    }
    start..start
}

/// Where each of [`COLUMNS`] is.
type Columns = [Option<usize>; COLUMNS.len()];

fn columns(head: &StringRecord, span: Range<usize>, problems: &mut Vec<Problem>) -> Option<Columns> {
    let before = problems.len();
    let mut columns = [None; COLUMNS.len()];
    for (i, cell) in head.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        match COLUMNS.iter().position(|c| c.eq_ignore_ascii_case(cell)) {
            Some(c) if columns[c].is_some() => problems.push(Problem::new(span.clone(), format!("two columns are called `{cell}`"), "the first line")),
            Some(c) => columns[c] = Some(i),
            None => {
                let help = Some(format!("columns are {}", COLUMNS.join(", ")));
                problems.push(Problem::new(span.clone(), format!("there is no column `{cell}`"), "the first line names the columns").help(help));
            }
        }
    }
    for (name, column) in COLUMNS.iter().zip(columns).take(2).filter(|(_, c)| c.is_none()) {
        let help = Some("the first line names the columns: ko,en,kind,allowed,forbidden,from,to,note".to_owned());
        problems.push(Problem::new(span.clone(), format!("the column `{name}` is missing"), "the first line").help(help));
        debug_assert!(column.is_none());
    }
    (problems.len() == before).then_some(columns)
}

/// A row in reading.
struct Row<'r> {
    record: &'r StringRecord,
    columns: Columns,
    span: Range<usize>,
}

impl Row<'_> {
    fn entry(&self, problems: &mut Vec<Problem>) -> Option<Entry> {
        let before = problems.len();
        if let Some(extra) = self.record.iter().enumerate().find(|(i, c)| !c.is_empty() && !self.columns.contains(&Some(*i))) {
            let help = Some("a comma inside a cell needs quotes around the cell; several forms are parted by |".to_owned());
            problems.push(Problem::new(self.span.clone(), format!("more cells than columns: “{}”", extra.1), "this row").help(help));
        }
        let (ko, en) = (forms(self.cell(0)), self.cell(1).to_owned());
        if ko.is_empty() || en.is_empty() {
            problems.push(Problem::new(self.span.clone(), "a row has Korean and English", if ko.is_empty() { "no Korean" } else { "no English" }));
        }
        let kind = match self.cell(2) {
            "" => Some(Kind::default()),
            word => Kind::parse(word).or_else(|| {
                problems.push(Problem::new(self.span.clone(), format!("`kind` cannot be “{word}”"), format!("one of {}", Kind::WORDS.join(", "))));
                None
            }),
        };
        let (from, to) = (self.day(5, problems), self.day(6, problems));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            problems.push(Problem::new(self.span.clone(), "the row ends before it begins", "`to` is before `from`"));
        }
        if problems.len() > before {
            return None;
        }
        let note = Some(self.cell(7)).filter(|n| !n.is_empty()).map(str::to_owned);
        Some(Entry { ko, en, allowed: forms(self.cell(3)), forbidden: forms(self.cell(4)), kind: kind?, from, to, note, span: self.span.clone() })
    }

    fn cell(&self, column: usize) -> &str {
        self.columns[column].and_then(|i| self.record.get(i)).unwrap_or("")
    }

    fn day(&self, column: usize, problems: &mut Vec<Problem>) -> Option<Date> {
        let typed = self.cell(column);
        let day = typed.parse().ok();
        if day.is_none() && !typed.is_empty() {
            problems.push(Problem::new(self.span.clone(), format!("“{typed}” is not a date"), format!("`{}` is written as 2025-06-04", COLUMNS[column])));
        }
        day
    }
}

/// The forms in a cell.
fn forms(cell: &str) -> Vec<String> {
    cell.split('|').map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn rows_of_a_table_are_read_with_their_place() {
        let text = "# our people\nko,en,kind,allowed,from\n\"한가온\",\"Han Ga-on\",person,Han Gaon|G. Han,2024-03-01\n\n도담군, Dodam County,place,,\n";
        let (entries, problems) = read(text);
        assert_eq!(problems, []);
        assert_eq!(entries.len(), 2);
        assert_eq!((entries[0].en.as_str(), entries[0].kind, entries[0].from), ("Han Ga-on", Kind::Person, Some(date(2024, 3, 1))));
        assert_eq!(entries[0].allowed, ["Han Gaon", "G. Han"]);
        assert_eq!(&text[entries[1].span.clone()], "도담군, Dodam County,place,,");
        assert_eq!(read("en\tko\tnote\nDodam\t도담|도담군\t군\n").0[0].ko, ["도담", "도담군"]);
    }

    #[test]
    fn everything_that_is_wrong_is_said() {
        let said = |text: &str| read(text).1.into_iter().map(|p| p.message).collect::<Vec<_>>();
        assert_eq!(said("ko,english\n"), ["there is no column `english`", "the column `en` is missing"]);
        assert_eq!(said("ko,en,ko\n"), ["two columns are called `ko`"]);
        assert_eq!(
            said("ko,en,kind,from,to\n,Han,person,,\n한,Han,man,,\n한,Han,person,1 May,\n한,Han,person,2025-02-01,2025-01-01\n한,Han,,,,x\n"),
            [
                "a row has Korean and English", "`kind` cannot be “man”", "“1 May” is not a date", "the row ends before it begins",
                "more cells than columns: “x”"
            ]
        );
        assert_eq!(said(""), ["the column `ko` is missing", "the column `en` is missing"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(ko,en,from\n)?[\\PC\n\",|#\t]{0,80}") {
            let (entries, problems) = read(&text);
            for span in entries.iter().map(|e| &e.span).chain(problems.iter().map(|p| &p.span)) {
                prop_assert!(text.get(span.clone()).is_some(), "{span:?}");
            }
        }
    }
}
