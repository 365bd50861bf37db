//! `daejo name`: whether a Latin spelling renders a Hangul name, with the letters that stand for each other drawn.

use super::screen::Screen;
use super::{Exit, Stop};
use crate::names::explain;
use crate::report::names;
use std::io::Write;

/// Shows how a Latin spelling is read as a Hangul name.
///
/// Tells the verdict and draws which letters stand for which; letters that are hardly ever read so are marked. Below
/// stand the most usual spellings.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The name in Hangul.
    ko: String,
    /// The name in Latin letters, in quotes when it has spaces.
    en: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// Aligned columns, for a person.
    #[default]
    Terminal,
    /// One JSON document (schema daejo.name/v1).
    Json,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let told = explain(&args.ko, &args.en);
    let parts = told.parts.iter().map(|part| {
        let column = |c: &crate::names::Column| names::Column { syllable: c.syllable, hangul: c.hangul.clone(), latin: c.latin.clone(), unlikely: c.unlikely };
        part.iter().map(column).collect()
    });
    let name = names::NameV1 {
        schema: "daejo.name/v1",
        ko: &args.ko,
        en: &args.en,
        score: names::share(told.answer.score),
        verdict: told.answer.verdict.as_str(),
        why: &told.answer.why,
        manner: told.manner,
        parts: parts.collect(),
        usual: &told.usual,
    };
    let mut out = Vec::new();
    match args.format {
        Format::Terminal => names::drawn(&name, &mut out),
        Format::Json => names::document(&name, &mut out),
    }
    screen.out.write_all(&out)?;
    Ok(Exit::Clean)
}
