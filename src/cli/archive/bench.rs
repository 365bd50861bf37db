//! `daejo bench archive`: how fast an archive is checked here, with articles that are made of the corpus, through the same code as a
//! real run, with the store written.

use super::choice::Choice;
use super::items::{Against, Item, Stores, What};
use super::run::{Way, through};
use super::sources::{Size, Sources};
use super::summary::grouped;
use super::{conditions, summary};
use crate::archive::bench::Maker;
use crate::archive::source::Columns;
use crate::archive::store::{Lock, RunTotals, Store, Where, Writer};
use crate::cli::decided::Decided;
use crate::cli::depends::Depends;
use crate::cli::one::{Rules, Text};
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop, settings};
use crate::config::Asked;
use clap::ValueHint;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Measures how fast an archive is checked: articles are made of the corpus, checked and stored, and then met again unchanged.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    /// How many articles.
    #[arg(long, default_value_t = 20_000, value_name = "N")]
    articles: u64,
    /// Sentences a side.
    #[arg(long, default_value_t = 25, value_name = "N")]
    sentences: usize,
    /// Makes other articles.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Threads; all cores when it is not given.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Write the store here and keep it; otherwise it is written to a folder for temporary files and taken away.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: Option<PathBuf>,
    /// How the figures are written.
    #[arg(long, value_enum, default_value_t)]
    format: summary::Format,
}

/// What one pass took.
struct Pass {
    seconds: f64,
    totals: RunTotals,
}

pub(in crate::cli) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let folder = tempfile::tempdir().map_err(|e| Stop::Input(format!("no folder for the store: {e}; name one with --store")))?;
    let path = args.store.clone().unwrap_or_else(|| folder.path().join("archive.db"));
    if path.exists() {
        return Err(Stop::Usage(format!(
            "{}: it is there already; a measurement begins with a new store",
            crate::report::escape::visible(&path.to_string_lossy())
        )));
    }
    let maker = Arc::new(Maker::new(args.seed, args.sentences));
    let rules = rules(folder.path())?;
    let first = pass(args, &maker, &path, &rules)?;
    let again = pass(args, &maker, &path, &rules)?;
    let (bytes, making) = making(args, &maker);
    let reading = reading(args, &maker);
    let stored = path.metadata().map_or(0, |m| m.len());
    #[expect(clippy::cast_precision_loss, reason = "rates for people")]
    let (n, mb) = (args.articles as f64, bytes as f64 / 1e6);
    let memory = peak();
    if args.format == summary::Format::Json {
        let object = serde_json::json!({
            "schema": "daejo.bench-archive/v1", "articles": args.articles, "sentences": args.sentences, "seed": args.seed,
            "jobs": settings::jobs(args.jobs), "bytes": bytes, "seconds": first.seconds, "articles_per_second": n / first.seconds,
            "unchanged_seconds": again.seconds, "unchanged_per_second": n / again.seconds, "making_seconds": making,
            "reading_seconds": reading, "store_bytes": stored, "flagged": first.totals.flagged, "peak_memory_bytes": memory,
        });
        writeln!(screen.out, "{object}")?;
        return Ok(Exit::Clean);
    }
    let out = &mut screen.out;
    writeln!(out, "{} articles of {} sentences a side, {mb:.1} MB, on {} threads", grouped(args.articles), args.sentences, settings::jobs(args.jobs))?;
    writeln!(out, "checked and stored   {:>9.2} s  {:>9.0} articles/s  {:>8.1} MB/s", first.seconds, n / first.seconds, mb / first.seconds)?;
    writeln!(out, "met again unchanged  {:>9.2} s  {:>9.0} articles/s  {:>8.1} MB/s", again.seconds, n / again.seconds, mb / again.seconds)?;
    writeln!(out, "making them          {making:>9.2} s, which is within both")?;
    writeln!(out, "merely reading them  {reading:>9.4} s  {:>9.0} MB/s (memchr over the same bytes, on one thread)", mb / reading.max(1e-9))?;
    writeln!(out, "store                {:>9} bytes, {} with findings at or over the limit", grouped(stored), grouped(first.totals.flagged))?;
    if let Some(memory) = memory {
        writeln!(out, "memory at most       {:>9} bytes", grouped(memory))?;
    }
    Ok(Exit::Clean)
}

fn rules(nowhere: &Path) -> Result<Rules, Stop> {
    let settings = settings::load(None, nowhere, Asked::default(), false)?;
    let decided = Decided::load(&settings.config, None, nowhere, nowhere, false)?;
    let depends = Arc::new(Depends::new(&conditions::of(&settings, &decided, None), &settings, &decided));
    Ok(Rules { date: None, settings, texts: vec![Text::Jsonl], rows: false, annotate: false, whole: true, decided, collect: false, keep: Some(depends) })
}

fn pass(args: &Args, maker: &Arc<Maker>, path: &Path, rules: &Rules) -> Result<Pass, Stop> {
    let began = Instant::now();
    let now = summary::now()?;
    let lock = Lock::take(path, "a measurement", false)?;
    let store = Store::open_or_make(path)?;
    let known = if store.is_empty()? { None } else { Some(Stores::new(path)) };
    let conditions = conditions::of(&rules.settings, &rules.decided, None);
    let writer = Writer::begin(store, lock, &conditions, &["made of the corpus".to_owned()], &now)?;
    let (choice, columns) = (Choice::default(), Columns::default());
    let against = Against { rules, choice: &choice, columns: &columns, condition: writer.condition(), stores: known };
    let source: Arc<str> = "made of the corpus".into();
    let maker = Arc::clone(maker);
    let items = (1..=args.articles).map(move |place| Item {
        at: Where { source: Arc::clone(&source), shown: Arc::clone(&source), place },
        what: What::Line(maker.line(place)),
        bytes: 1,
    });
    let sources = Sources { items: Box::new(items), shown: Vec::new(), keys: Vec::new(), size: Some(Size::Items(args.articles)) };
    let progress = Progress::new(Some(args.articles), false, true);
    let (writer, _) = through(sources, &against, writer, Way { jobs: settings::jobs(args.jobs), limit: None, progress })?;
    let totals = writer.finish(&[], None, &summary::now()?)?;
    Ok(Pass { seconds: began.elapsed().as_secs_f64(), totals })
}

/// Bytes of all articles, and the seconds that making them takes.
fn making(args: &Args, maker: &Maker) -> (u64, f64) {
    let began = Instant::now();
    let bytes = (1..=args.articles).map(|n| maker.line(n).len() as u64).sum();
    (bytes, began.elapsed().as_secs_f64())
}

/// Seconds that looking at every byte once takes.
fn reading(args: &Args, maker: &Maker) -> f64 {
    const ONCE: u64 = 2000;
    let some: Vec<Vec<u8>> = (1..=args.articles.min(ONCE)).map(|n| maker.line(n)).collect();
    let began = Instant::now();
    let mut lines = 0;
    let mut left = args.articles;
    while left > 0 {
        let now = left.min(some.len() as u64);
        let now = usize::try_from(now).unwrap_or(usize::MAX);
        lines += some.iter().take(now).map(|line| memchr::memchr_iter(b'\n', line).count()).sum::<usize>();
        left -= now.max(1) as u64;
    }
    std::hint::black_box(lines);
    began.elapsed().as_secs_f64()
}

/// Bytes of memory that the program has had at most, where the system tells.
fn peak() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib << 10)
}
