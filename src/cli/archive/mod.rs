//! `daejo archive`: a newspaper's archive, checked article by article and kept in a store; what is read out of it.

pub(super) mod bench;
mod calibrate;
mod choice;
mod conditions;
mod database;
mod decisions;
mod diff;
mod export;
mod items;
mod lessons;
mod lexicon;
mod memory;
mod names;
mod report;
mod run;
mod sources;
mod summary;
mod verify;

use super::screen::{Colour, Screen};
use super::{Exit, Stop};
use crate::archive::store::StoreError;
use crate::report::escape;

/// Checks an archive of articles and keeps what comes of each in a store.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    Run(Box<run::Args>),
    Export(export::Args),
    Names(names::Args),
    Lexicon(lexicon::Args),
    Decisions(decisions::Args),
    Calibrate(calibrate::Args),
    Memory(memory::Args),
    Report(report::Args),
    Diff(diff::Args),
    Verify(verify::Args),
}

pub(super) fn run(command: &Command, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    match command {
        Command::Run(args) => run::run(args, colour, screen),
        Command::Export(args) => export::run(args, screen),
        Command::Names(args) => names::run(args, screen),
        Command::Lexicon(args) => lexicon::run(args, screen),
        Command::Decisions(args) => decisions::run(args, colour, screen),
        Command::Calibrate(args) => calibrate::run(args, colour, screen),
        Command::Memory(args) => memory::run(args, screen),
        Command::Report(args) => report::run(args, screen),
        Command::Diff(args) => diff::run(args, screen),
        Command::Verify(args) => verify::run(args, screen),
    }
}

impl From<StoreError> for Stop {
    fn from(e: StoreError) -> Self {
        let text = escape::visible(&e.to_string()).into_owned();
        match e {
            StoreError::Missing { .. } | StoreError::NotAStore { .. } | StoreError::Older { .. } | StoreError::Newer { .. } => Self::Usage(text),
            _ => Self::Input(text),
        }
    }
}
