//! `daejo bench`: how fast the program is on this machine.

use super::archive::bench;
use super::screen::Screen;
use super::{Exit, Stop};

/// Measures how fast the program is on this machine.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    Archive(bench::Args),
}

pub(super) fn run(command: &Command, screen: &mut Screen) -> Result<Exit, Stop> {
    match command {
        Command::Archive(args) => bench::run(args, screen),
    }
}
