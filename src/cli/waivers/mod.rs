//! `daejo waivers`: what is waived, and whether it still is anything; and taking over what was waived on the editor's page.

mod import;

use super::screen::{Colour, Screen};
use super::waive::{self, List};
use super::{Exit, Stop};

/// Lists the waivers of the file and of comments: which cover a finding, which have ended, which cover nothing.
///
/// `daejo waivers import` takes over what was waived on the editor's page.
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    list: List,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Import(import::Args),
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    match &args.command {
        Some(Command::Import(args)) => import::run(args, colour, screen),
        None => waive::list(&args.list, colour, screen),
    }
}
