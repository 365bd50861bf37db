//! `daejo record show`: what the records of an article say, once they were verified.

use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop};
use super::verify::{How, Verifier};
use crate::record::{Claim, answer};
use clap::ValueHint;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Shows the records of an article: what was checked, found and decided, by whom and when. Only what trusted keys signed is shown.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Args {
    /// The English file, or its record.
    #[arg(value_name = "EN", value_hint = ValueHint::FilePath)]
    english: PathBuf,
    #[command(flatten)]
    how: How,
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How records are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// One line a record.
    #[default]
    Terminal,
    /// One JSON document: the statements, as they were signed.
    Json,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let paths = [args.english.clone()];
    let verifier = Verifier::open(&args.how, &paths, screen::wanted(colour, &std::io::stderr()))?;
    for article in verifier.articles(&paths, args.how.named())? {
        let answer = verifier.relied(&article)?;
        match args.format {
            Format::Terminal => {
                let names: Vec<String> = verifier.trust.keys.iter().map(|k| k.name.clone()).collect();
                screen.out.write_all(answer::list(&answer, &names).as_bytes())?;
            }
            Format::Json => {
                let statement = |claim: &Claim| match claim {
                    Claim::Check(s) => serde_json::to_value(s),
                    Claim::Review(s) => serde_json::to_value(s),
                };
                let rows = answer.chain.entries.iter().map(|e| {
                    let by: Vec<&str> = e.signers.iter().map(|n| verifier.trust.keys[*n].name.as_str()).collect();
                    json!({"line": e.line, "digest": e.digest.to_string(), "signedBy": by, "statement": statement(&e.claim).unwrap_or_default()})
                });
                writeln!(screen.out, "{}", serde_json::to_string_pretty(&rows.collect::<Vec<Value>>()).unwrap_or_default())?;
            }
        }
    }
    Ok(Exit::Clean)
}
