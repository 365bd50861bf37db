//! `daejo revise`: the Korean was updated after it was translated. What of the English is stale, and was it put right?

use super::screen::{Colour, Screen};
use super::{Exit, Stop, settings};
use crate::config::Asked;
use crate::ingest::{self, Doubt, Loaded};
use crate::judge::{FailOn, verdict};
use crate::model::{BlockKind, Document, Lang, Outcome, Pairing, Reading, Revision, Status};
use crate::pipeline::{Revised, Versions, revise};
use crate::report::revision::{Version, View, json, terminal};
use crate::report::style::Look;
use clap::ValueHint;
use jiff::civil::Date;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Tells what of an English article is stale after its Korean was updated, and whether an updated English puts it right.
#[derive(clap::Args, Debug)]
#[command(after_help = Exit::TABLE)]
pub(super) struct Args {
    /// The Korean that was translated.
    #[arg(value_name = "OLD_KO", value_hint = ValueHint::FilePath)]
    old_ko: PathBuf,
    /// The Korean as it is now.
    #[arg(value_name = "NEW_KO", value_hint = ValueHint::FilePath)]
    new_ko: PathBuf,
    /// The English that renders the old Korean.
    #[arg(value_name = "OLD_EN", value_hint = ValueHint::FilePath)]
    old_en: PathBuf,
    /// The English as it is now: whether the corrections are carried out in it, and what else was edited.
    #[arg(value_name = "NEW_EN", value_hint = ValueHint::FilePath)]
    new_en: Option<PathBuf>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t)]
    format: super::one::Format,
    /// What the run is for: editorial, archive, ci, or a [profile.NAME] of the configuration.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// The severity from which findings make the exit code 1.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(FailOn::WORDS), value_name = "SEVERITY")]
    fail_on: Option<String>,
    /// Print findings only, and what was not checked.
    #[arg(long, short)]
    quiet: bool,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// The files, read.
struct Files {
    old: Loaded,
    new: Loaded,
    english: Loaded,
    updated: Option<Loaded>,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let asked = Asked { profile: args.profile.as_deref(), fail_on: args.fail_on.as_deref().and_then(FailOn::parse), ..Asked::default() };
    let settings = settings::load(args.config.as_deref(), &args.new_ko, asked, super::screen::wanted(colour, &std::io::stderr()))?;
    let config = &settings.config;
    let files = Files::read(args, ingest::Limits { file: config.limits.file_bytes })?;
    let (old, new, english) = (files.old.document(Lang::Ko), files.new.document(Lang::Ko), files.english.document(Lang::En));
    let updated = files.updated.as_ref().map(|u| u.document(Lang::En));
    let section = new.meta.section.as_deref().or(old.meta.section.as_deref()).or(english.meta.section.as_deref());
    let held = settings.of(&[&files.new.name, files.updated.as_ref().map_or(&files.english.name, |u| &u.name)], section);
    let (policy, fail_on) = (&held.policy, held.fail_on);
    let fallback = args.date.or(config.date);
    let day = |ko: &Document<'_>, en: Option<&Document<'_>>| ko.meta.date.or(en.and_then(|en| en.meta.date)).or(fallback);
    let versions = Versions { old: (&old, day(&old, Some(&english))), new: (&new, day(&new, updated.as_ref())), english: &english, updated: updated.as_ref() };
    let revised = doubt(&versions).map_or_else(|| revise(&versions, policy), |doubt| undone(&versions, doubt.to_string()));
    let [ko, new_ko, en] = &revised.readings;
    let notes = files.notes(&old, &new);
    let id = args.new_ko.to_string_lossy();
    let view = View {
        id: &id,
        old: Version { document: &old, reading: ko },
        new: Version { document: &new, reading: new_ko },
        english: Version { document: &english, reading: en },
        updated: updated.as_ref().zip(revised.updated.as_ref()).map(|(document, reading)| Version { document, reading }),
        pairing: &revised.pairings[0],
        revision: &revised.revision,
        outcome: &revised.outcome,
        notes: &notes,
    };
    let look = Look { colour: screen.colour, width: screen.width, quiet: args.quiet, limit: fail_on.least(), decided: false };
    let mut report = Vec::new();
    match args.format {
        super::one::Format::Terminal => report = terminal::report(&view, &look).into_bytes(),
        super::one::Format::Json => json::pretty(&view, &mut report),
        super::one::Format::Jsonl => json::line(&view, &mut report),
    }
    screen.out.write_all(&report)?;
    Ok(verdict(&revised.outcome, fail_on).into())
}

impl Files {
    fn read(args: &Args, limits: ingest::Limits) -> Result<Self, Stop> {
        let mut wrong = Vec::new();
        let mut load = |path: &Path| ingest::load(path, limits).map_err(|e| wrong.push(e.to_string())).ok();
        let (old, new, english) = (load(&args.old_ko), load(&args.new_ko), load(&args.old_en));
        let updated = args.new_en.as_deref().map(load);
        match (old, new, english, updated) {
            (Some(old), Some(new), Some(english), None) => Ok(Self { old, new, english, updated: None }),
            (Some(old), Some(new), Some(english), Some(Some(updated))) => Ok(Self { old, new, english, updated: Some(updated) }),
            _ => Err(Stop::Input(wrong.join("; "))),
        }
    }

    /// What the readers noted, and headlines that changed: they are no passages.
    fn notes(&self, old: &Document<'_>, new: &Document<'_>) -> Vec<String> {
        let sides = [Some(&self.old), Some(&self.new), Some(&self.english), self.updated.as_ref()];
        let mut notes: Vec<String> = sides.into_iter().flatten().flat_map(|side| side.notes.iter().map(|n| format!("{}: {n}", side.name))).collect();
        let (was, is) = (headings(old), headings(new));
        for gone in was.iter().filter(|h| !is.contains(h)) {
            notes.push(format!("the Korean headline “{gone}” is another one now: see to the English one"));
        }
        notes
    }
}

/// The headline of the front matter and those in the text.
fn headings(document: &Document<'_>) -> Vec<String> {
    let inside = document.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| b.span.slice(document.text()).to_owned());
    document.meta.title.iter().cloned().chain(inside).collect()
}

/// Whether the files are what they should be.
fn doubt(versions: &Versions<'_>) -> Option<Doubt> {
    let new = versions.updated.unwrap_or(versions.english);
    ingest::doubt(versions.old.0, versions.english).or_else(|| ingest::doubt(versions.new.0, new))
}

/// What comes of files that are not what they should be.
fn undone(versions: &Versions<'_>, reason: String) -> Revised {
    let outcome = Outcome { status: Status::Incomplete(reason), findings: Vec::new(), counts: crate::model::Counts::default() };
    Revised {
        readings: std::array::from_fn(|_| Reading::default()),
        updated: versions.updated.map(|_| Reading::default()),
        pairings: std::array::from_fn(|_| Pairing::default()),
        renewed: None,
        revision: Revision::default(),
        outcome,
    }
}
