//! `daejo train names`: estimates the transliteration model from pairs of names.

use super::screen::Screen;
use super::{Exit, Stop};
use crate::names::train::held_out::{self, Figures};
use crate::names::train::{NamePair, Terms, train};
use flate2::read::MultiGzDecoder;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Estimates models from data.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    Names(Names),
    Likeness(super::train_likeness::Likeness),
    Lexicon(super::train_lexicon::Lexicon),
}

/// Estimates which Hangul letters stand for which Latin ones, from names in both scripts.
///
/// Writes the table that `daejo name` and `daejo name-match` read (src/names/transliteration.tsv; it is built into the
/// program). The same files in the same order give the same bytes. With --folds it also tells how well names are told
/// apart that the model was not trained on.
#[derive(clap::Args, Debug)]
struct Names {
    /// Files of names, one a line: JSON Lines with `ko`, `en` and, where it is known, the language as `lang`; they may be
    /// compressed by gzip; `-` is standard input.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pairs: Vec<PathBuf>,
    /// Where the table goes; standard output without it.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Also train this many times on a part of the names, and tell how well the rest is known.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=20))]
    folds: Option<u64>,
    /// Lines for the head of the table: where the names are from, under which licence, and the day.
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Rounds of estimating.
    #[arg(long, default_value_t = Terms::default().rounds, value_name = "N")]
    rounds: usize,
    /// Most units in the table.
    #[arg(long, default_value_t = Terms::default().units, value_name = "N")]
    units: usize,
}

/// A line of a file of names; other fields are passed over.
#[derive(serde::Deserialize)]
struct Row {
    ko: String,
    en: String,
    lang: Option<String>,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let args = match &args.what {
        What::Names(args) => args,
        What::Likeness(args) => return super::train_likeness::run(args, screen),
        What::Lexicon(args) => return super::train_lexicon::run(args, screen),
    };
    let sets = args.pairs.iter().map(|p| read(p)).collect::<Result<Vec<_>, _>>()?;
    let terms = Terms { rounds: args.rounds, units: args.units };
    let all: Vec<NamePair> = sets.iter().flatten().cloned().collect();
    let trained = train(&all, terms);
    let table = format!("{}{}", args.head(), trained.table);
    let mut told = format!("{} names read, {} of them not used; {} units, {} bytes\n", all.len(), trained.left_out, trained.units, table.len());
    if let Some(folds) = args.folds {
        let _ = writeln!(told, "names that the model was not trained on, {folds} folds:");
        for (path, figures) in args.pairs.iter().zip(held_out::measure(&sets, folds, terms)) {
            let _ = writeln!(told, "  {}", row(path, &figures));
        }
    }
    match &args.out {
        None => {
            screen.out.write_all(table.as_bytes())?;
            // The table goes where it was asked to; what is told of it must not get into it.
            let _ = std::io::stderr().write_all(told.as_bytes());
        }
        Some(path) => {
            save(path, &table)?;
            screen.out.write_all(told.as_bytes())?;
        }
    }
    Ok(Exit::Clean)
}

impl Names {
    /// What the first lines of the table say.
    fn head(&self) -> String {
        let mut out = "# Which Hangul letters stand for which Latin ones: letters <TAB> Latin <TAB> cost in every lane, in eighths of a bit (. for never).\n\
                       # ㄱ- is an initial, ㅏ a vowel, -ㄱ a final. Before them: the lanes, what each costs, and what letters cost by themselves.\n"
            .to_owned();
        for note in &self.note {
            let _ = writeln!(out, "# {}", note.replace(['\n', '\r'], " "));
        }
        let files: Vec<String> = self.pairs.iter().map(|p| p.file_name().unwrap_or(p.as_os_str()).to_string_lossy().into_owned()).collect();
        let _ = writeln!(out, "# Made by: daejo train names --rounds {} --units {} --pairs {}", self.rounds, self.units, files.join(" "));
        out
    }
}

#[expect(clippy::cast_precision_loss, reason = "shares for a person to read")]
fn row(path: &Path, f: &Figures) -> String {
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    format!(
        "{}: {} right pairs, {:.1}% above the 1% line of {} wrong ones; called a match: {:.1}% right, {:.2}% wrong",
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy(),
        f.right,
        share(f.above, f.right),
        f.wrong,
        share(f.matched, f.right),
        share(f.mistaken, f.wrong)
    )
}

/// Longest file of names that is read, uncompressed, in bytes.
const LARGEST: u64 = 1 << 30;

/// The text of a file, which may be compressed by gzip.
#[expect(clippy::disallowed_methods, reason = "commands read the files that they are given")]
fn text(path: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().take(LARGEST).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut text = String::new();
        MultiGzDecoder::new(bytes.as_slice()).take(LARGEST).read_to_string(&mut text)?;
        return Ok(text);
    }
    String::from_utf8(bytes).map_err(|e| std::io::Error::new(std::io::ErrorKind::InvalidData, e))
}

/// The names of a file.
pub(super) fn read(path: &Path) -> Result<Vec<NamePair>, Stop> {
    let name = path.display();
    let text = text(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::InvalidData => Stop::Usage(format!("{name} is not UTF-8 text, alone or compressed by gzip; nothing was trained")),
        _ => Stop::Usage(format!("{name} could not be read ({e}); nothing was trained")),
    })?;
    let mut names = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).map_err(|e| {
            Stop::Usage(format!("{name}, line {number}: {e}; a line is {{\"ko\": \"정청래\", \"en\": \"Jung Chung-rae\"}}; nothing was trained"))
        })?;
        names.push(NamePair { ko: row.ko, en: row.en, lang: row.lang });
    }
    if names.is_empty() {
        return Err(Stop::Usage(format!("{name} has no names; nothing was trained")));
    }
    Ok(names)
}

#[expect(clippy::disallowed_methods, reason = "commands write the files that they are asked for")]
pub(super) fn save(path: &Path, table: &str) -> Result<(), Stop> {
    std::fs::write(path, table).map_err(|e| Stop::Usage(format!("{} could not be written: {e}", path.display())))
}
