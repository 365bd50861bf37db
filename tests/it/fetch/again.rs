//! What is asked again, and what is not: faults that may pass, `Retry-After`, pages that did not change, pages that are kept.

use super::site::{KO, Site, article, fetch, page, wait};
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use daejo::fetch::{Fetcher, Limits, Options, Why};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A page that is refused so often before it is given.
fn after(times: usize, refusal: impl Fn() -> Response + Clone + Send + Sync + 'static) -> Router {
    let asked: Arc<AtomicUsize> = Arc::default();
    Router::new().route("/1", get(async move || if asked.fetch_add(1, Ordering::SeqCst) < times { refusal() } else { article() }))
}

fn patient(site: &Site) -> Options {
    Options { limits: Limits { retries: 2, longest_wait: Duration::from_secs(3), ..site.options().limits }, ..site.options() }
}

#[test]
fn faults_that_may_pass_are_asked_again_and_others_are_not() {
    for (code, again) in [(500, true), (502, true), (503, true), (504, true), (408, true), (429, true), (404, false), (403, false), (410, false), (501, false)]
    {
        let site = Site::new(after(2, move || StatusCode::from_u16(code).expect("a status").into_response()));
        let fetched = fetch(patient(&site), &site.url("/1"));
        assert_eq!(fetched.is_ok(), again, "{code}");
        assert_eq!(site.pages().len(), if again { 3 } else { 1 }, "{code}");
        let site = Site::new(after(3, move || StatusCode::from_u16(code).expect("a status").into_response()));
        assert_eq!(fetch(patient(&site), &site.url("/1")).expect_err("is refused").why, Why::Status(code));
    }
}

#[test]
fn a_server_that_asks_to_wait_is_waited_for() {
    let wait_for = |value: &str| {
        let value = value.to_owned();
        move || (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, value.clone())], "").into_response()
    };
    let site = Site::new(after(1, wait_for("1")));
    let began = Instant::now();
    assert!(fetch(patient(&site), &site.url("/1")).is_ok());
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
    let date = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(2);
    let site = Site::new(after(1, wait_for(&date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())));
    let began = Instant::now();
    assert!(fetch(patient(&site), &site.url("/1")).is_ok());
    assert!(began.elapsed() >= Duration::from_millis(900), "{:?}", began.elapsed());
    let site = Site::new(after(1, wait_for("3600")));
    let refused = fetch(patient(&site), &site.url("/1")).expect_err("is too long");
    assert_eq!(refused.why, Why::Wait { status: 429, wait: Duration::from_secs(3600) });
    assert_eq!(site.pages().len(), 1);
}

/// A site whose page changes when it is told to, and that knows conditions.
fn changing(state: &Arc<AtomicUsize>) -> Router {
    let state = Arc::clone(state);
    let answer = async move |headers: HeaderMap| {
        let state = state.load(Ordering::SeqCst);
        let tag = format!("\"{state}\"");
        if headers.get(header::IF_NONE_MATCH).is_some_and(|t| t == tag.as_str()) && headers.get(header::IF_MODIFIED_SINCE).is_some() {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let body = page("ko", &KO.replace("두 배", &format!("{} 배", state + 2)));
        ([(header::ETAG, tag), (header::LAST_MODIFIED, "Tue, 15 Apr 2025 00:00:00 GMT".to_owned())], Html(body)).into_response()
    };
    Router::new().route("/1", get(answer)).route("/lead", get(async || (StatusCode::FOUND, [(header::LOCATION, "/1")]).into_response()))
}

#[test]
fn pages_that_did_not_change_are_not_sent_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let state: Arc<AtomicUsize> = Arc::default();
    let site = Site::new(changing(&state));
    let options = |age| Options { cache: Some(folder.path().to_owned()), max_age: Duration::from_secs(age), ..site.options() };
    for path in ["/1", "/lead"] {
        state.store(0, Ordering::SeqCst);
        let first = fetch(options(0), &site.url(path)).expect("is fetched");
        let second = fetch(options(0), &site.url(path)).expect("is the same");
        assert_eq!((first.kept, second.kept, &first.digest, &first.article.text), (false, true, &second.digest, &second.article.text), "{path}");
        assert!(second.retrieved > first.retrieved && second.title() == first.title() && second.address == site.url("/1"));
        state.store(3, Ordering::SeqCst);
        let third = fetch(options(0), &site.url(path)).expect("is another");
        assert!(!third.kept && third.article.text.contains("5 배"), "{}", third.article.text);
        let asked = site.pages().len();
        let fourth = fetch(options(3600), &site.url(path)).expect("is kept");
        assert!(fourth.kept && fourth.article.text == third.article.text);
        assert_eq!(site.all().len() - site.pages().len(), site.all().iter().filter(|p| *p == "/robots.txt").count());
        assert_eq!(site.pages().len(), asked, "a page that is young enough is not asked for");
    }
}

#[test]
fn what_is_spoilt_in_the_cache_is_fetched_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::new(changing(&Arc::default()));
    let options = || Options { cache: Some(folder.path().to_owned()), max_age: Duration::from_secs(3600), ..site.options() };
    let good = fetch(options(), &site.url("/1")).expect("is fetched");
    let files: Vec<_> = walkdir::WalkDir::new(folder.path()).into_iter().flatten().filter(|e| e.file_type().is_file()).collect();
    assert_eq!(files.len(), 2);
    for file in &files {
        std::fs::write(file.path(), "<p>다른 글이다. 정부가 99조원을 쓴다고 밝혔다.</p>").expect("is written");
        let again = fetch(options(), &site.url("/1")).expect("is fetched");
        assert_eq!((again.kept, &again.digest), (false, &good.digest));
        assert!(fetch(options(), &site.url("/1")).expect("is kept").kept);
    }
    assert_eq!(site.pages().len(), 3);
    // A folder that cannot be used is said, and is no page.
    let file = tempfile::NamedTempFile::new().expect("a file");
    let said = Fetcher::new(Options { cache: Some(file.path().to_owned()), ..site.options() }).expect_err("is no folder").to_string();
    assert!(said.contains("cannot be used") && said.contains("nothing was checked"), "{said}");
}

#[test]
fn a_server_that_says_not_modified_of_nothing_is_not_believed() {
    let site = Site::new(Router::new().route("/1", get(async || StatusCode::NOT_MODIFIED)));
    assert_eq!(wait(Fetcher::new(site.options()).expect("a fetcher").article(&site.url("/1"))).expect_err("has nothing").why, Why::Status(304));
}
