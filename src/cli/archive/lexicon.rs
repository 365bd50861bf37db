//! `daejo archive lexicon`: words for pairing, learnt from a store.

use super::lessons::From;
use crate::archive::learn::lexicon::Learner;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop, train_lexicon};
use clap::ValueHint;
use std::path::PathBuf;

/// Learns words for pairing from the passages of an archive.
///
/// Writes a list of Korean stems with the beginnings of the English words that render them, which config.toml names under [align]
/// lexicon: pairing then goes by them as well.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    learning: train_lexicon::Learning,
    /// Where the list goes; standard output without it.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut learner = Learner::new(args.learning.terms());
    let read = args.from.each(
        |article| article,
        |article| {
            article.lesson().links.into_iter().for_each(|link| learner.add(link));
            Ok(())
        },
    )?;
    let learnt = learner.learn();
    let (left_out, exit) = read.exit();
    train_lexicon::put(args.out.as_deref(), &format!("an archive of {} articles", read.articles), &learnt, &left_out, screen)?;
    Ok(exit)
}
