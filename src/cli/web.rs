//! Articles of the web for the commands: a fetcher by the configuration, and what comes of addresses as work for the pipeline. Here,
//! at the edge, is all of the program that waits for the network.

use super::Stop;
use super::intake::{self, Input, Work};
use super::settings::Settings;
use crate::fetch::{self, FetchError, Fetched, FetchedPair, Fetcher, Options, Pace, Rules};
use crate::ingest::{self, Layout, Loaded};
use crate::report::escape;
use etcetera::BaseStrategy;
use jiff::SignedDuration;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How addresses are asked.
#[derive(clap::Args, Clone, Debug)]
#[group(skip)]
#[command(next_help_heading = "Addresses")]
pub(super) struct FromWeb {
    /// Take fetched pages that are not older than this without asking whether they changed: 30m, 12h, 7d. A day for lists of
    /// addresses, no time otherwise.
    #[arg(long, value_parser = age, value_name = "TIME")]
    max_age: Option<Duration>,
    /// Keep no fetched pages, and use none that were kept.
    #[arg(long, conflicts_with = "max_age")]
    no_cache: bool,
}

fn age(typed: &str) -> Result<Duration, String> {
    let wrong = || "write it as 30m, 12h or 7d".to_owned();
    // Days are of 24 hours here.
    if let Some(days) = typed.strip_suffix('d').and_then(|d| d.trim().parse::<u32>().ok()) {
        return Ok(Duration::from_secs(u64::from(days) * 24 * 3600));
    }
    let read: SignedDuration = typed.parse().map_err(|_| wrong())?;
    Duration::try_from(read).map_err(|_| wrong())
}

/// How long the pages of a list are taken as they were kept: a run that was broken off goes on where it was.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// A fetcher by the configuration.
pub(super) fn fetcher(settings: &Settings, asked: &FromWeb, list: bool) -> Result<Fetcher, Stop> {
    let wanted = &settings.config.fetch;
    let from = settings.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let limits = ingest::Limits { file: 1 << 20 };
    let read = |file: &String| ingest::read(&from.join(file), limits).map_err(|e| Stop::Usage(e.to_string()));
    // Of an hour at most, whatever was written.
    let every = Duration::try_from_secs_f64(1.0 / wanted.requests_per_second.to_f64()).unwrap_or(DAY).min(DAY / 24);
    let options = Options {
        rules: Rules { hosts: wanted.allow_hosts.clone(), ports: wanted.ports.clone() },
        pace: Pace { every, ..Pace::default() },
        certificates: wanted.certificates.iter().map(read).collect::<Result<_, _>>()?,
        contact: wanted.contact.clone(),
        cache: if asked.no_cache { None } else { cache() },
        cache_bytes: wanted.cache_bytes,
        max_age: asked.max_age.unwrap_or(if list { DAY } else { Duration::ZERO }),
        seed: u64::from(std::process::id()),
        ..Options::default()
    };
    Fetcher::new(options).map_err(|why| Stop::Input(why.to_string()))
}

/// The user's folder for fetched pages. Who has no home keeps none.
fn cache() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("daejo").join("fetch"))
}

/// Waits for the network.
pub(super) fn wait<T>(work: impl Future<Output = T>) -> Result<T, Stop> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Stop::Input(format!("the network cannot be used: {e}; nothing was checked")))?;
    Ok(runtime.block_on(work))
}

/// Whether a path that was typed is an address of the web.
pub(super) fn is_address(typed: &Path) -> bool {
    typed.to_str().is_some_and(fetch::is_address)
}

/// Two articles, one of which at least is of the web: fetched now, before anything is checked.
pub(super) fn two(ko: &Path, en: &Path, draft: Option<&Path>, settings: &Settings, asked: &FromWeb) -> Result<Input, Stop> {
    let fetcher = fetcher(settings, asked, false)?;
    let limits = ingest::Limits { file: settings.config.limits.file_bytes };
    let side = async |path: &Path| match path.to_str().filter(|typed| fetch::is_address(typed)) {
        Some(address) => loaded(fetcher.article(address).await),
        None => ingest::load(path, limits).map(Box::new).map_err(|e| e.to_string()),
    };
    let (ko_side, en_side) = wait(async { tokio::join!(side(ko), side(en)) })?;
    let draft = match draft.filter(|d| is_address(d)) {
        Some(address) => return Err(Stop::Usage(format!("{}: --draft names a file", escape::visible(&address.to_string_lossy())))),
        None => draft.map(Path::to_owned),
    };
    let id = ko.to_string_lossy().trim().to_owned();
    let work = Work::Web { id, ko: ko_side, en: en_side, draft, date: None, limits };
    Ok(Input { work: Box::new(std::iter::once(work)), size: Some(1), in_bytes: false, others: 0 })
}

/// An article as the pipeline takes it, or why there is none.
fn loaded(fetched: Result<Fetched, FetchError>) -> Result<Box<Loaded>, String> {
    fetched.map(|f| Box::new(f.article)).map_err(|e| e.to_string())
}

/// The pairs of a list of addresses, fetched as they are asked for.
pub(super) fn list(path: &Path, format: Option<intake::Format>, settings: &Settings, asked: &FromWeb) -> Result<Input, Stop> {
    let fetcher = fetcher(settings, asked, true)?;
    let limits = ingest::Limits { file: settings.config.limits.file_bytes };
    let work = fetched(path, format, fetcher)?.map(move |pair| match pair {
        FetchedPair::Bad { line, id: Some(id), reason } => Work::Unreadable { id, reason: format!("line {line}: {reason}"), named: true },
        FetchedPair::Bad { line, id: None, reason } => Work::Unreadable { id: intake::unnamed(line), reason, named: false },
        FetchedPair::Pair { pair, ko, en, .. } => {
            let section = pair.extra.get("section").and_then(|s| s.as_str());
            let side = |fetched: Result<Box<Fetched>, FetchError>| {
                let mut article = loaded(fetched.map(|f| *f))?;
                article.meta.section = article.meta.section.take().or_else(|| section.map(str::to_owned));
                Ok(article)
            };
            Work::Web { id: pair.id.unwrap_or_else(|| pair.ko.clone()), ko: side(ko), en: side(en), draft: None, date: pair.date, limits }
        }
    });
    Ok(Input { work: Box::new(work), size: None, in_bytes: false, others: 0 })
}

/// What comes of the lines of a list, in its order.
pub(super) fn fetched(path: &Path, format: Option<intake::Format>, fetcher: Fetcher) -> Result<impl Iterator<Item = FetchedPair> + Send + use<>, Stop> {
    let source = intake::open(path)?.input;
    let layout = format.map_or_else(|| intake::layout(path), Layout::from);
    fetch::pairs(fetcher, fetch::addresses(source, layout)).map_err(|e| Stop::Input(format!("the network cannot be used: {e}; nothing was checked")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_written_as_times() {
        for (typed, seconds) in [("30m", 1800), ("12h", 43_200), ("7d", 604_800), ("0s", 0), ("1h 30m", 5400)] {
            assert_eq!(age(typed), Ok(Duration::from_secs(seconds)), "{typed}");
        }
        for typed in ["", "soon", "-1h", "d", "1y"] {
            assert!(age(typed).is_err(), "{typed}");
        }
    }
}
