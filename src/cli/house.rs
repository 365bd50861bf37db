//! `daejo house`: the newsroom's own list of names and terms.

use super::lists::List;
use super::screen::{self, Colour, Screen};
use super::{Exit, Stop};
use crate::config::Config;
use crate::house::lint;
use crate::model::Problem;
use crate::report::problems;
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// The newsroom's own list of names and terms.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    Lint(Lint),
}

/// Looks for contradictions in house lists.
///
/// Two spellings of one name that hold on the same days, a form that one row accepts and another forbids, days for which no row
/// holds, rows that stand in the lists twice, a person's English that does not spell the Korean, two people spelled alike.
/// Without files it reads the lists that the configuration names.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(super) struct Lint {
    /// House lists: CSV with a first line ko,en,kind,allowed,forbidden,from,to,note, or termbases in TBX-Basic.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, conflicts_with = "files", value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

const EXITS: &str = "Exit codes:\n  \
    0  no contradiction\n  \
    1  contradictions\n  \
    2  wrong usage, or a list that could not be read";

pub(super) fn run(command: &Command, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let Command::Lint(args) = command;
    let on_errors = screen::wanted(colour, &std::io::stderr());
    let lists = if args.files.is_empty() {
        List::configured(args.config.as_deref(), on_errors)?
    } else {
        args.files.iter().map(|file| List::read(file, &Config::default(), on_errors)).collect::<Result<_, _>>()?
    };
    if lists.is_empty() {
        return Err(Stop::Usage("no house list: name files, or put them under [names] house in config.toml".to_owned()));
    }
    let found = lint(&lists.iter().map(|l| (l.shown.as_str(), l.entries.as_slice())).collect::<Vec<_>>());
    for (i, list) in lists.iter().enumerate() {
        let of_list: Vec<Problem> = found.iter().filter(|(at, _)| *at == i).map(|(_, p)| p.clone()).collect();
        if !of_list.is_empty() {
            writeln!(screen.out, "{}\n", problems::show(&of_list, &list.text, &list.shown, screen.colour).trim_start())?;
        }
    }
    let rows = lists.iter().map(|l| l.entries.len()).sum::<usize>();
    let contradictions = if found.len() == 1 { "1 contradiction".to_owned() } else { format!("{} contradictions", found.len()) };
    writeln!(screen.out, "{rows} rows in {}: {contradictions}", if lists.len() == 1 { "1 list".to_owned() } else { format!("{} lists", lists.len()) })?;
    Ok(if found.is_empty() { Exit::Clean } else { Exit::Findings })
}
