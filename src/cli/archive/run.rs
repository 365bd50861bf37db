//! `daejo archive run`: every article of the sources, checked where it was not before or where something changed, and kept in the store.

use super::choice::{Choice, Sample, folded};
use super::items::{Against, Came, Stores};
use super::sources::{self, Size, Sources};
use super::{conditions, summary};
use crate::archive::source::Columns;
use crate::archive::store::{Lock, Put, Store, Writer};
use crate::cli::decided::Decided;
use crate::cli::depends::Depends;
use crate::cli::one::{Rules, Text};
use crate::cli::progress::Progress;
use crate::cli::screen::{self, Colour, Screen};
use crate::cli::{Exit, Stop, settings, stream, web};
use crate::config::Asked;
use crate::judge::FailOn;
use clap::ValueHint;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;

/// Checks every article of the sources that is new or changed, and keeps what comes of it in a store. What was killed goes on where
/// it was: run it again.
#[derive(clap::Args, Debug)]
#[command(after_help = Exit::TABLE)]
pub(in crate::cli) struct Args {
    /// Folders of pairs; streams of pairs (JSON Lines, TSV; plain, gzip or zstd); Parquet; sqlite:FILE and postgres://…, with --query or
    /// ?query=…; files of both languages; `-` for standard input.
    #[arg(required_unless_present_any = ["manifest", "addresses"], value_name = "SOURCE", value_hint = ValueHint::AnyPath)]
    sources: Vec<PathBuf>,
    /// Lists of file pairs, one a line: the Korean and the English path, parted by a tab.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    manifest: Vec<PathBuf>,
    /// Lists of address pairs, one a line, as `check` takes them: the articles are fetched as they are checked.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    addresses: Vec<PathBuf>,
    /// Which column or field is what, where it has another name: ko, en, id, date, section, title, byline, translator, editor, draft.
    #[arg(long, value_delimiter = ',', value_name = "NAME=COLUMN,…")]
    map: Vec<String>,
    /// What databases are asked: one SELECT with the columns ko, en, id, date.
    #[arg(long, value_name = "SQL")]
    query: Option<String>,
    /// The store; made where there is none.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// Wait for another run on the store to end.
    #[arg(long)]
    wait: bool,
    /// Check no more than so many articles.
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Check only what was published on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,
    /// Check only these sections of the paper.
    #[arg(long, value_delimiter = ',', value_name = "SECTION,…")]
    section: Vec<String>,
    /// Check only a share of the articles, as 0.01 or 1%: the same ones in every run.
    #[arg(long, value_name = "SHARE")]
    sample: Option<String>,
    /// Draws another sample.
    #[arg(long, default_value_t = 0, requires = "sample", value_name = "N")]
    seed: u64,
    /// Ask these rules only, as in `check`.
    #[arg(long, value_delimiter = ',', value_name = "RULE,…")]
    select: Vec<String>,
    /// Do not ask these rules.
    #[arg(long, value_delimiter = ',', value_name = "RULE,…")]
    ignore: Vec<String>,
    /// What the run is for: editorial, archive, ci, or a [profile.NAME] of the configuration.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// The severity from which findings make the exit code 1.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(FailOn::WORDS), value_name = "SEVERITY")]
    fail_on: Option<String>,
    /// Threads; all cores when it is not given. The store is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Say nothing but what went wrong.
    #[arg(long, short)]
    quiet: bool,
    /// How the summary is written.
    #[arg(long, value_enum, default_value_t)]
    format: summary::Format,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    #[command(flatten)]
    web: web::FromWeb,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let colours = screen::wanted(colour, &std::io::stderr());
    let settings = settings::load(args.config.as_deref(), args.place(), args.asked(), colours)?;
    let decided = Decided::load(&settings.config, args.config.as_deref(), args.place(), Path::new("."), colours)?;
    let choice = args.choice()?;
    let columns = Columns::parse(args.map.iter().map(String::as_str)).map_err(Stop::Usage)?;
    let asked = sources::Asked { config: &settings.config, columns, query: args.query.as_deref() };
    let lists = args.addresses.iter().map(|path| Ok((path, web::list(path, None, &settings, &args.web)?))).collect::<Result<_, Stop>>()?;
    let sources = sources::open(&args.sources, &args.manifest, lists, &asked)?;
    let columns = asked.columns;
    let conditions = conditions::of(&settings, &decided, args.date);
    let decisions = conditions::decisions(&decided);
    let date = args.date.or(settings.config.date);
    let depends = Arc::new(Depends::new(&conditions, &settings, &decided));
    let rules = Rules { settings, date, texts: vec![Text::Jsonl], rows: false, annotate: false, whole: true, decided, collect: false, keep: Some(depends) };
    let began = summary::now()?;
    let lock = Lock::take(&args.store, &format!("process {}, since {began}", std::process::id()), args.wait)?;
    let store = Store::open_or_make(&args.store)?;
    let known = if store.is_empty()? { None } else { Some(Stores::new(&args.store)) };
    let writer = Writer::begin(store, lock, &conditions, &sources.shown, &began)?;
    let against = Against { rules: &rules, choice: &choice, columns: &columns, condition: writer.condition(), stores: known };
    let (size, in_bytes) = match sources.size {
        Some(Size::Bytes(n)) => (Some(n), true),
        Some(Size::Items(n)) => (Some(n), false),
        None => (None, false),
    };
    let progress = Progress::new(size, in_bytes, !args.quiet).told_to_programs(!args.quiet);
    let (writer, left) = through(sources, &against, writer, Way { jobs: settings::jobs(args.jobs), limit: args.limit, progress })?;
    let (run, note) = (writer.run(), writer.note.clone());
    let totals = writer.finish(&left, Some(&decisions), &summary::now()?)?;
    summary::write(&summary::Summary { run, note, store: &args.store, totals }, args.format, args.quiet, screen)?;
    if totals.articles() + totals.unread + totals.left_out == 0 {
        return Err(Stop::Input("there was no article in the sources: nothing was checked".to_owned()));
    }
    Ok(totals.verdict().into())
}

/// How items are sent through.
pub(super) struct Way {
    pub(super) jobs: usize,
    /// Articles that are enough.
    pub(super) limit: Option<u64>,
    pub(super) progress: Progress,
}

/// Sends all items through, and gives back the writer and the sources that were read to their end.
pub(super) fn through(sources: Sources, against: &Against<'_>, writer: Writer, way: Way) -> Result<(Writer, Vec<Arc<str>>), Stop> {
    let Way { jobs, limit, mut progress } = way;
    let enough = AtomicBool::new(limit == Some(0));
    let items = sources.items.take_while(|_| !enough.load(Ordering::Relaxed));
    // What waits to be written is bounded, so that memory is, however slow the disk.
    let (send, receive) = sync_channel::<Vec<_>>(2);
    let (mut taken, mut damaged) = (0, None);
    let (went, wrote) = std::thread::scope(|scope| {
        let writing = scope.spawn(move || {
            let mut writer = writer;
            for batch in receive {
                writer.put(batch)?;
            }
            Ok::<Writer, crate::archive::store::StoreError>(writer)
        });
        let went = stream::run(
            items,
            jobs,
            |item| against.work(item),
            |came: Vec<Came>| {
                let mut batch = Vec::with_capacity(came.len());
                progress.advance(came.len(), came.iter().map(|c| usize::try_from(c.bytes).unwrap_or(0)).sum());
                for Came { at, put, .. } in came {
                    match put {
                        Ok(None) => {}
                        Ok(Some(put)) => {
                            if limit.is_some_and(|limit| taken >= limit) {
                                enough.store(true, Ordering::Relaxed);
                                break;
                            }
                            taken += u64::from(!matches!(put, Put::LeftOut | Put::Unread { .. }));
                            batch.push((at, put));
                        }
                        Err(e) => damaged = damaged.take().or(Some(e)),
                    }
                }
                if damaged.is_some() || send.send(batch).is_err() {
                    // The writer has said why, or somebody has.
                    return Err(Stop::Closed);
                }
                Ok(())
            },
        );
        drop(send);
        (went, writing.join())
    });
    drop(progress);
    let writer = wrote.map_err(|_| Stop::Input("an error inside the program ended the writing; run it again".to_owned()))??;
    if let Some(damaged) = damaged {
        return Err(damaged.into());
    }
    went?;
    let whole = if enough.load(Ordering::Relaxed) || !against.choice.takes_all() { Vec::new() } else { sources.keys };
    Ok((writer, whole))
}

impl Args {
    /// Where to look for the configuration first.
    fn place(&self) -> &Path {
        let named = self.sources.first().or(self.manifest.first()).or(self.addresses.first());
        named.map(PathBuf::as_path).filter(|p| *p != Path::new("-")).unwrap_or(Path::new("."))
    }

    /// What the command line asks over the configuration.
    fn asked(&self) -> Asked<'_> {
        let fail_on = self.fail_on.as_deref().and_then(FailOn::parse);
        Asked { profile: self.profile.as_deref(), select: &self.select, ignore: &self.ignore, fail_on }
    }

    fn choice(&self) -> Result<Choice, Stop> {
        let sample = self.sample.as_deref().map(|typed| Sample::parse(typed, self.seed)).transpose()?;
        Ok(Choice { since: self.since, sections: self.section.iter().map(|s| folded(s)).collect(), sample })
    }
}
