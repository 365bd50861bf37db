//! `daejo archive export`: what is in a store, for other programs.

use crate::archive::export::jsonl;
use crate::archive::store::Store;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop};
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Writes what is in a store for other programs.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// One JSON object an article (schema daejo.archive/v1), to standard output.
    #[arg(long, required = true)]
    jsonl: bool,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let store = Store::open(&args.store)?;
    jsonl::write(&store, |line| screen.out.write_all(line).map_err(Stop::from))?;
    screen.out.flush()?;
    Ok(Exit::Clean)
}
