//! Real servers for the tests: a site, a socket that answers as it likes, and a canary that nobody may touch.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use daejo::fetch::{FetchError, Fetched, Fetcher, Limits, Lookup, Options, Pace, Rules};
use daejo::model::Host;
use futures_util::future::BoxFuture;
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::Runtime;

/// An article in Korean, and what a page around it looks like.
pub(crate) const KO: &str = "<p>정부가 14일 도로에 3조5000억원을 쓴다고 밝혔다. 반도체와 인공지능에도 돈을 쓴다.</p><p>총리는 “차질 없이 하겠다”고 말했다. 예산은 지난해보다 두 배 늘었다.</p>";
/// Its translation, with one figure wrong.
pub(crate) const EN: &str = "<p>The government said on the 14th that it will spend 3.5 billion won on roads. It will also spend on semiconductors and artificial intelligence.</p><p>“We will do it without a hitch,” the prime minister said. The budget has doubled from last year.</p>";

pub(crate) fn page(lang: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang={lang}><head><meta charset=utf-8><title>제목 - 대한일보</title><script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"정부, 3조 대책\",\"datePublished\":\"2025-04-14T20:00:00Z\",\"author\":{{\"name\":\"김하늘\"}},\"articleSection\":\"경제\"}}</script></head><body><nav><a href=/>처음 77</a></nav><article>{body}</article><footer>제보 02-123-4567</footer></body></html>"
    )
}

/// An answer with a good page.
pub(crate) fn article() -> Response {
    Html(page("ko", KO)).into_response()
}

/// A site on this machine.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    hits: Arc<Mutex<Vec<String>>>,
    _runtime: Runtime,
}

impl Site {
    pub(crate) fn new(router: Router) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let hits: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&hits);
        let count = middleware::from_fn(move |request: Request, next: Next| {
            seen.lock().expect("no panic").push(request.uri().to_string());
            next.run(request)
        });
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { axum::serve(listener, router.layer(count)).await });
        Self { address, hits, _runtime: runtime }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for, without robots.txt.
    pub(crate) fn pages(&self) -> Vec<String> {
        self.all().into_iter().filter(|path| path != "/robots.txt").collect()
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.hits.lock().expect("no panic").clone()
    }

    /// What lets this site be asked, in haste.
    pub(crate) fn options(&self) -> Options {
        allowing(&[&self.address.to_string()])
    }
}

/// What lets hosts be asked, in haste and without patience.
pub(crate) fn allowing(hosts: &[&str]) -> Options {
    Options {
        rules: Rules { hosts: hosts.iter().map(|h| Host::parse(h).expect("a host")).collect(), ports: Vec::new() },
        pace: Pace { every: Duration::ZERO, backoff: Duration::from_millis(10), ..Pace::default() },
        limits: Limits { first_byte: Duration::from_secs(5), whole: Duration::from_secs(8), retries: 0, ..Limits::default() },
        ..Options::default()
    }
}

/// Fetches one article.
pub(crate) fn fetch(options: Options, url: &str) -> Result<Fetched, FetchError> {
    let fetcher = Fetcher::new(options).expect("a fetcher");
    wait(fetcher.article(url))
}

pub(crate) fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

/// A socket that answers as it likes; it says that there is no robots.txt.
pub(crate) struct Socket {
    pub(crate) address: SocketAddr,
}

impl Socket {
    pub(crate) fn new(answer: impl Fn(&mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answer = Arc::clone(&answer);
                std::thread::spawn(move || serve(stream, &*answer));
            }
        });
        Self { address }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/news/1", self.address)
    }

    pub(crate) fn options(&self) -> Options {
        allowing(&[&self.address.to_string()])
    }
}

fn serve(mut stream: TcpStream, answer: &(impl Fn(&mut TcpStream) -> io::Result<()> + ?Sized)) {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).unwrap_or(0) == 0 {
            return;
        }
        request.push(byte[0]);
    }
    // Who is cut off in the middle does not mind.
    if request.starts_with(b"GET /robots.txt") {
        let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    } else {
        let _ = answer(&mut stream);
    }
}

/// A port that nobody may touch.
pub(crate) struct Canary {
    pub(crate) port: u16,
    touched: Arc<AtomicUsize>,
}

impl Canary {
    /// Listens on every address of this machine.
    pub(crate) fn new() -> Self {
        let touched: Arc<AtomicUsize> = Arc::default();
        let first = TcpListener::bind("0.0.0.0:0").expect("a port");
        let port = first.local_addr().expect("an address").port();
        for listener in std::iter::once(first).chain(TcpListener::bind(("::1", port))) {
            let touched = Arc::clone(&touched);
            std::thread::spawn(move || {
                for mut stream in listener.incoming().flatten() {
                    touched.fetch_add(1, Ordering::SeqCst);
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
            });
        }
        Self { port, touched }
    }

    pub(crate) fn touched(&self) -> usize {
        // What was begun would have come by now.
        std::thread::sleep(Duration::from_millis(50));
        self.touched.load(Ordering::SeqCst)
    }
}

/// A resolver that answers as it was told, one answer after another; the last again and again.
#[derive(Debug)]
pub(crate) struct Told(Mutex<VecDeque<Vec<IpAddr>>>, AtomicUsize);

impl Told {
    pub(crate) fn new(answers: &[&[&str]]) -> Arc<Self> {
        let answers = answers.iter().map(|a| a.iter().map(|ip| ip.parse().expect("an address")).collect()).collect();
        Arc::new(Self(Mutex::new(answers), AtomicUsize::new(0)))
    }

    pub(crate) fn asked(&self) -> usize {
        self.1.load(Ordering::SeqCst)
    }
}

impl Lookup for Told {
    fn lookup(&self, _: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.0.lock().expect("no panic");
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        Box::pin(async move { answer.ok_or_else(|| io::Error::other("no answer")) })
    }
}
