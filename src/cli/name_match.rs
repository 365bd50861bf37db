//! `daejo name-match`: how well a Latin spelling renders a Hangul name.

use super::intake::{source, unnamed};
use super::queue::Weight;
use super::screen::Screen;
use super::{Exit, Stop, settings, stream};
use crate::ingest::{Layout, Line, NameInput, Reader};
use crate::names::{NameMatch, name_match};
use crate::report::names::{self, Answer};
use std::path::PathBuf;

/// Tells how well Latin spellings render Hangul names.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// How the answers are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Names, a pair a line: JSON Lines with `id`, `ko` and `en`; `-` is standard input.
    #[arg(default_value = "-", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Threads; all cores when it is not given.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// A line a name, for a person.
    #[default]
    Terminal,
    /// A JSON line a name.
    Jsonl,
}

impl Weight for Line<NameInput> {
    fn bytes(&self) -> usize {
        match self {
            Self::Item { value, .. } => value.ko.len() + value.en.len() + 64,
            Self::Bad { reason, .. } => reason.len(),
        }
    }
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let (input, _) = source(&args.file)?;
    let lines = Reader::<_, NameInput>::new(input, Layout::of(&args.file.to_string_lossy()));
    stream::answer(lines, settings::jobs(args.jobs), |line| answer(&line, args.format), screen)
}

/// The answer to one line, and whether it could be read.
fn answer(line: &Line<NameInput>, format: Format) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    match line {
        Line::Item { line, value } => {
            let id = value.id.clone().unwrap_or_else(|| unnamed(*line));
            let NameMatch { score, verdict, why } = name_match(&value.ko, &value.en);
            let answer = Answer { id: &id, ko: &value.ko, en: &value.en, score, verdict: verdict.as_str(), why: &why };
            match format {
                Format::Jsonl => names::line(&answer, &mut out),
                Format::Terminal => names::terminal(&answer, &mut out),
            }
            (out, true)
        }
        Line::Bad { line, id, reason } => {
            names::unread(&id.clone().unwrap_or_else(|| unnamed(*line)), reason, format == Format::Jsonl, &mut out);
            (out, false)
        }
    }
}
