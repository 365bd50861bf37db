//! `daejo pair`: which passages render which, side by side, or as a translation memory.

use super::intake::{self, Input, Sides, Work};
use super::progress::Progress;
use super::queue::Weight;
use super::screen::{Colour, Screen};
use super::{Exit, Stop, settings, stream};
use crate::compare::lexicon::Lexicon;
use crate::config::{Asked, Config};
use crate::ingest::{self, Doubt};
use crate::pipeline::pair;
use crate::report::pairs::{Paired, html, jsonl, table, terminal, tmx};
use crate::report::style::Look;
use clap::ValueHint;
use jiff::civil::Date;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Shows which passages of an English article render which of the Korean one, or writes them as a translation memory.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(super) struct Args {
    /// The Korean and the English file, or one folder, in which pairs are found by the patterns of the configuration.
    #[arg(num_args = 1..=2, required_unless_present_any = ["pairs", "manifest"], value_name = "KO EN | FOLDER", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Pairs, one a line: JSON Lines with `id`, `ko`, `en` and `date`, or tab-separated; `-` is standard input.
    #[arg(long, conflicts_with_all = ["paths", "manifest"], value_name = "FILE", value_hint = ValueHint::FilePath)]
    pairs: Option<PathBuf>,
    /// A list of file pairs, one a line: the Korean and the English path, parted by a tab.
    #[arg(long, conflicts_with = "paths", value_name = "FILE", value_hint = ValueHint::FilePath)]
    manifest: Option<PathBuf>,
    /// What the lines of --pairs are; told by the name of the file otherwise.
    #[arg(long, value_enum, requires = "pairs", value_name = "FORMAT")]
    input_format: Option<intake::Format>,
    /// How the pairing is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Leave out links that are less likely than this, 0–1.
    #[arg(long, default_value_t = 0.0, value_parser = share, value_name = "SCORE")]
    min_score: f32,
    /// Threads; all cores when it is not given. What is written is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

const EXITS: &str =
    "Exit codes:\n  0  everything was paired\n  2  wrong usage or configuration; nothing was paired\n  3  something that was asked for was not paired";

/// How a pairing is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// Side by side, for a person.
    #[default]
    Terminal,
    /// A translation memory: TMX 1.4b, what has a counterpart.
    Tmx,
    /// Columns parted by tabs, what has a counterpart.
    Tsv,
    /// One JSON line a link (schema daejo.pairing/v1).
    Jsonl,
    /// A page that needs nothing else.
    Html,
}

/// What every pair is written by.
struct Way {
    format: Format,
    least: f32,
    date: Option<Date>,
    lexicon: Option<Arc<Lexicon>>,
    look: Look,
}

/// What came of one pair.
struct Done {
    text: Vec<u8>,
    /// Why it was not paired.
    wrong: Option<String>,
    bytes: usize,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let settings = settings::load(args.config.as_deref(), args.place(), Asked::default(), super::screen::wanted(colour, &std::io::stderr()))?;
    let config = &settings.config;
    let input = args.input(config)?;
    let look = Look { colour: screen.colour, width: screen.width, quiet: false, limit: None, decided: false };
    let way = Way { format: args.format, least: args.min_score, date: args.date.or(config.date), lexicon: settings.book.lists().lexicon.clone(), look };
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    match args.format {
        Format::Terminal | Format::Jsonl => {}
        Format::Tmx => {
            tmx::open(&mut head);
            tmx::close(&mut tail);
        }
        Format::Tsv => table::open(&mut head),
        Format::Html => {
            html::open(&mut head);
            html::close(&mut tail);
        }
    }
    screen.out.write_all(&head)?;
    let mut progress = Progress::new(input.size, input.in_bytes, args.format != Format::Terminal || !std::io::stdout().is_terminal());
    let (mut exit, mut seen) = (Exit::Clean, 0);
    let silent = matches!(args.format, Format::Tmx | Format::Tsv);
    stream::run(
        input.work,
        settings::jobs(args.jobs),
        |work: Work| one(work, &way),
        |done: Vec<Done>| {
            progress.advance(done.len(), done.iter().map(|d| d.bytes).sum());
            seen += done.len();
            for pair in done {
                screen.out.write_all(&pair.text)?;
                if let Some(reason) = pair.wrong {
                    exit = Exit::NotChecked;
                    // A memory has no place for what is not in it.
                    if silent {
                        let _ = writeln!(std::io::stderr().lock(), "{reason}");
                    }
                }
            }
            Ok(screen.out.flush()?)
        },
    )?;
    drop(progress);
    screen.out.write_all(&tail)?;
    if seen == 0 {
        screen.out.flush()?;
        return Err(Stop::Input("there was no pair in the input: nothing was paired".to_owned()));
    }
    Ok(exit)
}

impl Args {
    /// Where to look for the configuration first.
    fn place(&self) -> &Path {
        let named = self.paths.first().or(self.manifest.as_ref()).or(self.pairs.as_ref());
        named.map(PathBuf::as_path).filter(|p| *p != Path::new("-")).unwrap_or(Path::new("."))
    }

    fn input(&self, config: &Config) -> Result<Input, Stop> {
        match (self.paths.as_slice(), &self.pairs, &self.manifest) {
            ([ko, en], ..) => intake::files(ko, en, None, config.limits),
            ([path], ..) => intake::one(path, config),
            (_, Some(pairs), _) => intake::pairs(pairs, self.input_format, config.limits),
            (_, _, Some(manifest)) => intake::manifest(manifest, config.limits),
            _ => Err(Stop::Usage("nothing to pair was named".to_owned())),
        }
    }
}

fn share(text: &str) -> Result<f32, String> {
    text.parse::<f32>().ok().filter(|x| (0.0..=1.0).contains(x)).ok_or_else(|| "a number from 0 to 1".to_owned())
}

/// Pairs one pair. Whatever goes wrong inside costs this pair only.
fn one(work: Work, way: &Way) -> Done {
    let (id, bytes) = (work.id().to_owned(), work.bytes());
    let done = catch_unwind(AssertUnwindSafe(|| work.sides().and_then(|sides| paired(&id, &sides, way))));
    let done = done.unwrap_or_else(|_| Err("an error inside the program ended the pairing of this pair; please report it with the two texts".to_owned()));
    let mut text = Vec::new();
    let wrong = match done {
        Ok(written) => {
            text = written;
            None
        }
        Err(reason) => {
            match way.format {
                Format::Terminal => text = terminal::not_read(&id, &reason, &way.look).into_bytes(),
                Format::Jsonl => jsonl::not_read(&id, &reason, &mut text),
                Format::Html => html::not_read(&id, &reason, &mut text),
                Format::Tmx | Format::Tsv => {}
            }
            Some(terminal::not_read(&id, &reason, &Look { colour: false, ..way.look }).trim_end().to_owned())
        }
    };
    Done { text, wrong, bytes }
}

fn paired(id: &str, sides: &Sides, way: &Way) -> Result<Vec<u8>, String> {
    let (source, target) = sides.documents();
    match ingest::doubt(&source, &target) {
        Some(Doubt::NotKorean { .. }) if sides.is_passage() => {}
        Some(doubt) => return Err(doubt.to_string()),
        None => {}
    }
    let date = source.meta.date.or(target.meta.date).or(sides.date()).or(way.date);
    let (ko, en, pairing) = pair(&source, &target, date, way.lexicon.as_deref());
    let paired = Paired { id, source: &source, target: &target, ko: &ko, en: &en, pairing: &pairing, date, least: way.least };
    let mut out = Vec::new();
    match way.format {
        Format::Terminal => out = terminal::table(&paired, &way.look).into_bytes(),
        Format::Tmx => tmx::units(&paired, &mut out),
        Format::Tsv => table::rows(&paired, &mut out),
        Format::Jsonl => jsonl::lines(&paired, &mut out),
        Format::Html => html::table(&paired, &mut out),
    }
    Ok(out)
}
