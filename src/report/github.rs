//! Workflow commands of GitHub Actions: errors, warnings and notices on the lines of a change. A step shows ten of each, so
//! the worst come first and the last command says what is not shown and where it is.

use super::output::{Manner, Output, Remarks, Run, Worst};
use super::style::Look;
use super::{Diagnosed, Diagnostic, Place, escape, summary};
use crate::model::Severity;
use std::fmt::Write;
use std::sync::Arc;

/// Annotations of each kind that GitHub shows for a step.
pub const SHOWN: usize = 10;

/// The commands of a run.
#[derive(Debug)]
pub struct Github {
    manner: Manner,
    errors: Worst,
    warnings: Worst,
    notices: Worst,
    remarks: Remarks,
    /// Whether the job summary is written too.
    summarised: bool,
}

impl Github {
    /// An empty report; `summarised` where a job summary tells the rest.
    pub fn new(manner: Manner, summarised: bool) -> Self {
        let worst = || Worst::new(SHOWN);
        Self { manner, errors: worst(), warnings: worst(), notices: worst(), remarks: Remarks::new(SHOWN), summarised }
    }
}

impl Output for Github {
    fn pair(&mut self, pair: &Arc<Diagnosed>, _out: &mut Vec<u8>) {
        self.remarks.add(pair);
        for finding in pair.findings.iter().filter(|f| self.manner.tells(f)) {
            match command(finding) {
                "error" => self.errors.add(finding),
                "warning" => self.warnings.add(finding),
                _ => self.notices.add(finding),
            }
        }
    }

    fn close(&mut self, run: &Run, out: &mut Vec<u8>) {
        let mut text = String::new();
        let (seen, errors) = (self.errors.seen, self.errors.take());
        // What was not checked is as bad as an error, and must not push all of them out.
        let not_checked = self.remarks.unchecked.len().min(SHOWN - errors.len().min(SHOWN / 2));
        for pair in &self.remarks.unchecked[..not_checked] {
            let what = format!("{}: not checked: {}", escape::visible(&pair.pair), escape::visible(pair.reason().unwrap_or_default()));
            let at = pair.files.as_ref().map(|[_, en]| format!("file={},", property(en))).unwrap_or_default();
            line(&mut text, format_args!("::error {at}title=not checked::{}", data(&what)));
        }
        let shown = errors.len().min(SHOWN - not_checked);
        errors[..shown].iter().for_each(|f| annotation(&mut text, f));
        let mut hidden =
            vec![(seen - shown, "error", "errors"), (self.remarks.unchecked_seen - not_checked, "pair that was not checked", "pairs that were not checked")];
        for (worst, one, many) in [(&mut self.warnings, "warning", "warnings"), (&mut self.notices, "notice", "notices")] {
            let (seen, found) = (worst.seen, worst.take());
            // One notice is left for what is not shown.
            let shown = found.len().min(if one == "notice" { SHOWN - 1 } else { SHOWN });
            found[..shown].iter().for_each(|f| annotation(&mut text, f));
            hidden.push((seen - shown, one, many));
        }
        let hidden: Vec<_> = hidden.into_iter().filter(|h| h.0 > 0).map(|(n, one, many)| summary::plural(n, one, many)).collect();
        if !hidden.is_empty() {
            let rest = if self.summarised { "The job summary has them." } else { "Ask for another format, such as --output csv=FILE, to have them all." };
            line(&mut text, format_args!("::notice title=daejo::Not shown here: {}. {rest}", hidden.join(", ")));
        }
        let look = Look { colour: false, width: 100, quiet: false, limit: self.manner.limit, decided: false };
        text.push_str(&summary::run(&run.total, run.left_out, &look));
        out.extend_from_slice(text.as_bytes());
    }
}

fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{words}");
}

/// The command for a finding.
const fn command(finding: &Diagnostic) -> &'static str {
    match finding.severity {
        _ if !finding.disposition.counts() => "notice",
        Severity::Critical | Severity::Major => "error",
        Severity::Minor => "warning",
        Severity::Info => "notice",
    }
}

fn annotation(out: &mut String, finding: &Diagnostic) {
    let at = finding.place().map(position).unwrap_or_default();
    line(out, format_args!("::{} {at}title={}::{}", command(finding), property(finding.rule.id), data(&finding.full())));
}

/// `file=en.md,line=3,endLine=3,col=5,endColumn=20,`; GitHub takes columns only where a place is in one line.
fn position(place: &Place) -> String {
    let Some(file) = &place.file else { return String::new() };
    let (start, end) = (place.start, place.end);
    let columns = if start.line == end.line { format!(",col={},endColumn={}", start.chars, end.chars) } else { String::new() };
    format!("file={},line={},endLine={}{columns},", property(file), start.line, end.line)
}

/// Text as the message of a command: one line, whatever it has in it.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => escape::push(c, &mut out),
        }
    }
    out
}

/// Text as the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As the runner reads it back.
    fn unescaped(text: &str) -> String {
        text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    }

    #[test]
    fn what_parts_a_command_is_escaped() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a: b,c\r%0A.md"), "a%3A b%2Cc%0D%250A.md");
    }

    proptest! {
        #[test]
        fn no_text_ends_its_command_or_adds_a_property(text in any::<String>(), plain in "[ -~가-힣\n\r]{0,40}") {
            prop_assert!(!data(&text).contains(['\n', '\r']));
            prop_assert!(!property(&text).contains(['\n', '\r', ':', ',']));
            prop_assert_eq!(unescaped(&data(&plain)), plain.clone());
            prop_assert_eq!(unescaped(&property(&plain)), plain);
        }
    }
}
