//! `daejo archive verify`: whether a store is as it was written.

use super::summary::grouped;
use crate::archive::store::Store;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop};
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Looks through a store: the database, and the sum of every row.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let articles = Store::open(&args.store)?.verify()?;
    writeln!(screen.out, "{} articles, each as it was written", grouped(articles))?;
    Ok(Exit::Clean)
}
