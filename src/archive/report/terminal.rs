//! The report in short, for a terminal.

use super::style::grouped;
use super::{GroupV1, NameV1, ReportV1, SeveritiesV1};
use crate::report::escape;
use std::fmt::Write;

/// Rows of each list.
const ROWS: usize = 8;

/// The report as text.
pub fn text(report: &ReportV1) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    write(report, &mut out).unwrap_or(());
    out
}

fn write(report: &ReportV1, out: &mut String) -> std::fmt::Result {
    let not_checked = report.incomplete + report.unread;
    writeln!(out, "{} articles: {}", grouped(report.articles), severities(&report.findings))?;
    if report.decided > 0 {
        writeln!(out, "{} findings were decided before", grouped(report.decided))?;
    }
    if not_checked > 0 {
        writeln!(out, "{} not checked", grouped(not_checked))?;
    }
    if let Some([first, last]) = &report.days {
        writeln!(out, "published from {first} to {last}")?;
    }
    list(
        out,
        "rules",
        report.rules.iter().map(|r| {
            let share = r.accepted_share.map_or_else(String::new, |s| format!(", {:.0}% followed", s * 100.0));
            (r.rule.clone(), format!("{}{share}", severities(&r.findings)))
        }),
    )?;
    list(out, "desks", report.sections.iter().map(group))?;
    list(out, "models", report.translators.iter().map(group))?;
    list(out, "worst articles", report.worst.iter().map(|w| (w.title.clone().unwrap_or_else(|| w.id.clone()), severities(&w.findings))))?;
    list(out, "names with the most spellings", report.names.iter().flatten().map(name))
}

fn name(name: &NameV1) -> (String, String) {
    const SHOWN: usize = 4;
    let first = name.spellings.iter().take(SHOWN).map(|s| format!("{} in {}", escape::visible(&s.en), grouped(s.articles)));
    let more = name.count.saturating_sub(SHOWN as u64);
    let more = (more > 0).then(|| format!("{} more", grouped(more)));
    (name.ko.clone(), first.chain(more).collect::<Vec<_>>().join(", "))
}

fn list(out: &mut String, title: &str, rows: impl Iterator<Item = (String, String)>) -> std::fmt::Result {
    let rows: Vec<(String, String)> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for (name, told) in rows.iter().take(ROWS) {
        writeln!(out, "  {}: {told}", escape::visible(name))?;
    }
    if rows.len() > ROWS { writeln!(out, "  and {} more", grouped((rows.len() - ROWS) as u64)) } else { Ok(()) }
}

fn group(group: &GroupV1) -> (String, String) {
    let name = if group.name.is_empty() { "not told".to_owned() } else { group.name.clone() };
    (name, format!("{} of {} articles are stopped, {}", grouped(group.flagged), grouped(group.articles), severities(&group.findings)))
}

fn severities(f: &SeveritiesV1) -> String {
    let parts = [(f.critical, "critical"), (f.major, "major"), (f.minor, "minor"), (f.info, "info")];
    let told: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", grouped(n))).collect();
    if told.is_empty() { "no finding that counts".to_owned() } else { told.join(", ") }
}
