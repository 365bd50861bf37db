//! `daejo waivers import`: writes what was waived on the editor's page into daejo.waivers.toml, so that `check` and `ci` go by it. What
//! covers nothing any more, has ended or may not be waived is left out, and said.

use crate::cli::intake::Sides;
use crate::cli::one::{self, Examined, Rules};
use crate::cli::record::desk::{self, Desk};
use crate::cli::screen::{self, Colour, Screen};
use crate::cli::{Exit, Stop, settings, write};
use crate::ingest::{self, Limits, Loaded};
use crate::judge::rules;
use crate::judge::waive::{FILE_NAME, append_row, parse};
use crate::model::{Disposition, Reason, Status, Waiver};
use crate::pipeline;
use crate::record::{Chain, Claim, WaiverClaim, file};
use crate::report::escape;
use crate::review::{Store, Waived};
use clap::ValueHint;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Takes over what was waived on the editor's page into daejo.waivers.toml: from its store, or from the records that are named.
///
/// Each is written once, with who decided, when and why. Only what covers a finding of the article as it is now is taken.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Records (.intoto.jsonl) to take them from, in the place of the store. Only what a trusted key signed counts.
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath, conflicts_with = "store")]
    records: Vec<PathBuf>,
    /// The store, in the place of the one that the configuration names.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: Option<PathBuf>,
    /// Write nothing; say what would be.
    #[arg(long)]
    dry_run: bool,
    /// The file of the keys that are trusted, for records.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    keys: Option<PathBuf>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let on_errors = screen::wanted(colour, &std::io::stderr());
    let place = args.records.first().map_or(Path::new("."), PathBuf::as_path);
    let desk = Desk::open(args.config.as_deref(), place, on_errors)?;
    let (articles, mut unchecked) = if args.records.is_empty() { (args.kept(&desk)?, Vec::new()) } else { args.recorded(&desk, on_errors)? };
    let path = desk.decided.root.join(FILE_NAME);
    let text = write::read(&path)?.unwrap_or_default();
    let Desk { settings, decided, .. } = desk;
    let date = settings.config.date;
    let rules = Rules { settings, date, texts: Vec::new(), rows: false, annotate: false, whole: true, decided, collect: false, keep: None };
    let mut import = Import { rules, text, seen: BTreeSet::new(), taken: Vec::new(), known: 0, left: Vec::new() };
    for article in &articles {
        if let Err(why) = import.article(article) {
            unchecked.push(why);
        }
    }
    let Import { text, taken, known, left, .. } = import;
    let all: Vec<&str> = pipeline::rules().map(|r| r.id).collect();
    if !taken.is_empty() && parse(&text, &all, &[]).is_err() {
        let why = "the waivers in it are written in a way to which none can be added; write each under [[waiver]]";
        return Err(Stop::Usage(format!("{}: {why}; nothing was written", desk::shown(&path))));
    }
    if !taken.is_empty() && !args.dry_run {
        write::whole(&path, &text)?;
    }
    for line in taken.iter().chain(&left) {
        writeln!(screen.out, "{}", escape::visible(line))?;
    }
    let written = if args.dry_run { "would be written" } else { "written" };
    writeln!(screen.out, "{}: {} {written}, {known} there already, {} left out", desk::shown(&path), taken.len(), left.len())?;
    let mut stderr = std::io::stderr().lock();
    for why in &unchecked {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(stderr, "not taken over: {}", escape::visible(why));
    }
    Ok(if unchecked.is_empty() { Exit::Clean } else { Exit::NotChecked })
}

impl Args {
    /// What was waived on the page, by its store.
    fn kept(&self, desk: &Desk) -> Result<Vec<Waived>, Stop> {
        let review = &desk.settings.config.review;
        let beside = desk.settings.path.as_deref().and_then(Path::parent).map_or_else(|| desk.decided.root.clone(), Path::to_owned);
        let path = settings::absolute(&self.store.clone().unwrap_or_else(|| beside.join(&review.store)));
        if !path.is_file() {
            return Err(Stop::Usage(format!(
                "{}: there is no store of `daejo review`; name one with --store, or records; nothing was written",
                desk::shown(&path)
            )));
        }
        let usage = |e: crate::review::StoreError| Stop::Usage(e.to_string());
        Store::open(&path, review.store_bytes).map_err(usage)?.waived().map_err(usage)
    }

    /// What was waived by records that hold together: what the newest check and the reviews of it say. And what could not be read.
    fn recorded(&self, desk: &Desk, colour: bool) -> Result<(Vec<Waived>, Vec<String>), Stop> {
        let trust = desk.trust(self.keys.as_deref(), colour)?;
        let (mut out, mut wrong) = (Vec::new(), Vec::new());
        for path in &self.records {
            let shown = desk::shown(path);
            let Some(target) = file::article(path) else {
                return Err(Stop::Usage(format!("{shown}: the name of a record ends with {}; nothing was written", file::ENDING)));
            };
            let bytes = desk::records(path)?;
            let chain = Chain::read(&bytes, &trust);
            let (Some((entry, check)), Some(source)) = (chain.latest_check(), desk.korean(&target)) else {
                let why = chain.reasons.first().map_or("there is no check in it that can be relied on, or the Korean is not there", |r| r.text.as_str());
                wrong.push(format!("{shown}: {why}"));
                continue;
            };
            let of_check = check.predicate.findings.iter().filter_map(|f| f.waiver.as_ref());
            let reviews = chain.entries.iter().filter_map(|e| if let Claim::Review(r) = &e.claim { Some(r) } else { None });
            let of_reviews = reviews.filter(|r| r.predicate.check.digest.sha256 == entry.digest).flat_map(|r| &r.predicate.waivers);
            let claimed: Vec<&WaiverClaim> = of_check.chain(of_reviews).collect();
            wrong.extend(
                claimed.iter().filter(|c| waiver(c).is_none()).map(|c| format!("{shown}: the waiver of {} {} is not understood", c.rule, c.fingerprint)),
            );
            out.push(Waived { source, target, draft: None, date: check.predicate.date.clone(), waivers: claimed.into_iter().filter_map(waiver).collect() });
        }
        Ok((out, wrong))
    }
}

/// A waiver as the file of the house has it.
fn waiver(claim: &WaiverClaim) -> Option<Waiver> {
    let until = claim.until.as_ref().map(|day| day.parse::<Date>()).transpose().ok()?;
    let WaiverClaim { rule, fingerprint, reason, text, by, on, .. } = claim.clone();
    Some(Waiver { rule, fingerprint, reason: Reason::parse(&reason)?, text, by, on: on.parse().ok()?, until })
}

/// What comes of all of it.
struct Import {
    rules: Rules,
    /// The file as it is to be.
    text: String,
    seen: BTreeSet<(String, String)>,
    /// What is written, in words.
    taken: Vec<String>,
    /// How many are in the file already.
    known: usize,
    /// What is left out, and why.
    left: Vec<String>,
}

/// A finding of an article as it is now, for the question what a waiver covers.
struct Now {
    rule: &'static str,
    fingerprint: String,
    message: String,
    waived: bool,
}

impl Import {
    fn article(&mut self, article: &Waived) -> Result<(), String> {
        let file = self.rules.decided.below(&article.target.to_string_lossy());
        let found = self.findings(article).map_err(|why| format!("{file}: {why}"))?;
        for waiver in &article.waivers {
            self.waiver(waiver, &file, &found);
        }
        Ok(())
    }

    /// What is found in an article now.
    fn findings(&self, article: &Waived) -> Result<Vec<Now>, String> {
        let limits = Limits { file: self.rules.settings.config.limits.file_bytes };
        let load = |path: &Path| -> Result<Loaded, String> {
            let bytes = ingest::read(path, limits).map_err(|e| e.to_string())?;
            ingest::load_named(&path.to_string_lossy(), &bytes).map_err(|e| e.to_string())
        };
        let draft = article.draft.as_deref().map(load).transpose()?;
        let date = article.date.as_deref().and_then(|d| d.parse().ok());
        let sides = Sides::Files { ko: load(&article.source)?, en: load(&article.target)?, draft, date };
        one::examine(&article.source.to_string_lossy(), &sides, &self.rules, |Examined { pair, .. }| match &pair.outcome.status {
            Status::Incomplete(why) => Err(why.clone()),
            Status::Checked => Ok(pair.outcome.findings.iter().map(Now::of).collect()),
        })
    }

    fn waiver(&mut self, waiver: &Waiver, file: &str, found: &[Now]) {
        let waivers = &self.rules.decided.waivers;
        let row = |rule: &str, fingerprint: &str| rule == waiver.rule && fingerprint == waiver.fingerprint;
        let now = found.iter().find(|f| row(f.rule, &f.fingerprint));
        let today = waivers.today;
        let why = if waivers.rows.iter().any(|r| row(&r.waiver.rule, &r.waiver.fingerprint)) || now.is_some_and(|f| f.waived) {
            self.known += 1;
            return;
        } else if waivers.unwaivable.contains(&waiver.rule) || rules::about_waivers(&waiver.rule) {
            "findings of this rule cannot be waived".to_owned()
        } else if let Some(until) = waiver.until.filter(|until| *until < today) {
            format!("it ended on {until}")
        } else if now.is_none() {
            "the article has no such finding any more".to_owned()
        } else {
            // The same finding in two articles is waived once.
            if !self.seen.insert((waiver.rule.clone(), waiver.fingerprint.clone())) {
                self.known += 1;
                return;
            }
            self.text = append_row(&self.text, waiver, Some(file));
            let message = now.map_or("", |f| f.message.as_str());
            self.taken.push(format!("{file}: {}: {message} (waived by {}, {})", waiver.rule, waiver.by, waiver.on));
            return;
        };
        self.left.push(format!("left out: {file}: {} {}: {why}", waiver.rule, waiver.fingerprint));
    }
}

impl Now {
    fn of(finding: &crate::model::Finding) -> Self {
        let waived = matches!(finding.disposition, Disposition::Waived(_));
        Self { rule: finding.rule.id, fingerprint: finding.fingerprint.clone(), message: finding.message.clone(), waived }
    }
}
