//! From an address to an article: the cache asked, the site's robots.txt kept, turns waited for, pages that lead on followed by hand
//! with each address on the way held against the rules again, and faults that may pass asked again. Part of [`crate::fetch`].

use super::address::{name, origin};
use super::article::{Fetched, Page, article};
use super::cache::{Cache, Kept};
use super::client::{Ask, Asker, Received};
use super::error::{FetchError, Why};
use super::options::Options;
use super::pace::Turns;
use super::retry::{backoff, retry_after};
use super::robots::{Remembered, Robots};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use reqwest::header;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep};
use url::Url;

/// Fetches articles. It is cheap to clone, and what it knows of hosts is shared between the clones.
#[derive(Clone, Debug)]
pub struct Fetcher {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    options: Options,
    asker: Asker,
    robots: Remembered,
    turns: Turns,
    cache: Option<Cache>,
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Goal {
    /// A page, which the site must let programs read.
    Article,
    /// What the site lets programs read.
    Robots,
}

impl Fetcher {
    /// A fetcher that goes by `options`.
    ///
    /// # Errors
    /// When there are no certificates to trust, one of the configuration cannot be read, or the cache has no folder.
    pub fn new(options: Options) -> Result<Self, Why> {
        let asker = Asker::new(&options)?;
        let cache = options.cache.as_deref().map(|folder| Cache::open(folder, options.cache_bytes)).transpose()?;
        let inner = Inner { asker, robots: Remembered::default(), turns: Turns::new(options.pace), cache, options };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The article at an address, `http` or `https`.
    ///
    /// # Errors
    /// When the address may not be asked, nothing that can be read comes of it, or what comes is not an article. The message names
    /// the address, says that nothing was checked, and what to do.
    pub async fn article(&self, address: &str) -> Result<Fetched, FetchError> {
        self.inner.article(address).await.map_err(|why| FetchError { address: address.trim().chars().take(400).collect(), why })
    }
}

impl Inner {
    async fn article(&self, address: &str) -> Result<Fetched, Why> {
        let url = self.asker.rules().parse(address)?;
        let (page, note) = self.page(&url).await?;
        // Taking a large page apart takes its time; others are not to wait for it.
        let read = tokio::task::spawn_blocking(move || article(page)).await;
        let mut fetched =
            read.unwrap_or_else(|_| Err(Why::Text("an error inside the program ended the reading of this page; please report its address".to_owned())))?;
        fetched.article.notes.extend(note);
        Ok(fetched)
    }

    /// The page at an address, from the cache or from its server; and what is to be said of the cache.
    async fn page(&self, url: &Url) -> Result<(Page, Option<String>), Why> {
        let kept = self.cache.as_ref().and_then(|cache| cache.get(url));
        if let Some(kept) = kept.as_ref().filter(|k| k.age(Timestamp::now()) < self.options.max_age) {
            return Ok((kept.page(url), None));
        }
        let mut attempt = 0;
        loop {
            match self.once(url, kept.as_ref()).await {
                Ok(page) => return Ok(page),
                Err(why) if why.may_pass() && attempt < self.options.limits.retries => {
                    let wait = match &why {
                        Why::Wait { wait, .. } => *wait,
                        _ => backoff(self.options.pace.backoff, attempt, self.options.seed, url.as_str()),
                    };
                    if wait > self.options.limits.longest_wait {
                        return Err(why);
                    }
                    sleep(wait).await;
                    attempt += 1;
                }
                Err(why) => return Err(why),
            }
        }
    }

    async fn once(&self, url: &Url, kept: Option<&Kept>) -> Result<(Page, Option<String>), Why> {
        let ask = Ask {
            known: kept.map(|k| k.address.clone()),
            etag: kept.and_then(|k| k.etag.clone()),
            last_modified: kept.and_then(|k| k.last_modified.clone()),
            bytes: self.options.limits.bytes,
            cut: false,
        };
        let received = self.get(url.clone(), &ask, Goal::Article).await?;
        let now = Timestamp::now();
        match (received.status, kept) {
            (304, Some(kept)) => {
                let kept = Kept { retrieved: now, ..kept.clone() };
                let note = self.keep(url, &kept);
                Ok((kept.page(url), note))
            }
            (200 | 203, _) => {
                let kept = Kept::of(received, now);
                let note = self.keep(url, &kept);
                Ok((Page { kept: false, ..kept.page(url) }, note))
            }
            (status, _) => Err(self.refused(url, status, received.retry_after.as_deref(), now, received.challenged)),
        }
    }

    /// What a status means that is no success.
    fn refused(&self, url: &Url, status: u16, after: Option<&str>, now: Timestamp, challenged: bool) -> Why {
        if challenged {
            let kind = super::Instead::Challenge;
            let (what, next) = kind.words();
            return Why::NoArticle { kind, what, evidence: format!("status {status}"), next };
        }
        match after.filter(|_| matches!(status, 429 | 503)).and_then(|after| retry_after(after, now)) {
            Some(wait) => {
                // Nobody else need ask in the meantime.
                self.turns.rest(&origin(url), wait.min(self.options.limits.longest_wait));
                Why::Wait { status, wait }
            }
            None => Why::Status(status),
        }
    }

    /// Keeps a page, where pages are kept. That it could not be kept is told, and nothing else comes of it.
    fn keep(&self, url: &Url, kept: &Kept) -> Option<String> {
        self.cache.as_ref()?.put(url, kept).err().map(|e| format!("the page could not be kept for the next time ({e})"))
    }

    /// Asks an address and follows where it leads.
    fn get<'a>(&'a self, start: Url, ask: &'a Ask, goal: Goal) -> BoxFuture<'a, Result<Received, Why>> {
        Box::pin(async move {
            let limits = &self.options.limits;
            let (mut url, mut hops, mut left) = (start, 0, limits.whole);
            loop {
                // Waiting for one's turn is not the server's time.
                let _turn = self.turn(&url, goal).await?;
                let began = Instant::now();
                let whole = began + left;
                let response = self.asker.ask(&url, ask, whole).await?;
                if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                    return self.asker.read(response, url, hops, ask, whole).await;
                }
                if hops == limits.redirects {
                    return Err(Why::Redirects(hops));
                }
                let to = response.headers().get(header::LOCATION).ok_or(Why::NoLocation)?;
                // Servers write Hangul in it as it is.
                let to = String::from_utf8_lossy(to.as_bytes()).into_owned();
                url = self.asker.rules().follow(&url, &to)?;
                hops += 1;
                left = left.saturating_sub(began.elapsed());
            }
        })
    }

    /// Waits until an address may be asked, if its site lets programs read it.
    async fn turn(&self, url: &Url, goal: Goal) -> Result<Option<OwnedSemaphorePermit>, Why> {
        let site = origin(url);
        let mut wanted: Option<Duration> = None;
        if goal == Goal::Article {
            let cell = self.robots.cell(&site);
            let (robots, _) = cell.get_or_init(|| self.robots(url)).await;
            robots.check(url)?;
            wanted = robots.delay();
        }
        Ok(self.turns.turn(&name(url), wanted).await)
    }

    /// What a site lets programs read.
    async fn robots(&self, url: &Url) -> (Robots, Instant) {
        let ask = Ask { bytes: self.options.limits.robots_bytes, cut: true, ..Ask::default() };
        let answer = match self.asker.robots_of(url) {
            Ok(address) => self.get(address, &ask, Goal::Robots).await.map(|r| (r.status, r.bytes)),
            Err(why) => Err(why),
        };
        let robots = match answer {
            // An address that may not be asked at all is refused as that, and not as a question of robots.txt.
            Err(why @ (Why::Private { .. } | Why::Name(_) | Why::Certificate(_) | Why::Connection(_))) => Robots::Refused(why),
            answer => Robots::of(answer),
        };
        (robots, Instant::now())
    }
}
