//! What a run came to, for people and for programs.

use crate::archive::store::RunTotals;
use crate::cli::Stop;
use crate::cli::screen::Screen;
use crate::report::escape;
use jiff::Timestamp;
use std::io::Write;
use std::path::Path;

/// How the summary is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(in crate::cli) enum Format {
    /// For a person.
    #[default]
    Terminal,
    /// One JSON object.
    Json,
}

/// A run that ended.
pub(super) struct Summary<'a> {
    pub(super) run: i64,
    pub(super) note: Option<String>,
    pub(super) store: &'a Path,
    pub(super) totals: RunTotals,
}

/// The time, as RFC 3339 in UTC; at SOURCE_DATE_EPOCH where that is set, so that a run can be repeated.
pub(super) fn now() -> Result<String, Stop> {
    #[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
    let set = std::env::var("SOURCE_DATE_EPOCH").ok();
    let now =
        match set {
            None => Timestamp::now(),
            Some(seconds) => seconds.trim().parse().ok().and_then(|s| Timestamp::from_second(s).ok()).ok_or_else(|| {
                Stop::Usage(format!("SOURCE_DATE_EPOCH is `{}`, which is no number of seconds; nothing was checked", escape::visible(&seconds)))
            })?,
        };
    Ok(now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Writes the summary to standard output; of a quiet run only what was not checked, to standard error.
pub(super) fn write(summary: &Summary<'_>, format: Format, quiet: bool, screen: &mut Screen) -> Result<(), Stop> {
    let store = summary.store.to_string_lossy();
    let store = escape::visible(&store);
    let t = summary.totals;
    if format == Format::Json {
        let object = serde_json::json!({
            "schema": "daejo.archive-run/v1", "run": summary.run, "store": &*store, "note": summary.note,
            "added": t.added, "changed": t.changed, "rechecked": t.rechecked, "altered": t.altered, "unchanged": t.unchanged,
            "flagged": t.flagged, "incomplete": t.incomplete, "unread": t.unread, "left_out": t.left_out,
        });
        return Ok(writeln!(screen.out, "{object}")?);
    }
    let not_checked = not_checked(&t, &store);
    if quiet {
        if let Some(line) = not_checked {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
        return Ok(());
    }
    if let Some(note) = &summary.note {
        writeln!(screen.out, "{}", escape::visible(note))?;
    }
    let kinds = [(t.added, "new"), (t.changed, "changed"), (t.rechecked, "checked again"), (t.unchanged, "as they were")];
    let kinds = kinds.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", grouped(n))).collect::<Vec<_>>().join(", ");
    let articles = if t.articles() == 1 { "article" } else { "articles" };
    let kinds = if kinds.is_empty() { kinds } else { format!(": {kinds}") };
    writeln!(screen.out, "run {}: {} {articles}{kinds}; {} with findings at or over the limit", summary.run, grouped(t.articles()), grouped(t.flagged))?;
    if t.left_out > 0 {
        writeln!(screen.out, "{} left out, since others were asked for", grouped(t.left_out))?;
    }
    if let Some(line) = not_checked {
        writeln!(screen.out, "{line}")?;
    }
    Ok(())
}

fn not_checked(t: &RunTotals, store: &str) -> Option<String> {
    let parts = [(t.incomplete, "articles were"), (t.unread, "items that are no articles were")];
    let one = [(t.incomplete, "article was"), (t.unread, "item that is no article was")];
    let told: Vec<String> = parts
        .into_iter()
        .zip(one)
        .filter(|((n, _), _)| *n > 0)
        .map(|((n, many), (_, one))| format!("{} {} not checked", grouped(n), if n == 1 { one } else { many }))
        .collect();
    (!told.is_empty()).then(|| format!("{}; `daejo archive export --jsonl --store {store}` has the reason for each", told.join(", ")))
}

/// A number with its thousands apart.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
