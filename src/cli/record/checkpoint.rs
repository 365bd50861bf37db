//! `daejo record checkpoint`: how far records have come, signed, to be kept elsewhere.

use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop, write};
use super::desk::{now, shown};
use super::secret::Secret;
use super::verify::{How, Verifier, origin};
use crate::record::Checkpoint;
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Writes how many lines each record has now, and the root of the Merkle tree over them, as signed notes (C2SP tlog-checkpoint).
///
/// Kept where whoever can change the records cannot, in the history of the repository say, they let `daejo record verify --head` see a record that was cut or
/// rolled back.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Args {
    /// English files, or a folder, with every record in it.
    #[arg(value_name = "EN | FOLDER", value_hint = ValueHint::AnyPath)]
    path: Option<PathBuf>,
    /// The secret key, of Ed25519: a file that is its owner's alone, fd:N for a file descriptor, env:NAME for a variable of the environment.
    #[arg(long, value_name = "KEY")]
    key: Secret,
    /// Where it is written, in the place of what is there; records are named from its folder.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: PathBuf,
    #[command(flatten)]
    how: How,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let paths: Vec<PathBuf> = args.path.iter().cloned().collect();
    let verifier = Verifier::open(&args.how, &paths, screen::wanted(colour, &std::io::stderr()))?;
    let key = args.key.read()?;
    let refused = |why: &dyn std::fmt::Display| Stop::Usage(format!("{why}; no checkpoint was written"));
    let signer = verifier.trust.of(&key.public()).ok_or_else(|| refused(&"the key is not among the trusted ones"))?;
    let at = now()?;
    let mut text = String::new();
    let articles = verifier.articles(&paths, args.how.named())?;
    for article in &articles {
        let answer = verifier.relied(article)?;
        let checkpoint = Checkpoint::of(&answer.chain, &origin(&article.record, &args.out), at).map_err(|e| refused(&e))?;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&checkpoint.signed(&signer.name, &key).map_err(|e| refused(&e))?);
    }
    if articles.is_empty() {
        return Err(Stop::Input("no record was found; no checkpoint was written".to_owned()));
    }
    write::whole(&args.out, &text)?;
    writeln!(screen.out, "{}: {} records at {at}, signed by {}", shown(&args.out), articles.len(), signer.name)?;
    Ok(Exit::Clean)
}
