//! `daejo train likeness`: estimates which syllables names are made of, from a dictionary of words and from names.

use super::screen::Screen;
use super::{Exit, Stop, train};
use crate::names::given::{Look, look};
use crate::names::train::likeness::{Class, Sample, Terms, train as estimate};
use crate::packs::mecab::{Entry, Lexicon};
use crate::text::hangul;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Estimates how much Hangul words are like names, by their syllables.
///
/// Writes the table by which `daejo mentions` knows names that no list has (src/names/likeness.tsv; it is built into the program).
/// The same files in the same order give the same bytes.
#[derive(clap::Args, Debug)]
pub(super) struct Likeness {
    /// Words that are no names: `sys.dic` of mecab-ko-dic, as the package python-mecab-ko-dic has it.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    dictionary: PathBuf,
    /// Foreign names, one a line, as `train names` reads them.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    foreign: Vec<PathBuf>,
    /// Names of Koreans, likewise.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    korean: Vec<PathBuf>,
    /// Where the table goes.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    out: PathBuf,
    /// Lines for the head of the table: where the words are from, under which licence, and the day.
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Rows for syllables, most.
    #[arg(long, default_value_t = Terms::default().rows, value_name = "N")]
    rows: usize,
    /// Rounds of estimating.
    #[arg(long, default_value_t = Terms::default().rounds, value_name = "N")]
    rounds: usize,
}

pub(super) fn run(args: &Likeness, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut samples = words(&args.dictionary)?;
    for path in &args.korean {
        samples.extend(train::read(path)?.into_iter().map(|name| Sample { word: name.ko, class: Class::Korean, weight: 3.0 }));
    }
    for path in &args.foreign {
        for name in train::read(path)? {
            let parts: Vec<&str> = name.ko.split([' ', '·', '-']).collect();
            if parts.len() > 1 {
                samples.push(Sample { word: parts.concat(), class: Class::Foreign, weight: 0.3 });
            }
            samples.extend(parts.into_iter().map(|word| Sample { word: word.to_owned(), class: Class::Foreign, weight: 1.0 }));
        }
    }
    let table = format!("{}{}", args.head(), estimate(&samples, Terms { rows: args.rows, rounds: args.rounds }));
    train::save(&args.out, &table)?;
    writeln!(screen.out, "{} samples; {} rows, {} bytes", samples.len(), table.lines().filter(|l| !l.starts_with("# ")).count(), table.len())?;
    Ok(Exit::Clean)
}

impl Likeness {
    /// What the first lines of the table say.
    fn head(&self) -> String {
        let mut out = "# How much a Hangul word is like the full name of a Korean, and like a foreign name: what it has <TAB> weight <TAB> weight, in\n\
                       # sixteenths of a natural logarithm of odds. #3 is a length, ^ a start, $ an end, = a whole word that is no name; letters are sounds.\n"
            .to_owned();
        for note in &self.note {
            let _ = writeln!(out, "# {}", note.replace(['\n', '\r'], " "));
        }
        let name = |p: &PathBuf| p.file_name().unwrap_or(p.as_os_str()).to_string_lossy().into_owned();
        let names = |all: &[PathBuf]| all.iter().map(name).collect::<Vec<_>>().join(" ");
        let (dictionary, foreign, korean) = (name(&self.dictionary), names(&self.foreign), names(&self.korean));
        let _ = writeln!(
            out,
            "# Made by: daejo train likeness --rows {} --rounds {} --dictionary {dictionary} --foreign {foreign} --korean {korean}",
            self.rows, self.rounds
        );
        out
    }
}

/// Particles behind a noun, with how often they are met.
const PARTICLES: &[(&str, f32)] = &[
    ("은", 1.0),
    ("는", 1.0),
    ("이", 1.0),
    ("가", 1.0),
    ("을", 1.0),
    ("를", 1.0),
    ("의", 1.2),
    ("에", 1.2),
    ("도", 0.5),
    ("와", 0.4),
    ("과", 0.4),
    ("로", 0.6),
    ("으로", 0.5),
    ("만", 0.3),
    ("인", 0.3),
    ("들", 0.5),
    ("에서", 0.5),
];
/// What makes a verb or an adjective of a noun.
const VERBAL: &[&str] = &[
    "한", "할", "해", "하는", "하고", "했다", "하며", "한다", "하기", "하지", "되는", "됐다", "된", "하게", "적인", "적", "된다", "했고", "하자", "해서",
    "해야",
];
/// Determiners that are written onto the noun: 이영화, 그남자.
const DETERMINERS: &[&str] = &["이", "그", "저", "한", "첫", "새", "전"];

/// The words of a dictionary, alone and with what is written onto them; frequent ones count more.
#[expect(clippy::disallowed_methods, reason = "commands read the files that they are given")]
fn words(path: &Path) -> Result<Vec<Sample>, Stop> {
    let shown = path.display();
    let file = std::fs::read(path).map_err(|e| Stop::Usage(format!("{shown} could not be read ({e}); nothing was trained")))?;
    let mut samples = Vec::new();
    let read = Lexicon::open(&file).and_then(|lexicon| lexicon.entries(|entry| sample(&entry, &mut samples)));
    read.map_err(|e| Stop::Usage(format!("{shown}: {e}; nothing was trained")))?;
    Ok(samples)
}

fn sample(entry: &Entry<'_>, out: &mut Vec<Sample>) {
    let mut parts = entry.feature.split(',');
    let (speech, class) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let word = entry.surface.as_str();
    let syllables = word.chars().count();
    let weight = 0.02 + 4.0 * (-f32::from(entry.cost) / 900.0).exp();
    let mut add = |word: String, class, weight| out.push(Sample { word, class, weight });
    match speech {
        "NNP" if class == "인명" && syllables == 3 && look(word) > Look::None => add(word.to_owned(), Class::Korean, 0.3),
        "NNP" => {}
        "NNG" => {
            add(word.to_owned(), Class::Other, weight);
            let closed = word.chars().next_back().is_some_and(hangul::has_final);
            for (particle, share) in PARTICLES.iter().filter(|_| syllables <= 4) {
                let fits = match *particle {
                    "은" | "이" | "을" | "과" | "으로" => closed,
                    "는" | "가" | "를" | "와" | "로" => !closed,
                    _ => true,
                };
                if fits {
                    add(format!("{word}{particle}"), Class::Other, 0.15 * weight * share);
                }
            }
            for determiner in DETERMINERS.iter().filter(|_| syllables == 2) {
                add(format!("{determiner}{word}"), Class::Other, 0.1 * weight);
            }
            for ending in VERBAL.iter().filter(|_| matches!(class, "행위" | "정적사태")) {
                add(format!("{word}{ending}"), Class::Other, 0.05 * weight);
            }
        }
        _ => add(word.to_owned(), Class::Other, weight),
    }
}
