//! `daejo archive report`: what the archive says, as a page, as JSON or in short.

use super::lessons::From;
use super::names;
use crate::archive::learn::names::most_spelled;
use crate::archive::report::{gather, html, terminal};
use crate::archive::store::Store;
use crate::cli::outputs::Sink;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop};
use crate::house::precedent::Named;
use crate::model::Link;
use crate::report::json;
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Tells what is in a store: findings over time by rule, desk and model, the worst articles, the rules that editors follow least, and the
/// names with the most spellings.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A file; without it, standard output. It is put in its place when it is whole.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Leave out the names with the most spellings. The texts of all articles are read for them, for the rest only what was counted.
    #[arg(long)]
    without_names: bool,
    /// Threads that read the texts; all cores when it is not given. The report is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// Names that are shown.
const NAMES: usize = 25;

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// In short, for a person.
    #[default]
    Terminal,
    /// A page that needs nothing else.
    Html,
    /// One JSON object (schema daejo.archive-report/v1).
    Json,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let store = Store::open(&args.store)?;
    let names = if args.without_names { None } else { Some(args.names(&store)?) };
    let report = gather(&store, names.as_deref())?;
    let mut text = Vec::new();
    match args.format {
        Format::Terminal => text = terminal::text(&report).into_bytes(),
        Format::Html => text = html::page(&report).into_bytes(),
        Format::Json => {
            json::append(&report, &mut text);
            text.push(b'\n');
        }
    }
    match &args.out {
        None => screen.out.write_all(&text)?,
        Some(path) => {
            let mut sink = Sink::open(path.clone())?;
            sink.write(&text)?;
            sink.finish()?;
        }
    }
    screen.out.flush()?;
    Ok(Exit::Clean)
}

impl Args {
    /// The names with the most spellings; none where no article was checked.
    fn names(&self, store: &Store) -> Result<Vec<Named>, Stop> {
        if !store.has_checked()? {
            return Ok(Vec::new());
        }
        let from = From { store: self.store.clone(), min_score: Link::DOUBTFUL, jobs: self.jobs };
        Ok(most_spelled(&names::mined(&from)?.0, NAMES))
    }
}
