//! A table of all findings, for spreadsheets: a row for each, with both sides. No cell is a formula, whatever a text says.

use super::diagnostic::decided;
use super::output::{Output, Run};
use super::{Diagnosed, Diagnostic, Place, escape, json::share};
use crate::model::Disposition;
use std::sync::Arc;

/// The names of the columns.
pub const COLUMNS: [&str; 29] = [
    "pair", "status", "rule", "category", "issue_type", "severity", "confidence", "message", "explanation", "suggestion", "fingerprint", "disposition",
    "decision", "ko_file", "ko_segment", "ko_line", "ko_column", "ko_end_line", "ko_end_column", "ko_text", "ko_note", "en_file", "en_segment", "en_line",
    "en_column", "en_end_line", "en_end_column", "en_text", "en_note",
];

/// The table of a run. It has a column for what was decided, so that it always tells all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv;

impl Output for Csv {
    fn open(&mut self, out: &mut Vec<u8>) {
        // Without the mark spreadsheets take UTF-8 for the encoding of their country.
        out.extend_from_slice("\u{feff}".as_bytes());
        row(&COLUMNS.map(ToOwned::to_owned), out);
    }

    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>) {
        if let Some(reason) = pair.reason() {
            let mut cells = vec![pair.pair.to_string(), "not checked".to_owned()];
            cells.resize(COLUMNS.len(), String::new());
            reason.clone_into(&mut cells[7]);
            if let Some([ko, en]) = &pair.files {
                cells[SIDES] = ko.to_string();
                cells[SIDES + SIDE] = en.to_string();
            }
            row(&cells, out);
        }
        for finding in &pair.findings {
            row(&cells(finding), out);
        }
    }

    fn close(&mut self, _run: &Run, _out: &mut Vec<u8>) {}
}

/// Where the columns of the sides begin.
const SIDES: usize = 13;
/// Columns of a side.
const SIDE: usize = 8;

fn cells(finding: &Diagnostic) -> Vec<String> {
    let rule = finding.rule;
    let disposition = match &finding.disposition {
        Disposition::Open => "open",
        Disposition::Untouched => "untouched",
        Disposition::Known => "known",
        Disposition::Waived(_) => "waived",
    };
    let own = [
        &*finding.pair,
        "checked",
        rule.id,
        rule.mqm,
        rule.its,
        finding.severity.as_str(),
        &share(finding.confidence).to_string(),
        &finding.message,
        &finding.explanation,
        finding.suggestion.as_deref().unwrap_or_default(),
        &finding.fingerprint,
        disposition,
        &decided(&finding.disposition).unwrap_or_default(),
    ]
    .map(ToOwned::to_owned);
    own.into_iter().chain(side(finding.source.as_ref())).chain(side(finding.target.as_ref())).collect()
}

fn side(place: Option<&Place>) -> [String; SIDE] {
    let Some(place) = place else { return Default::default() };
    let number = |n: usize| n.to_string();
    [
        place.file.as_deref().unwrap_or_default().to_owned(),
        place.segment.clone().unwrap_or_default(),
        number(place.start.line),
        number(place.start.chars),
        number(place.end.line),
        number(place.end.chars),
        place.text.clone(),
        place.note.clone(),
    ]
}

fn row(cells: &[String], out: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    // Writing to memory cannot fail.
    let _ = writer.write_record(cells.iter().map(|c| guarded(c)));
    let _ = writer.flush();
}

/// A cell that no spreadsheet takes for a formula: what could begin one has an apostrophe before it.
pub(crate) fn guarded(cell: &str) -> String {
    let shown = escape::visible(cell);
    let begins = shown.trim_start().starts_with(['=', '+', '-', '@', '|', '＝', '＋', '－', '＠']);
    if begins { format!("'{shown}") } else { shown.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", " =cmd|' /C calc'!A0", "+1", "-2.5%", "@SUM(A1)", "＝1", "\t=1", "\r\n=1"] {
            assert!(guarded(cell).starts_with('\''), "{cell:?}: {:?}", guarded(cell));
        }
        assert_eq!(guarded("3조5000억원"), "3조5000억원");
    }

    proptest! {
        #[test]
        fn a_row_is_read_back(cells in proptest::collection::vec(any::<String>(), 2..6)) {
            let mut out = Vec::new();
            row(&cells, &mut out);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
            let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("is a row")).collect();
            prop_assert_eq!(rows.len(), 1);
            prop_assert_eq!(rows[0].iter().map(ToOwned::to_owned).collect::<Vec<_>>(), cells.iter().map(|c| guarded(c)).collect::<Vec<_>>());
        }
    }
}
