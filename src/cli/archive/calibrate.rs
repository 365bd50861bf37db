//! `daejo archive calibrate`: how sure the rules are, by what editors have made of their findings.

use crate::archive::learn::calibrate::{Decided, calibrate};
use crate::archive::store::Store;
use crate::cli::screen::{self, Colour, Screen};
use crate::cli::{Exit, Stop, settings, write};
use crate::config::Asked;
use crate::judge::Acceptance;
use crate::model::Reason;
use clap::ValueHint;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Sets how sure the rules are by what editors have made of their findings.
///
/// A finding that was accepted was right; one that was waived because it is wrong, or because what stands elsewhere makes it right, was
/// not. Waivers for other reasons (rounding, an error in the Korean, a rule of the house) say nothing of that. Writes the table
/// [confidence] for config.toml, and tells what changes and how well it agrees with the decisions.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// Where the table goes; standard output without it.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// The configuration that the store was checked by, in the place of the nearest config.toml: what it says of confidence is
    /// taken back first.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// The confidence of rules of which no finding is left.
const OTHERWISE: f64 = 0.85;

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let settings = settings::load(args.config.as_deref(), Path::new("."), Asked::default(), screen::wanted(colour, &std::io::stderr()))?;
    let store = Store::open(&args.store)?;
    // A finding that was accepted is mended then, and gone from the article; what its rule gave it is told by the version that had it.
    let mut given: BTreeMap<(String, String), f64> = BTreeMap::new();
    for (rule, fingerprint, confidence) in store.confidences()? {
        let shown = f64::from(confidence) / 10_000.0;
        let own = settings.config.confidence.get(&rule).map_or(shown, |(of, _)| taken_back(*of, shown));
        given.insert((rule, fingerprint), own);
    }
    let (mut decided, mut other) = (Vec::new(), 0);
    for decision in store.decisions()? {
        let accepted = match (decision.decision.as_str(), Reason::parse(&decision.reason)) {
            ("accepted", _) => true,
            (_, Some(Reason::FalsePositive | Reason::Context)) => false,
            _ => {
                other += 1;
                continue;
            }
        };
        let confidence = given.get(&(decision.rule.clone(), decision.fingerprint.clone())).copied();
        decided.push(Decided { rule: decision.rule, confidence, accepted });
    }
    if decided.is_empty() {
        return Err(Stop::Input("no finding was accepted, or waived as wrong, in the store: there is nothing to learn from; `daejo archive decisions` brings in what was decided on the page".to_owned()));
    }
    let found = calibrate(&decided, OTHERWISE);
    let mut told = found.told();
    if other > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{other} waivers for reasons that say nothing of the finding were not counted");
    }
    write::put(args.out.as_deref(), &found.toml(), &told, screen)?;
    Ok(Exit::Clean)
}

/// The confidence that a rule gave by itself, where the configuration has shifted it.
fn taken_back(of: Acceptance, shown: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    let shown = shown as f32;
    f64::from(Acceptance { accepted: of.given, given: of.accepted }.apply(shown))
}
