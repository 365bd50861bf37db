//! Everything that is found in the articles of a house, for the commands that write down what is decided about it. Nothing is
//! reported here.

use super::ci;
use super::decided::{Decided, Found};
use super::intake::{self, Input, Work};
use super::one::{self, Rules};
use super::settings::Settings;
use super::{Stop, settings, stream};
use crate::config::Asked;
use crate::judge::FailOn;
use crate::judge::waive::Use;
use clap::ValueHint;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is looked through.
#[derive(clap::Args, Debug)]
pub(super) struct Scope {
    /// What is looked through: the Korean and the English file, a file of both languages, or a folder. Without it the folder in which
    /// the configuration lies, or the root of the repository.
    #[arg(num_args = 0..=2, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Threads; all cores when it is not given.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// What was found.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) decided: Decided,
    /// Findings, in the order of the articles.
    pub(super) found: Vec<Found>,
    /// Waivers that concern the articles, in the same order.
    pub(super) uses: Vec<Use>,
    /// Files that were checked, from the root.
    pub(super) files: BTreeSet<String>,
    /// What was not checked, and why.
    pub(super) unchecked: Vec<String>,
    /// Whether all of the house was looked through.
    pub(super) whole: bool,
}

impl Scope {
    /// Where it begins.
    fn place(&self) -> &Path {
        self.paths.first().map_or(Path::new("."), PathBuf::as_path)
    }

    /// The configuration and what was decided.
    pub(super) fn load(&self, colour: bool) -> Result<(Settings, Decided), Stop> {
        let asked = Asked { fail_on: Some(FailOn::Never), ..Asked::default() };
        let settings = settings::load(self.config.as_deref(), self.place(), asked, colour)?;
        let decided = Decided::load(&settings.config, self.config.as_deref(), self.place(), Path::new("."), colour)?;
        Ok((settings, decided))
    }

    /// Checks everything. With `changes` what a change of the repository makes stale is looked for, too.
    pub(super) fn survey(&self, changes: bool, colour: bool) -> Result<Survey, Stop> {
        let (settings, decided) = self.load(colour)?;
        let config = &settings.config;
        let whole = self.paths.is_empty();
        let root = decided.root.clone();
        let input = match self.paths.as_slice() {
            [] => intake::folder(&root, None, config),
            [path] => intake::one(path, config),
            [ko, en, ..] => intake::files(ko, en, None, config.limits),
        }?;
        let touched: Box<dyn Iterator<Item = Work> + Send> = match ci::touched(&root, config) {
            Some(work) if changes => Box::new(work),
            _ => Box::new(std::iter::empty()),
        };
        let Input { work, .. } = input;
        let mut survey = Survey { decided, found: Vec::new(), uses: Vec::new(), files: BTreeSet::new(), unchecked: Vec::new(), whole };
        let date = config.date;
        let rules =
            Rules { settings, date, texts: Vec::new(), rows: false, annotate: false, whole: true, decided: survey.decided.clone(), collect: true, keep: None };
        stream::run(
            work.chain(touched),
            settings::jobs(self.jobs),
            |work| one::work(work, &rules),
            |done| {
                for pair in done {
                    survey.found.extend(pair.found);
                    survey.uses.extend(pair.settled.uses);
                    match pair.unchecked {
                        Some(reason) => survey.unchecked.push(reason),
                        None => survey.files.extend(pair.settled.files),
                    }
                }
                Ok(())
            },
        )?;
        Ok(survey)
    }
}
