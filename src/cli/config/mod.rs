//! `daejo config`: what the configuration comes to, and what is wrong with it.

mod show;

use super::lists::List;
use super::screen::{self, Colour, Screen};
use super::settings;
use super::{Exit, Stop};
use crate::config::Asked;
use crate::report::escape;
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// The configuration: what holds for an article, and what is wrong with the file.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    Show(show::Args),
    Check(Check),
}

/// Looks for mistakes in a configuration and in the house lists that it names.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(super) struct Check {
    /// The configuration; without one, the nearest config.toml.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,
}

const EXITS: &str = "Exit codes:\n  \
    0  no mistake\n  \
    2  mistakes, or no configuration";

pub(super) fn run(command: &Command, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    match command {
        Command::Show(args) => show::run(args, colour, screen),
        Command::Check(args) => check(args, colour, screen),
    }
}

fn check(args: &Check, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let on_errors = screen::wanted(colour, &std::io::stderr());
    let Some(path) = args.file.clone().or_else(settings::nearest) else {
        return Err(Stop::Usage("there is no config.toml here or in a folder above; `daejo init` writes one".to_owned()));
    };
    settings::load(Some(&path), &path, Asked::default(), on_errors)?;
    let lists = List::configured(Some(&path), on_errors)?.len();
    let also = match lists {
        0 => String::new(),
        1 => ", nor in its house list".to_owned(),
        n => format!(", nor in its {n} house lists"),
    };
    writeln!(screen.out, "{}: no mistake in it{also}", escape::visible(&path.to_string_lossy()))?;
    Ok(Exit::Clean)
}
