//! Every size and every time is bounded, whatever a server does.

use super::site::{Site, Socket, article, fetch, page};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use daejo::fetch::{Limits, Options, Why};
use std::io::Write;
use std::time::{Duration, Instant};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).expect("is packed");
    out.finish().expect("is packed")
}

#[test]
fn pages_lead_on_five_times_and_no_more() {
    let lead = |to: &'static str| get(async move || (StatusCode::FOUND, [(header::LOCATION, to)]).into_response());
    let router = Router::new().route("/loop", lead("/loop")).route("/0", lead("/1")).route("/1", lead("2")).route("/2", lead("/3?x")).route("/3", lead("/4#a"));
    let site = Site::new(router.route("/4", lead("/5")).route("/5", get(async || article())).route("/none", get(async || StatusCode::FOUND)));
    let fetched = fetch(site.options(), &site.url("/0")).expect("five are followed");
    assert_eq!((fetched.address, fetched.asked), (site.url("/5"), site.url("/0")));
    assert_eq!(site.pages(), ["/0", "/1", "/2", "/3?x", "/4", "/5"]);
    assert_eq!(fetch(site.options(), &site.url("/loop")).expect_err("is a loop").why, Why::Redirects(5));
    assert_eq!(site.pages().len(), 12);
    assert_eq!(fetch(site.options(), &site.url("/none")).expect_err("leads nowhere").why, Why::NoLocation);
}

#[test]
fn a_server_that_says_nothing_and_one_that_drips_are_cut_off() {
    let limits = Limits { first_byte: Duration::from_millis(400), whole: Duration::from_millis(900), retries: 0, ..Limits::default() };
    let began = Instant::now();
    let silent = Socket::new(|_| {
        std::thread::sleep(Duration::from_secs(5));
        Ok(())
    });
    assert_eq!(fetch(Options { limits, ..silent.options() }, &silent.url()).expect_err("is silent").why, Why::Silent(limits.first_byte));
    let slow_head = Socket::new(|stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
        for _ in 0..50 {
            std::thread::sleep(Duration::from_millis(100));
            stream.write_all(b"X: a\r\n")?;
        }
        Ok(())
    });
    assert_eq!(fetch(Options { limits, ..slow_head.options() }, &slow_head.url()).expect_err("drips").why, Why::Silent(limits.first_byte));
    let drip = Socket::new(|stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")?;
        for _ in 0..100 {
            std::thread::sleep(Duration::from_millis(50));
            stream.write_all(b"<")?;
        }
        Ok(())
    });
    assert_eq!(fetch(Options { limits, ..drip.options() }, &drip.url()).expect_err("drips").why, Why::Slow(limits.whole));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn bytes_are_counted_as_they_are_unpacked() {
    let huge = format!("<p>{}</p>", "a".repeat(11 << 20));
    let bomb = gzip(&vec![b' '; 24 << 20]);
    assert!(bomb.len() < 1 << 20);
    let packed =
        |bytes: Vec<u8>, how: &'static str| get(async move || ([(header::CONTENT_TYPE, "text/html"), (header::CONTENT_ENCODING, how)], bytes).into_response());
    let good = gzip(page("ko", super::site::KO).as_bytes());
    let site = Site::new(
        Router::new()
            .route("/huge", get(async move || axum::response::Html(huge)))
            .route("/bomb", packed(bomb, "gzip"))
            .route("/good", packed(good.clone(), "gzip"))
            .route("/twice", packed(gzip(&good), "gzip, gzip"))
            .route("/br", packed(vec![1, 2, 3], "br"))
            .route("/cut", packed(good[..good.len() / 2].to_vec(), "gzip"))
            .route("/wrong", packed(b"<p>plain</p>".to_vec(), "gzip")),
    );
    let why = |path: &str| fetch(site.options(), &site.url(path)).expect_err(path).why;
    assert_eq!(fetch(site.options(), &site.url("/good")).expect("is unpacked").title(), Some("정부, 3조 대책"));
    assert_eq!(why("/huge"), Why::TooLarge(10 << 20));
    let began = Instant::now();
    assert_eq!(why("/bomb"), Why::TooLarge(10 << 20));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!((why("/twice"), why("/br")), (Why::Packed("gzip, gzip".to_owned()), Why::Packed("br".to_owned())));
    assert!(matches!((why("/cut"), why("/wrong")), (Why::Broken(_), Why::Broken(_))));
}

#[test]
fn a_length_that_lies_changes_nothing() {
    let body = page("ko", super::site::KO);
    let answer = |length: usize, body: String| {
        Socket::new(move |stream| {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
        })
    };
    let longer = answer(body.len() + 1000, body.clone());
    assert!(matches!(fetch(longer.options(), &longer.url()).expect_err("breaks off").why, Why::Broken(_)));
    let none = answer(0, body.clone());
    assert_eq!(fetch(none.options(), &none.url()).expect_err("has nothing").why.code(), "empty");
    let endless = Socket::new(|stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        loop {
            stream.write_all(b"10000\r\n")?;
            stream.write_all(&vec![b'a'; 0x10000])?;
            stream.write_all(b"\r\n")?;
        }
    });
    assert_eq!(fetch(endless.options(), &endless.url()).expect_err("has no end").why, Why::TooLarge(10 << 20));
}

#[test]
fn headers_are_bounded_and_what_is_no_http_is_told() {
    let heads = Socket::new(|stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")?;
        for i in 0..20_000 {
            write!(stream, "X-{i}: {}\r\n", "a".repeat(100))?;
        }
        stream.write_all(b"\r\n<p>a</p>")
    });
    assert!(matches!(fetch(heads.options(), &heads.url()).expect_err("is too much").why, Why::Connection(_)));
    let one = Socket::new(|stream| write!(stream, "HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "a".repeat(2 << 20)));
    assert!(matches!(fetch(one.options(), &one.url()).expect_err("is too much").why, Why::Connection(_)));
    for noise in ["SSH-2.0-OpenSSH_9.6\r\n\r\n", "HTTP/9.9 000 \r\n\r\n", "\r\n", ""] {
        let other = Socket::new(move |stream| stream.write_all(noise.as_bytes()));
        assert!(matches!(fetch(other.options(), &other.url()).expect_err("is no HTTP").why, Why::Connection(_)), "{noise:?}");
    }
}
