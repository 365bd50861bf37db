//! `daejo archive decisions`: what editors decided on the page, brought into the archive, where reports count it and `calibrate` learns from it.

use super::summary::{grouped, now};
use crate::archive::store::{Decision, Lock, Store};
use crate::cli::decided::Decided;
use crate::cli::screen::{self, Colour, Screen};
use crate::cli::{Exit, Stop, settings};
use crate::config::Asked;
use crate::report::escape;
use crate::review::{self, Word};
use clap::ValueHint;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Brings what editors decided on the page (`daejo review`) into the archive.
///
/// Of each finding the last word counts: taken for an error, or let stand for a reason. What was taken back since is taken out again, so
/// that the command can be run every night. Reports count the decisions, `archive export --table decisions` writes them, and `archive
/// calibrate` learns from them.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// Stores of the page; without any, the one of the configuration ([review] store).
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pages: Vec<PathBuf>,
    /// The store of the archive.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// Wait for a run on the store to end.
    #[arg(long)]
    wait: bool,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let settings = settings::load(args.config.as_deref(), Path::new("."), Asked::default(), screen::wanted(colour, &std::io::stderr()))?;
    let decided = Decided::load(&settings.config, args.config.as_deref(), Path::new("."), Path::new("."), false)?;
    // Where `daejo review` keeps it.
    let beside = settings.path.as_deref().and_then(Path::parent).map_or_else(|| decided.root.clone(), Path::to_owned);
    let of_config = || beside.join(&settings.config.review.store);
    let pages = if args.pages.is_empty() { vec![of_config()] } else { args.pages.clone() };
    let store = Store::open(&args.store)?;
    let lock = Lock::take(&args.store, &format!("process {}, which brings in decisions, since {}", std::process::id(), now()?), args.wait)?;
    let mut found = Vec::new();
    for page in &pages {
        // Opening would begin a new one.
        if !page.is_file() {
            return Err(Stop::Usage(format!("{}: there is no store of the page; `daejo review` makes one", escape::visible(&page.to_string_lossy()))));
        }
        let opened = review::Store::open(page, settings.config.review.store_bytes).and_then(|store| store.decisions());
        found.extend(opened.map_err(|e| Stop::Input(escape::visible(&e.to_string()).into_owned()))?);
    }
    let gone: Vec<[String; 3]> = found.iter().flat_map(|d| d.by.iter().map(|by| [d.rule.clone(), d.fingerprint.clone(), by.clone()])).collect();
    let decisions: Vec<Decision> = found.into_iter().filter_map(decision).collect();
    store.take_decisions(&lock, &gone, &decisions)?;
    let accepted = decisions.iter().filter(|d| d.decision == "accepted").count();
    let (accepted, waived) = (grouped(accepted as u64), grouped((decisions.len() - accepted) as u64));
    writeln!(screen.out, "{accepted} findings that were taken for errors, {waived} that were let stand")?;
    Ok(Exit::Clean)
}

/// A decision as the archive keeps it; nothing where it was taken back.
fn decision(decided: review::Decided) -> Option<Decision> {
    let review::Decided { rule, fingerprint, word, .. } = decided;
    let Word { waived, text, by, day } = word?;
    let what = if waived.is_some() { "waived" } else { "accepted" };
    Some(Decision { rule, fingerprint, decision: what.to_owned(), reason: waived.unwrap_or_default(), text, by, day, until: None })
}
