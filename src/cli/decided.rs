//! What was decided about findings before a run: waivers and the baseline of the folder in which the configuration lies. Read once,
//! asked for each pair.

use super::Stop;
use super::settings::{absolute, mistakes};
use crate::config::{self, Config};
use crate::ingest::{self, Limits};
use crate::judge::baseline::{self, Baseline};
use crate::judge::waive::{self, Article, Side, Use, Waivers};
use crate::model::{Comment, Disposition, Document, Finding, Outcome, Problem, Severity, Status};
use crate::pipeline::{self, Checked};
use crate::record::trust;
use crate::report::{escape, problems};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Waivers and baseline.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    /// The folder in which their files lie: names in them are from there.
    pub(super) root: PathBuf,
    /// The folder from which the names of articles are.
    from: PathBuf,
    pub(super) waivers: Waivers,
    pub(super) baseline: Option<Baseline>,
}

/// A finding, as the commands that write about findings see it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) rule: &'static str,
    pub(super) fingerprint: String,
    pub(super) severity: Severity,
    pub(super) message: String,
    /// The article's file, from the root.
    pub(super) file: String,
    pub(super) disposition: Disposition,
}

/// What deciding about one pair came to.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Waivers that concern it.
    pub(super) uses: Vec<Use>,
    /// Findings of the baseline that are gone.
    pub(super) gone: usize,
    /// Its files, from the root.
    pub(super) files: Vec<String>,
}

/// A pair about which is decided.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) source: &'a Document<'a>,
    pub(super) target: &'a Document<'a>,
    pub(super) comments: [&'a [Comment]; 2],
    /// Names that its files had before.
    pub(super) once: &'a [String],
    /// Findings that are there and told by another one.
    pub(super) told: &'a [Finding],
}

impl Decided {
    /// Reads the files that lie beside the configuration, or in the nearest folder above `place` that has one of them. `from` is the
    /// folder from which the names of articles are.
    pub(super) fn load(config: &Config, named: Option<&Path>, place: &Path, from: &Path, colour: bool) -> Result<Self, Stop> {
        let root = root(named, place);
        let limits = Limits { file: config.limits.file_bytes };
        let known: Vec<&'static str> = pipeline::rules().map(|r| r.id).collect();
        let rows = match text(&root.join(waive::FILE_NAME), limits)? {
            None => Vec::new(),
            Some(text) => {
                waive::parse(&text, &known, &config.unwaivable).map_err(|found| wrong(&found, &text, &root.join(waive::FILE_NAME), "the waivers", colour))?
            }
        };
        let baseline = match text(&root.join(baseline::FILE_NAME), limits)? {
            None => None,
            Some(text) => Some(Baseline::parse(&text).map_err(|found| wrong(&found, &text, &root.join(baseline::FILE_NAME), "the baseline", colour))?),
        };
        let waivers = Waivers::new(rows, config.unwaivable.iter().cloned(), known, today()?);
        Ok(Self { root, from: absolute(from), waivers, baseline })
    }

    /// Decides about the findings of a pair. `asked` tells of a rule whether it was asked.
    /// The files are told where they are wanted.
    pub(super) fn settle(&self, sides: &Sides<'_>, checked: &mut Checked, wanted: bool, asked: impl Fn(&str) -> bool) -> Settled {
        let commented = sides.comments.iter().any(|c| !c.is_empty());
        let nothing = self.waivers.rows.is_empty() && self.baseline.is_none() && !commented && !wanted;
        if nothing || checked.outcome.status != Status::Checked {
            return Settled::default();
        }
        let names = [sides.source.name.as_str(), sides.target.name.as_str()];
        let files: Vec<String> = names.into_iter().chain(sides.once.iter().map(String::as_str)).map(|name| self.below(name)).collect();
        let side = |document, reading, comments| Side { document, reading, comments };
        let article =
            Article { sides: [side(sides.source, &checked.source, sides.comments[0]), side(sides.target, &checked.target, sides.comments[1])], files: &files };
        let findings = &mut checked.outcome.findings;
        // Those that another one tells are there all the same: what was decided about them is not out of date.
        let told = findings.len()..findings.len() + sides.told.len();
        findings.extend(sides.told.iter().cloned());
        let uses = self.waivers.apply(&article, findings, asked);
        let gone = self.baseline.as_ref().map_or(0, |b| b.apply(&files, findings));
        findings.drain(told);
        Settled { uses, gone, files }
    }

    /// The findings of a pair, for the commands that write about them.
    pub(super) fn found(&self, source: &Document<'_>, target: &Document<'_>, outcome: &Outcome) -> Vec<Found> {
        let file = self.below(if target.given.is_empty() { &source.name } else { &target.name });
        let found = outcome.findings.iter().map(|f| Found {
            rule: f.rule.id,
            fingerprint: f.fingerprint.clone(),
            severity: f.severity,
            message: f.message.clone(),
            file: file.clone(),
            disposition: f.disposition.clone(),
        });
        found.collect()
    }

    /// A name of an article, from the root; as it is where it does not lie below.
    pub(super) fn below(&self, name: &str) -> String {
        let whole = absolute(&self.from.join(name));
        let parts: Option<Vec<&str>> = whole.strip_prefix(&self.root).ok().and_then(|p| p.components().map(|c| c.as_os_str().to_str()).collect());
        parts.map_or_else(|| name.to_owned(), |p| p.join("/"))
    }
}

/// Says on standard error what became of the baseline: it belongs to no report.
pub(super) fn say_baseline(decided: &Decided, gone: usize, quiet: bool) {
    let Some(baseline) = decided.baseline.as_ref().filter(|_| !quiet) else { return };
    let known = baseline.len();
    let line = match gone {
        0 => format!("baseline: {known}"),
        n => format!("baseline: {known} → {}; `daejo baseline update` writes it down", known.saturating_sub(n)),
    };
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The folder in which the files of a house lie.
pub(super) fn root(named: Option<&Path>, place: &Path) -> PathBuf {
    const SIGNS: [&str; 5] = [config::FILE_NAME, waive::FILE_NAME, baseline::FILE_NAME, trust::FILE_NAME, ".git"];
    if let Some(folder) = named.and_then(Path::parent) {
        return absolute(folder);
    }
    let whole = absolute(place);
    let folder = if whole.is_dir() { whole.as_path() } else { whole.parent().unwrap_or(&whole) };
    folder.ancestors().find(|f| SIGNS.iter().any(|s| f.join(s).exists())).unwrap_or(folder).to_owned()
}

/// The text of a file; nothing where there is none.
fn text(path: &Path, limits: Limits) -> Result<Option<String>, Stop> {
    match path.symlink_metadata() {
        Err(_) => return Ok(None),
        // What it leads to would be shown with its mistakes.
        Ok(about) if about.is_symlink() => {
            let shown = path.to_string_lossy();
            return Err(Stop::Usage(format!("{}: a symbolic link, which is not followed; nothing was checked", escape::visible(&shown))));
        }
        Ok(_) => {}
    }
    let bytes = ingest::read(path, limits).map_err(|e| Stop::Usage(e.to_string()))?;
    let shown = path.to_string_lossy();
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|e| Stop::Usage(format!("{}: not UTF-8 at byte {}; nothing was checked", escape::visible(&shown), e.utf8_error().valid_up_to())))
}

fn wrong(found: &[Problem], text: &str, path: &Path, what: &str, colour: bool) -> Stop {
    let shown = escape::visible(&path.to_string_lossy()).into_owned();
    Stop::Usage(format!("{} in {what}; nothing was checked\n{}", mistakes(found), problems::show(found, text, &shown, colour)))
}

/// The day on which this runs, in Korea.
pub(super) fn today() -> Result<Date, Stop> {
    const SEOUL: i8 = 9;
    Ok(TimeZone::fixed(tz::offset(SEOUL)).to_datetime(now()?).date())
}

/// Now; or SOURCE_DATE_EPOCH where that is set, so that a run can be repeated.
pub(super) fn now() -> Result<Timestamp, Stop> {
    #[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
    let set = std::env::var("SOURCE_DATE_EPOCH").ok();
    match set {
        None => Ok(Timestamp::now()),
        Some(seconds) => seconds
            .trim()
            .parse()
            .ok()
            .and_then(|s| Timestamp::from_second(s).ok())
            .ok_or_else(|| Stop::Usage(format!("SOURCE_DATE_EPOCH is `{}`, which is no number of seconds; nothing was checked", escape::visible(&seconds)))),
    }
}
