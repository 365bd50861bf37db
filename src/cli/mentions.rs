//! `daejo mentions`: the values that are read in texts of one language, without comparing them to anything.

use super::intake::{source, unnamed};
use super::queue::Weight;
use super::screen::Screen;
use super::{Exit, Stop, settings, stream};
use crate::ingest::{Layout, Line, MentionInput, Reader};
use crate::model::Lang;
use crate::names::Packs;
use crate::report::mentions;
use crate::{pipeline, report::escape};
use std::path::PathBuf;

/// Shows which values are read in texts of one language.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Language of the texts.
    #[arg(long, value_enum)]
    lang: Language,
    /// How they are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Texts, one a line: JSON Lines with `id`, `text` and `date`; `-` is standard input.
    #[arg(default_value = "-", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Threads; all cores when it is not given.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Do without the language packs that are installed.
    #[arg(long)]
    no_packs: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// A line a value, for a person.
    #[default]
    Terminal,
    /// A JSON line a text.
    Jsonl,
}

impl Weight for Line<MentionInput> {
    fn bytes(&self) -> usize {
        match self {
            Self::Item { value, .. } => value.text.len() + 64,
            Self::Bad { reason, .. } => reason.len(),
        }
    }
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let lang = match args.lang {
        Language::Ko => Lang::Ko,
        Language::En => Lang::En,
    };
    let (input, _) = source(&args.file)?;
    let lines = Reader::<_, MentionInput>::new(input, Layout::of(&args.file.to_string_lossy()));
    let packs = if lang == Lang::Ko && !args.no_packs { super::packs::installed(args.format == Format::Terminal) } else { Packs::default() };
    stream::answer(lines, settings::jobs(args.jobs), |line| read(&line, lang, args.format, &packs), screen)
}

/// The values of one line, and whether it could be read.
fn read(line: &Line<MentionInput>, lang: Lang, format: Format, packs: &Packs) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    match line {
        Line::Item { line, value } => {
            let id = value.id.clone().unwrap_or_else(|| unnamed(*line));
            let document = value.document(lang);
            let reading = pipeline::read_names(&document, value.date, packs);
            match format {
                Format::Jsonl => mentions::line(&id, &document, &reading.mentions, &packs.ids().collect::<Vec<_>>(), &mut out),
                Format::Terminal => mentions::terminal(&id, &document, &reading.mentions, &mut out),
            }
            (out, true)
        }
        Line::Bad { line, id, reason } => {
            let id = id.clone().unwrap_or_else(|| unnamed(*line));
            match format {
                Format::Jsonl => mentions::unread(&id, reason, &mut out),
                Format::Terminal => out = format!("{}: not read: {}\n", escape::visible(&id), escape::visible(reason)).into_bytes(),
            }
            (out, false)
        }
    }
}
