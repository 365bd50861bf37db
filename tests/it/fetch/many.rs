//! Lists of address pairs: order, turns of hosts, lines that are no pairs, readers that go away.

use super::site::{EN, KO, Site, article, page, wait};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use daejo::fetch::{FetchedPair, Fetcher, Options, Pace, addresses, pairs};
use daejo::ingest::Layout;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[test]
fn results_come_in_the_order_of_the_list() {
    let site = Site::new(Router::new().route(
        "/{lang}/{n}",
        get(async |Path((lang, n)): Path<(String, u64)>| {
            // The later ones are the faster.
            tokio::time::sleep(Duration::from_millis(60_u64.saturating_sub(n * 2))).await;
            if n == 7 { StatusCode::NOT_FOUND.into_response() } else { Html(page(&lang, if lang == "ko" { KO } else { EN })).into_response() }
        }),
    ));
    let list: String = (0..30)
        .map(|n| if n == 5 { "no pair\n".to_owned() } else { format!("{n}\t{}\t{}\n", site.url(&format!("/ko/{n}")), site.url(&format!("/en/{n}"))) })
        .collect();
    let fetcher = Fetcher::new(site.options()).expect("a fetcher");
    let done: Vec<FetchedPair> = pairs(fetcher, addresses(Cursor::new(list), Layout::Tsv)).expect("threads").collect();
    assert_eq!(done.len(), 30);
    for (n, pair) in done.iter().enumerate() {
        match pair {
            FetchedPair::Bad { line, .. } => assert_eq!((n, *line), (5, 6)),
            FetchedPair::Pair { line, pair, ko, en } => {
                assert_eq!((*line, pair.id.as_deref()), (n as u64 + 1, Some(n.to_string().as_str())));
                assert_eq!((ko.is_ok(), en.is_ok()), (n != 7, n != 7));
            }
        }
    }
}

#[test]
fn a_host_is_asked_two_at_once_and_not_too_often() {
    let (now, most): (Arc<AtomicUsize>, Arc<AtomicUsize>) = Default::default();
    let (n, m) = (Arc::clone(&now), Arc::clone(&most));
    let site = Site::new(Router::new().route(
        "/{*path}",
        get(async move || {
            m.fetch_max(n.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(30)).await;
            n.fetch_sub(1, Ordering::SeqCst);
            article()
        }),
    ));
    let list: String = (0..10).map(|n| format!("{}\t{}\n", site.url(&format!("/ko/{n}")), site.url(&format!("/en/{n}")))).collect();
    let run = |options: Options| {
        let began = Instant::now();
        let done = pairs(Fetcher::new(options).expect("a fetcher"), addresses(Cursor::new(list.clone()), Layout::Tsv)).expect("threads");
        assert_eq!(done.filter(|p| matches!(p, FetchedPair::Pair { ko: Ok(_), en: Ok(_), .. })).count(), 10);
        began.elapsed()
    };
    run(site.options());
    assert_eq!(most.load(Ordering::SeqCst), 2);
    let paced = run(Options { pace: Pace { every: Duration::from_millis(50), ..site.options().pace }, ..site.options() });
    assert!(paced >= Duration::from_secs(1), "{paced:?}");
}

#[test]
fn a_reader_that_goes_away_ends_the_fetching() {
    let site = Site::new(Router::new().route("/{*path}", get(async || article())));
    let endless = (0..).map({
        let url = site.url("");
        move |n| format!("{url}/ko/{n}\t{url}/en/{n}\n")
    });
    let list = std::io::BufReader::new(Lines(endless, Vec::new()));
    let fetcher = Fetcher::new(site.options()).expect("a fetcher");
    assert_eq!(pairs(fetcher, addresses(list, Layout::Tsv)).expect("threads").take(5).count(), 5);
    std::thread::sleep(Duration::from_millis(300));
    let asked = site.pages().len();
    std::thread::sleep(Duration::from_millis(300));
    assert!(site.pages().len() == asked && asked < 200, "{asked}");
    // What knows a site goes on to know it.
    let fetcher = Fetcher::new(site.options()).expect("a fetcher");
    assert!(wait(fetcher.article(&site.url("/ko/1"))).is_ok());
}

/// Lines that are made as they are read.
struct Lines<I>(I, Vec<u8>);

impl<I: Iterator<Item = String>> std::io::Read for Lines<I> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.1.is_empty() {
            self.1 = self.0.next().unwrap_or_default().into_bytes();
        }
        let n = out.len().min(self.1.len());
        out[..n].copy_from_slice(&self.1[..n]);
        self.1.drain(..n);
        Ok(n)
    }
}
