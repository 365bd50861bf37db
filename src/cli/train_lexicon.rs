//! `daejo train lexicon`: words for pairing, learnt from texts in both languages.

use super::intake::{self, Sides};
use super::screen::Screen;
use super::{Exit, Stop, settings, stream, write};
use crate::archive::learn::Aligned;
use crate::archive::learn::lexicon::{Learner, Learnt, Terms, head};
use crate::config::Config;
use crate::model::Link;
use crate::pipeline;
use crate::report::escape;
use crate::report::pairs::Paired;
use clap::ValueHint;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Learns words for pairing from texts in both languages.
///
/// Passages that the input links are learnt from as they stand; articles are paired first, and of them the sure links are learnt
/// from. The list is named in config.toml under [align] lexicon. `daejo archive lexicon` does the same with the articles of a store.
#[derive(clap::Args, Debug)]
pub(super) struct Lexicon {
    /// Texts in both languages: TMX, XLIFF, PO, TSV, JSON Lines with `ko` and `en`, or a folder of articles.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE", value_hint = ValueHint::AnyPath)]
    aligned: Vec<PathBuf>,
    #[command(flatten)]
    learning: Learning,
    /// Where the list goes; standard output without it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Threads; all cores when it is not given. The list is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// How much is asked of what is learnt.
#[derive(clap::Args, Debug)]
pub(super) struct Learning {
    /// Passages in which two words must stand together.
    #[arg(long, default_value_t = Terms::default().least, value_parser = clap::value_parser!(u32).range(1..), value_name = "N")]
    least: u32,
    /// Rounds of estimating.
    #[arg(long, default_value_t = Terms::default().rounds, value_name = "N")]
    rounds: usize,
    /// Passages that are learnt from at most.
    #[arg(long, default_value_t = Terms::default().links, value_name = "N")]
    most: usize,
}

impl Learning {
    pub(super) fn terms(&self) -> Terms {
        Terms { least: self.least, rounds: self.rounds.min(50), links: self.most }
    }
}

pub(super) fn run(args: &Lexicon, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut learner = Learner::new(args.learning.terms());
    let (mut bad, mut seen) = (Vec::new(), 0);
    for path in &args.aligned {
        let input = intake::one(path, &Config::default())?;
        let links = |work: intake::Work| {
            let id = work.id().to_owned();
            work.sides().map(|sides| passages(&id, &sides)).map_err(|reason| format!("{id}: {reason}"))
        };
        stream::run(input.work, settings::jobs(args.jobs), links, |done| {
            for one in done {
                seen += 1;
                match one {
                    Ok(passages) => passages.iter().for_each(|(ko, en)| learner.add(Aligned { ko, en })),
                    Err(reason) => bad.push(reason),
                }
            }
            Ok(())
        })?;
    }
    let mut told = String::new();
    for reason in bad.iter().take(10) {
        // Writing to a string cannot fail.
        let _ = writeln!(told, "not learnt from: {}", escape::visible(reason));
    }
    if bad.len() > 10 {
        let _ = writeln!(told, "not learnt from: {} more", bad.len() - 10);
    }
    if bad.len() == seen {
        return Err(Stop::Input(format!("{told}there was nothing to learn from")));
    }
    let learnt = learner.learn();
    let files: Vec<String> = args.aligned.iter().map(|p| p.file_name().unwrap_or(p.as_os_str()).to_string_lossy().into_owned()).collect();
    put(args.out.as_deref(), &files.join(" "), &learnt, &told, screen)?;
    Ok(if bad.is_empty() { Exit::Clean } else { Exit::NotChecked })
}

/// Passages of a pair that render each other.
fn passages(id: &str, sides: &Sides) -> Vec<(String, String)> {
    let (source, target) = sides.documents();
    let (ko, en, pairing) = pipeline::pair(&source, &target, None, None);
    let paired = Paired { id, source: &source, target: &target, ko: &ko, en: &en, pairing: &pairing, date: None, least: Link::DOUBTFUL };
    paired.pairs().map(|row| (row.ko, row.en)).collect()
}

/// Writes a list, and tells what it is.
pub(super) fn put(out: Option<&Path>, from: &str, learnt: &Learnt, more: &str, screen: &mut Screen) -> Result<(), Stop> {
    let late = if learnt.left_out > 0 { format!(", {} more left out", learnt.left_out) } else { String::new() };
    let told = format!("{more}{} Korean stems learnt from {} passages{late}\n", learnt.stems, learnt.links);
    write::put(out, &format!("{}{}", head(from, learnt), learnt.table), &told, screen)
}
