//! `daejo archive diff`: what changed between two runs.

use super::summary::{self, grouped};
use crate::archive::diff::{DiffError, DiffV1, ExampleV1, FoundV1, diff};
use crate::archive::store::Store;
use crate::cli::screen::{BOLD, Screen};
use crate::cli::{Exit, Stop};
use crate::report::{escape, json};
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Tells what is not the same behind two runs on a store: what a change of rules, of the configuration or of the model that translates
/// alters.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// Number of the run that is compared from.
    #[arg(value_name = "RUN1")]
    first: i64,
    /// Number of the run that is compared to.
    #[arg(value_name = "RUN2")]
    second: i64,
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// How it is written; JSON has the schema daejo.archive-diff/v1.
    #[arg(long, value_enum, default_value_t)]
    format: summary::Format,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let store = Store::open(&args.store)?;
    let found = diff(&store, args.first, args.second).map_err(|e| match e {
        DiffError::Store(e) => e.into(),
        DiffError::NoRun { .. } => Stop::Usage(e.to_string()),
    })?;
    if args.format == summary::Format::Json {
        let mut out = Vec::new();
        json::append(&found, &mut out);
        out.push(b'\n');
        screen.out.write_all(&out)?;
    } else {
        terminal(&found, screen)?;
    }
    Ok(Exit::Clean)
}

fn terminal(found: &DiffV1, screen: &mut Screen) -> Result<(), Stop> {
    let bold = |text: &str| if screen.colour { format!("{BOLD}{text}{BOLD:#}") } else { text.to_owned() };
    let head = bold(&format!("from run {} to run {}", found.first, found.second));
    let mut lines = vec![head];
    if !found.conditions.is_empty() {
        lines.push(format!("other {}", found.conditions.join(", ")));
    }
    let articles = [
        (found.added, "not there before"),
        (found.rewritten, "with other texts"),
        (found.altered, "with the same texts and another result"),
        (found.unchecked, "that could not be checked any more"),
    ];
    let articles: Vec<String> = articles.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{} {words}", grouped(n))).collect();
    lines.push(if articles.is_empty() { "every article came to the same".to_owned() } else { format!("articles: {}", articles.join(", ")) });
    for rule in &found.rules {
        lines.push(String::new());
        let name = bold(&rule.rule);
        lines.push(format!("{name}: {} new, {} gone, {} changed", grouped(rule.new), grouped(rule.gone), grouped(rule.changed)));
        lines.extend(rule.examples.iter().flat_map(example));
    }
    for line in lines {
        writeln!(screen.out, "{line}")?;
    }
    Ok(())
}

fn example(example: &ExampleV1) -> Vec<String> {
    let said = |sign: &str, found: &FoundV1| {
        let words = [&found.source, &found.target].into_iter().flatten().map(|t| format!("“{}”", escape::visible(t))).collect::<Vec<_>>().join(" ↔ ");
        format!("    {sign} {}: {}  {words}", found.severity, escape::visible(&found.message)).trim_end().to_owned()
    };
    let mut lines = vec![format!("  {} in {}", example.kind, escape::visible(&example.id))];
    lines.extend(example.before.iter().map(|f| said("-", f)));
    lines.extend(example.after.iter().map(|f| said("+", f)));
    lines
}
