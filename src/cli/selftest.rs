//! `daejo selftest`: makes good translations wrong in one figure at a time, and counts how often that is seen.

use super::intake::{self, Input, Work};
use super::queue::Weight;
use super::screen::{Colour, Screen};
use super::{Exit, Stop, settings, stream};
use crate::config::{Asked, Config, Held};
use crate::ingest;
use crate::judge::FailOn;
use crate::model::{Fate, SelfTest, Trade};
use crate::report::selftest::{Tally, document, render};
use crate::report::style::Look;
use crate::selftest::{Attempt, Bench, Candidate, OPERATORS, Operator, Ready, Sample, Terms, good, limit, prepare};
use clap::ValueHint;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Tests the program itself: how many figures that are made wrong in good translations does it see?
///
/// Every figure of the English that an operator fits is changed, one at a time: another power of ten, another digit, the
/// day before, rose for fell. Each mutant is checked like any pair. It is caught when a finding at or over --fail-on
/// points at the changed words or at the Korean figure behind them, noticed when a milder one does, and missed when none
/// does. Recall is the share that is caught.
///
/// Changes that are no errors are no mutants: when the changed text is read, and the new value says the same as the old
/// one or as the Korean (rounded, converted, within a range), the change is counted apart, and so it is when nothing is
/// read there any more.
///
/// Without --pairs, --dir or --manifest the good pairs are those that come with the program. Pairs that are flagged as
/// they stand are listed and left out: they are false alarms, or not as good as was thought.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(super) struct Args {
    /// Your own good pairs, one a line, as for `daejo check`; `-` is standard input.
    #[arg(long, conflicts_with_all = ["dir", "manifest"], value_name = "FILE", value_hint = ValueHint::FilePath)]
    pairs: Option<PathBuf>,
    /// A folder of your own good pairs.
    #[arg(long, conflicts_with = "manifest", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// A list of your own good pairs of files, one a line: the Korean and the English path, parted by a tab.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    manifest: Option<PathBuf>,
    /// What the lines of --pairs are; told by the name of the file otherwise.
    #[arg(long, value_enum, requires = "pairs", value_name = "FORMAT")]
    input_format: Option<intake::Format>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Use this operator only; may be given more than once.
    #[arg(long = "operator", value_parser = clap::builder::PossibleValuesParser::new(OPERATORS.iter().map(|o| o.name)), value_name = "NAME", hide_possible_values = true)]
    operators: Vec<String>,
    /// Also list mutants, each with its sentence and the change.
    #[arg(long, value_enum, value_name = "WHICH")]
    show: Option<Show>,
    /// At most so many changes of each operator, drawn by --seed.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Another number makes other choices: which digit, up or down, which part with --limit.
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
    /// The severity from which a finding counts as caught.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(FailOn::WORDS), value_name = "SEVERITY")]
    fail_on: Option<String>,
    /// Exit with 1 when less than this share of all mutants is caught.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    at_least: Option<u8>,
    /// Threads; all cores when it is not given. The report is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

const EXITS: &str = "Exit codes:\n  \
    0  tested, and recall is not under --at-least\n  \
    1  recall is under --at-least\n  \
    2  wrong usage or configuration; nothing was tested\n  \
    3  a pair that was asked for could not be tested (stronger than 1)";

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// Tables, for a person.
    #[default]
    Terminal,
    /// One JSON document (schema daejo.selftest/v1).
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Show {
    /// Those at which nothing points.
    Missed,
    /// Those at which only a milder finding points.
    Noticed,
    /// Those at which a finding stops an editor.
    Caught,
}

impl From<Show> for Fate {
    fn from(show: Show) -> Self {
        match show {
            Show::Missed => Self::Missed,
            Show::Noticed => Self::Noticed,
            Show::Caught => Self::Caught,
        }
    }
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let asked = Asked { fail_on: args.fail_on.as_deref().and_then(FailOn::parse), ..Asked::default() };
    let settings = settings::load(args.config.as_deref(), args.place(), asked, super::screen::wanted(colour, &std::io::stderr()))?;
    let config = &settings.config;
    let terms = args.terms(settings.book.base());
    let jobs = settings::jobs(args.jobs);
    let mut test = SelfTest::default();
    let mut samples = Vec::new();
    stream::run(
        args.input(config)?,
        jobs,
        |item| item.prepare(config, &terms),
        |done| {
            for ready in done {
                sort(ready, &mut test, &mut samples);
            }
            Ok(())
        },
    )?;
    if let Some(most) = args.limit {
        limit(samples.iter_mut().map(|(_, candidates)| candidates), most);
    }
    test.trades = terms.operators.iter().map(|o| Trade { name: o.name, about: o.about, counted: o.counted, equivalent: 0, unread: 0 }).collect();
    stream::run(
        batches(&samples),
        jobs,
        |batch| batch.attempt(&terms),
        |done| {
            for (operator, attempt) in done.into_iter().flatten() {
                count(operator, attempt, &mut test);
            }
            Ok(())
        },
    )?;
    args.write(&test, screen)?;
    Ok(args.exit(&test))
}

impl Args {
    fn place(&self) -> &Path {
        let named = self.pairs.as_ref().or(self.dir.as_ref()).or(self.manifest.as_ref());
        named.map(PathBuf::as_path).filter(|p| *p != Path::new("-")).unwrap_or(Path::new("."))
    }

    fn terms(&self, held: &Held) -> Terms {
        let asked = |o: &&Operator| self.operators.is_empty() || self.operators.iter().any(|name| name == o.name);
        Terms { policy: held.policy.clone(), fail_on: held.fail_on, operators: OPERATORS.iter().filter(asked).collect(), seed: self.seed }
    }

    fn input(&self, config: &Config) -> Result<Box<dyn Iterator<Item = Item> + Send>, Stop> {
        let given = match (&self.pairs, &self.dir, &self.manifest) {
            (Some(pairs), ..) => intake::pairs(pairs, self.input_format, config.limits)?,
            (_, Some(dir), _) => intake::folder(dir, None, config)?,
            (.., Some(manifest)) => intake::manifest(manifest, config.limits)?,
            _ => return Ok(Box::new(good::embedded().into_iter().map(|(id, sample)| Item::Embedded(id, sample)))),
        };
        let Input { work, .. } = given;
        Ok(Box::new(work.map(Item::Given)))
    }

    fn write(&self, test: &SelfTest, screen: &mut Screen) -> Result<(), Stop> {
        if test.pairs + test.alarms.len() + test.untested.len() == 0 {
            return Err(Stop::Input("there was no pair in the input: nothing was tested".to_owned()));
        }
        let show = self.show.map(Fate::from);
        let mut out = Vec::new();
        match self.format {
            Format::Json => document(test, show, &mut out),
            Format::Terminal => {
                let look = Look { colour: screen.colour, width: screen.width, quiet: false, limit: None, decided: false };
                out = render(test, show, &look).into_bytes();
            }
        }
        Ok(screen.out.write_all(&out)?)
    }

    fn exit(&self, test: &SelfTest) -> Exit {
        let total = Tally::of(test).total;
        let low = self.at_least.is_some_and(|least| total.caught * 100 < usize::from(least) * total.mutants || total.mutants == 0);
        match (test.untested.is_empty(), low) {
            (false, _) => Exit::NotChecked,
            (true, true) => Exit::Findings,
            (true, false) => Exit::Clean,
        }
    }
}

/// A pair to be prepared.
enum Item {
    Embedded(String, Result<Sample, String>),
    Given(Work),
}

impl Weight for Item {
    fn bytes(&self) -> usize {
        match self {
            Self::Embedded(_, Ok(sample)) => sample.ko.len() + sample.en.len(),
            Self::Embedded(_, Err(reason)) => reason.len(),
            Self::Given(work) => work.bytes(),
        }
    }
}

impl Item {
    /// The pair, checked as it stands; with the reason where it cannot be.
    fn prepare(self, config: &Config, terms: &Terms) -> Result<Ready, (String, String)> {
        let id = match &self {
            Self::Embedded(id, _) => id.clone(),
            Self::Given(work) => work.id().to_owned(),
        };
        let ready = catch_unwind(AssertUnwindSafe(|| self.sample(config).map(|sample| prepare(sample, terms))));
        ready
            .unwrap_or_else(|_| Err("an error inside the program ended the test of this pair; please report it with the two texts".to_owned()))
            .map_err(|reason| (id, reason))
    }

    fn sample(self, config: &Config) -> Result<Sample, String> {
        let work = match self {
            Self::Embedded(_, sample) => return sample,
            Self::Given(work) => work,
        };
        let id = work.id().to_owned();
        let sides = work.sides()?;
        let (source, target) = sides.documents();
        if let Some(doubt) = ingest::doubt(&source, &target) {
            return Err(doubt.to_string());
        }
        let date = source.meta.date.or(target.meta.date).or(sides.date()).or(config.date);
        Ok(Sample::of(id, &source, &target, date))
    }
}

/// Puts a prepared pair where it belongs.
fn sort(ready: Result<Ready, (String, String)>, test: &mut SelfTest, samples: &mut Vec<(Sample, Vec<Candidate>)>) {
    match ready {
        Ok(Ready::Good { sample, sentences, candidates }) => {
            test.pairs += 1;
            test.sentences += sentences;
            samples.push((sample, candidates));
        }
        Ok(Ready::Alarmed(alarm)) => test.alarms.push(alarm),
        Err(untested) => test.untested.push(untested),
    }
}

/// Candidates of one pair, as many as one thread takes at a time.
struct Batch<'s> {
    sample: &'s Sample,
    candidates: &'s [Candidate],
}

impl Weight for Batch<'_> {
    fn bytes(&self) -> usize {
        // What waits is lent, not held.
        64
    }
}

fn batches(samples: &[(Sample, Vec<Candidate>)]) -> impl Iterator<Item = Batch<'_>> + Send {
    /// A thread that has read the pair once tries so many changes of it.
    const SIZE: usize = 32;
    samples.iter().flat_map(|(sample, candidates)| candidates.chunks(SIZE).map(move |candidates| Batch { sample, candidates }))
}

impl Batch<'_> {
    fn attempt(&self, terms: &Terms) -> Vec<(usize, Attempt)> {
        let bench = Bench::new(self.sample, terms);
        self.candidates.iter().map(|c| (c.operator, bench.attempt(c))).collect()
    }
}

fn count(operator: usize, attempt: Attempt, test: &mut SelfTest) {
    match attempt {
        Attempt::Mutant(mutant) => test.mutants.push(*mutant),
        Attempt::Equivalent => test.trades[operator].equivalent += 1,
        Attempt::Unread => test.trades[operator].unread += 1,
        Attempt::Unchanged => {}
    }
}
