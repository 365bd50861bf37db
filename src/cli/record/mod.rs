//! `daejo record`: the record of provenance of an article, signed, shown, verified, exported; and the keys.

mod checkpoint;
pub(super) mod desk;
mod export;
mod keys;
pub(super) mod secret;
mod show;
mod sign;
mod verify;

use super::screen::{Colour, Screen};
use super::{Exit, Stop};

/// The record of provenance of an article: what was checked, by what, and who signed off exactly these bytes.
///
/// Records lie beside the English, in <article>.intoto.jsonl: in-toto Statements in DSSE envelopes, one a line, each naming the one before
/// it. OpenSSL, securesystemslib and sigstore verify them without this program.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    Sign(sign::Args),
    Show(show::Args),
    Verify(verify::Args),
    Export(export::Args),
    Checkpoint(checkpoint::Args),
    #[command(subcommand)]
    Keys(keys::Command),
}

pub(super) fn run(command: &Command, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    match command {
        Command::Sign(args) => sign::run(args, colour, screen),
        Command::Show(args) => show::run(args, colour, screen),
        Command::Verify(args) => verify::run(args, colour, screen),
        Command::Export(args) => export::run(args, colour, screen),
        Command::Checkpoint(args) => checkpoint::run(args, colour, screen),
        Command::Keys(command) => keys::run(command, colour, screen),
    }
}
