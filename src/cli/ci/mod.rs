//! `daejo ci`: the gate of a repository. What does a change touch, on either side, and what of it is wrong?

mod base;
mod plan;
mod read;

pub(super) use read::{Lone, Versions};

use super::decided::{self, Decided};
use super::intake;
use super::one::{self, Rules};
use super::outputs::{Asked, Outputs};
use super::progress::Progress;
use super::screen::{Colour, Screen};
use super::settings::Settings;
use super::{Exit, Stop, settings, stream};
use crate::check;
use crate::config::{self, Config};
use crate::git::{Change, GitError, Head, Oid, Repository};
use crate::ingest::Limits;
use crate::judge::FailOn;
use crate::report::escape;
use crate::report::style::Look;
use crate::report::summary::LeftOut;
use base::Base;
use clap::ValueHint;
use plan::{Names, Plan, Task};
use read::Reader;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Checks what a change of a git repository touches: articles whose Korean or English is new, edited, renamed or deleted.
///
/// A finding makes the gate fail when the change touched its passage or what renders it; what was wrong before in passages that
/// stand as they stood does not. Where the Korean was updated, English that does not follow is found, too.
#[derive(clap::Args, Debug)]
#[command(after_help = Exit::TABLE)]
pub(super) struct Args {
    /// The folder whose articles are looked at; the whole repository without it.
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// What the change is held against: the commit from which it parted from REV. Without it what the service on which this runs
    /// names (GITHUB_BASE_REF, CI_MERGE_REQUEST_DIFF_BASE_SHA and others), or origin/HEAD, origin/main, origin/master, main, master.
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The commit that is checked. Without it the files as they are now, committed or not, as an editor or a hook sees them; where
    /// a service checks out a commit that is the same.
    #[arg(long, value_name = "REV")]
    head: Option<String>,
    /// Check every article, and let findings anywhere make the gate fail.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reports: Asked,
    /// Ask these rules only: ids, types of ITS 2.0 (numbers, omission, …) or categories of MQM, parted by commas.
    #[arg(long, value_delimiter = ',', value_name = "RULE,…")]
    select: Vec<String>,
    /// Do not ask these rules, named in the same ways.
    #[arg(long, value_delimiter = ',', value_name = "RULE,…")]
    ignore: Vec<String>,
    /// A set of settings for one use, shipped or from the configuration.
    #[arg(long, default_value = "ci", value_name = "PROFILE")]
    profile: String,
    /// The severity from which findings make the exit code 1.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(FailOn::WORDS), value_name = "SEVERITY")]
    fail_on: Option<String>,
    /// Threads; all cores when it is not given. The report is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Print findings only, and what was not checked.
    #[arg(long, short)]
    quiet: bool,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// Which change is asked about.
#[derive(Clone, Copy, Debug, Default)]
struct Wanted<'a> {
    base: Option<&'a str>,
    head: Option<&'a str>,
    /// Whether everything is checked, so that there may be no base.
    all: bool,
    /// Whether only the folder that is named is looked at.
    folder: bool,
}

/// A repository and the change in it.
struct Gate {
    repository: Repository,
    /// The folder that is looked at, from the root.
    folder: String,
    head: Head,
    base: Option<Base>,
    changes: Vec<Change>,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let from = args.folder.as_deref().unwrap_or(Path::new("."));
    let asked = Wanted { base: args.base.as_deref(), head: args.head.as_deref(), all: args.all, folder: args.folder.is_some() };
    let gate = Gate::open(&asked, from)?;
    let place = if args.folder.is_some() { from } else { gate.repository.root() };
    let colours = super::screen::wanted(colour, &std::io::stderr());
    let settings = settings::load(args.config.as_deref(), place, args.asked(), colours)?.named_from(gate.repository.root());
    let (plan, reader) = gate.plan(args.all, &settings.config)?;
    if !args.quiet {
        gate.say(&plan);
    }
    let base = settings.book.base();
    let left_out = LeftOut { files: 0, rules: (0..check::CHECKS.len()).filter(|&n| base.policy.off.contains(n)).count() };
    let look = Look { colour: screen.colour, width: screen.width, quiet: args.quiet, limit: settings.limit(), decided: args.reports.decided() };
    let decided = Decided::load(&settings.config, args.config.as_deref(), place, gate.repository.root(), colours)?;
    let mut outputs = Outputs::open(&args.reports, screen, look)?;
    let rules = args.rules(settings, decided, &outputs);
    let mut progress = Progress::new(Some(plan.tasks.len() as u64), false, !outputs.is_for_a_person() || !std::io::stdout().is_terminal());
    let mut gone = 0;
    stream::run(
        work(plan.tasks, reader),
        settings::jobs(args.jobs),
        |work| one::work(work, &rules),
        |done| {
            progress.advance(done.len(), 0);
            gone += done.iter().map(|d| d.settled.gone).sum::<usize>();
            outputs.write(&done)
        },
    )?;
    drop(progress);
    let exit = outputs.close(left_out, None)?.into();
    decided::say_baseline(&rules.decided, gone, args.quiet);
    Ok(exit)
}

/// What a change touches in the repository in which a folder lies; nothing where there is no repository, or no change can be told.
pub(super) fn touched(folder: &Path, config: &Config) -> Option<impl Iterator<Item = intake::Work> + Send + use<>> {
    let gate = Gate::open(&Wanted::default(), folder).ok()?;
    let (plan, reader) = gate.plan(false, config).ok()?;
    Some(work(plan.tasks, reader))
}

/// What is to be checked, read when it is asked for.
fn work(tasks: Vec<Task>, mut reader: Reader) -> impl Iterator<Item = intake::Work> + Send {
    tasks.into_iter().flat_map(move |task| reader.work(task))
}

impl Args {
    /// What the command line asks over the configuration.
    fn asked(&self) -> config::Asked<'_> {
        let fail_on = self.fail_on.as_deref().and_then(FailOn::parse);
        config::Asked { profile: Some(&self.profile), select: &self.select, ignore: &self.ignore, fail_on }
    }

    fn rules(&self, settings: Settings, decided: Decided, outputs: &Outputs<'_>) -> Rules {
        let (texts, rows) = (outputs.texts(), outputs.rows());
        Rules { date: settings.config.date, settings, texts, rows, annotate: false, whole: self.all, decided, collect: false, keep: None }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn refused(e: GitError) -> Stop {
    Stop::Usage(format!("{e}; nothing was checked"))
}

impl Gate {
    /// Finds the repository and the change.
    fn open(asked: &Wanted<'_>, from: &Path) -> Result<Self, Stop> {
        if !from.is_dir() {
            return Err(Stop::Usage(format!("{}: not a folder; name one of the repository, or none", escape::visible(&from.to_string_lossy()))));
        }
        let repository = Repository::open(from).map_err(refused)?;
        let folder = if asked.folder { below(repository.root(), from)? } else { String::new() };
        let (head, commit) = head(&repository, asked.head)?;
        let told = |variable: &str| environment(variable);
        let base = match base::find(&repository, asked.base, &commit, told) {
            Ok(base) => Some(base),
            // Everything can be checked without a change.
            Err(_) if asked.all && asked.base.is_none() => None,
            Err(stop) => return Err(stop),
        };
        let changes = base.as_ref().map_or(Ok(Vec::new()), |base| repository.changes(&base.id, &head)).map_err(refused)?;
        Ok(Self { repository, folder, head, base, changes })
    }

    fn plan(&self, all: bool, config: &Config) -> Result<(Plan, Reader), Stop> {
        let patterns = intake::patterns(config)?;
        let files = self.repository.files(&self.head).map_err(refused)?;
        let names = Names { patterns: &patterns, bilingual: &config.bilingual, folder: &self.folder };
        let plan = plan::plan(&files, &self.changes, &names, all);
        let blobs = self.repository.blobs().map_err(refused)?;
        let limits = Limits { file: config.limits.file_bytes };
        Ok((plan, Reader { root: self.repository.root().to_owned(), head: self.head.clone(), files, blobs, limits }))
    }

    /// Says on standard error what is looked at: it belongs to no report.
    fn say(&self, plan: &Plan) {
        let head = match &self.head {
            Head::Commit(id) => format!("commit {}", id.short()),
            Head::WorkingTree => "the working tree".to_owned(),
        };
        let against = self.base.as_ref().map_or_else(|| "all of it".to_owned(), |b| format!("held against {} ({})", b.id.short(), b.why));
        let count = match plan.tasks.len() {
            0 => "no article is touched, so there was nothing to check".to_owned(),
            1 => "1 article to look at".to_owned(),
            n => format!("{n} articles to look at"),
        };
        let mut stderr = std::io::stderr().lock();
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(stderr, "{head}, {against}: {count}");
        for note in &plan.notes {
            let _ = writeln!(stderr, "note: {}", escape::visible(note));
        }
    }
}

/// The state that is checked, and the commit that it is or stands on.
fn head(repository: &Repository, asked: Option<&str>) -> Result<(Head, Oid), Stop> {
    match asked {
        None => match repository.commit("HEAD").map_err(refused)? {
            Some(id) => Ok((Head::WorkingTree, id)),
            None => Err(Stop::Usage(
                "the repository has no commit yet, so there is no change to look at; `daejo check` checks files and folders; nothing was checked".to_owned(),
            )),
        },
        Some(revision) => match repository.commit(revision).map_err(refused)? {
            Some(id) => Ok((Head::Commit(id.clone()), id)),
            None => Err(Stop::Usage(format!("the repository has no commit `{}`, which --head names; nothing was checked", escape::visible(revision)))),
        },
    }
}

/// A folder, from the root of its repository.
fn below(root: &Path, folder: &Path) -> Result<String, Stop> {
    let outside = || Stop::Usage(format!("{}: not a folder of the repository", escape::visible(&folder.to_string_lossy())));
    let (root, folder) = (root.canonicalize().map_err(|_| outside())?, folder.canonicalize().map_err(|_| outside())?);
    let inner = folder.strip_prefix(root).map_err(|_| outside())?;
    let parts: Option<Vec<&str>> = inner.components().map(|c| c.as_os_str().to_str()).collect();
    parts.map(|p| p.join("/")).ok_or_else(outside)
}

/// A variable of the environment; for a push on GitHub what was there before it, which stands in a file.
fn environment(variable: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
    let read = |name: &str| std::env::var(name).ok();
    if variable != "GITHUB_EVENT_BEFORE" {
        return read(variable);
    }
    let event = crate::ingest::read(Path::new(&read("GITHUB_EVENT_PATH")?), Limits { file: 8 << 20 }).ok()?;
    let event: serde_json::Value = serde_json::from_slice(&event).ok()?;
    event.get("before")?.as_str().map(str::to_owned)
}
