//! `daejo archive report`: what the archive says, as a page, as JSON or in short.

use crate::archive::report::{gather, html, terminal};
use crate::archive::store::Store;
use crate::cli::outputs::Sink;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop};
use crate::report::json;
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Tells what is in a store: findings over time by rule, desk and model, the worst articles, the rules that editors follow least.
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
}

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
    let report = gather(&Store::open(&args.store)?)?;
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
