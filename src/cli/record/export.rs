//! `daejo record export`: what a record says, in the words of other standards.

use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop};
use super::verify::{How, Verifier};
use clap::ValueHint;
use std::path::PathBuf;

/// Writes what the record of an article says in another form, to standard output. Only a record that holds is exported.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Args {
    /// The English file, or its record.
    #[arg(value_name = "EN", value_hint = ValueHint::FilePath)]
    english: PathBuf,
    #[command(flatten)]
    how: How,
}

pub(super) fn run(args: &Args, colour: Colour, _: &mut Screen) -> Result<Exit, Stop> {
    let paths = [args.english.clone()];
    let _ = Verifier::open(&args.how, &paths, screen::wanted(colour, &std::io::stderr()))?;
    Err(Stop::Usage("no form was named".to_owned()))
}
