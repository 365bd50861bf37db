//! Nothing of an inner network is ever connected to, however it is spelled and whoever leads there.

use super::site::{Canary, Site, Told, allowing, article, fetch};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use daejo::fetch::{Limits, Options, Rules, Why};
use std::sync::Arc;
use std::time::Duration;

/// Options that let the port of a canary be asked, of any host of the web.
fn at(port: u16) -> Options {
    Options { rules: Rules { hosts: Vec::new(), ports: vec![port] }, ..allowing(&[]) }
}

#[test]
fn no_spelling_of_an_inner_address_is_connected_to() {
    let canary = Canary::new();
    let p = canary.port;
    let spellings = [
        format!("http://127.0.0.1:{p}/"),
        format!("http://127.1:{p}/"),
        format!("http://127.0.1:{p}/"),
        format!("http://0x7f000001:{p}/"),
        format!("http://0x7f.0.0.1:{p}/"),
        format!("http://017700000001:{p}/"),
        format!("http://0177.0.0.01:{p}/"),
        format!("http://2130706433:{p}/"),
        format!("http://127.0.0.1.:{p}/"),
        format!("http://127.0.0.2:{p}/"),
        format!("http://0.0.0.0:{p}/"),
        format!("http://0:{p}/"),
        format!("http://[::1]:{p}/"),
        format!("http://[0:0:0:0:0:0:0:1]:{p}/"),
        format!("http://[::]:{p}/"),
        format!("http://[::ffff:127.0.0.1]:{p}/"),
        format!("http://[::ffff:7f00:1]:{p}/"),
        format!("http://[::127.0.0.1]:{p}/"),
        format!("http://[64:ff9b::127.0.0.1]:{p}/"),
        format!("http://[2002:7f00:1::]:{p}/"),
        format!("http://[fe80::1]:{p}/"),
        format!("http://[fc00::1]:{p}/"),
        format!("http://localhost:{p}/"),
        format!("http://localhost.:{p}/"),
        format!("http://LOCALHOST:{p}/"),
        format!("http://a.localhost:{p}/"),
        format!("http://127。0。0。1:{p}/"),
        format!("http://①②⑦.0.0.1:{p}/"),
        format!("http://１２７.０.０.１:{p}/"),
        format!("http://%31%32%37.0.0.1:{p}/"),
        format!("http://user:pass@127.0.0.1:{p}/"),
        format!("http://a.example@127.0.0.1:{p}/"),
        format!("http:\\\\127.0.0.1:{p}\\"),
        format!("http:127.0.0.1:{p}"),
        format!("https://127.0.0.1:{p}/"),
        format!("http://169.254.169.254:{p}/"),
        format!("http://100.64.0.1:{p}/"),
        format!("http://198.18.0.1:{p}/"),
        format!("http://255.255.255.255:{p}/"),
        format!("ftp://127.0.0.1:{p}/"),
    ];
    for spelling in &spellings {
        let refused = fetch(at(p), spelling).expect_err(spelling);
        assert!(matches!(refused.why.code(), "private" | "address"), "{spelling}: {refused}");
        assert!(refused.to_string().contains("nothing was checked"), "{refused}");
    }
    assert_eq!(canary.touched(), 0);
}

#[test]
fn no_name_that_leads_to_an_inner_address_is_connected_to() {
    let canary = Canary::new();
    let url = format!("http://news.test:{}/1", canary.port);
    for answer in [
        &["127.0.0.1"][..],
        &["::1"],
        &["::ffff:127.0.0.1"],
        &["0.0.0.0"],
        &["10.0.0.1"],
        &["169.254.169.254"],
        &["fe80::1"],
        &["64:ff9b::7f00:1"],
        &["2002:7f00:1::"],
        &["93.184.216.34", "127.0.0.1"],
        &["127.0.0.1", "93.184.216.34"],
    ] {
        let options = Options { lookup: Told::new(&[answer]), ..at(canary.port) };
        let refused = fetch(options, &url).expect_err("leads inside");
        assert!(matches!(refused.why, Why::Private { .. }), "{answer:?}: {refused}");
    }
    assert_eq!(canary.touched(), 0);
    let named = fetch(Options { lookup: Told::new(&[&[]]), ..at(canary.port) }, &url).expect_err("has no address");
    assert!(matches!(named.why, Why::Name(_)), "{named}");
}

#[test]
fn a_name_that_changes_its_answer_gains_nothing() {
    let canary = Canary::new();
    // Nobody answers at the first address; each question after that is weighed anew.
    let told = Told::new(&[&["203.119.0.1"], &["127.0.0.1"]]);
    let limits = Limits { first_byte: Duration::from_millis(300), whole: Duration::from_secs(1), retries: 3, ..Limits::default() };
    let options = Options { lookup: Arc::clone(&told) as _, limits, ..at(canary.port) };
    let refused = fetch(options, &format!("http://news.test:{}/1", canary.port)).expect_err("leads inside at the second time");
    assert!(matches!(refused.why, Why::Private { .. }), "{refused}");
    assert_eq!((canary.touched(), told.asked()), (0, 2));
}

#[test]
fn a_host_that_was_allowed_is_connected_to_at_what_was_weighed() {
    let site = Site::new(Router::new().route("/1", get(async || article())));
    let told = Told::new(&[&["127.0.0.1"]]);
    let port = site.address.port();
    let options = Options { lookup: Arc::clone(&told) as _, ..allowing(&[&format!("news.test:{port}")]) };
    assert!(fetch(options, &format!("http://news.test:{port}/1")).is_ok(), "the names of these tests are looked up, and what they lead to is asked");
    // The same, at addresses that nobody may allow.
    let options = Options { lookup: Told::new(&[&["169.254.169.254"]]), ..allowing(&[&format!("news.test:{port}")]) };
    assert!(matches!(fetch(options, &format!("http://news.test:{port}/1")).expect_err("is refused").why, Why::Private { may_be_allowed: false, .. }));
}

#[test]
fn no_page_leads_inside() {
    let canary = Canary::new();
    let p = canary.port;
    let targets = [
        format!("http://127.0.0.2:{p}/"),
        format!("http://localhost:{p}/"),
        format!("//127.1:{p}/"),
        format!("http://[::1]:{p}/"),
        format!("http://[::ffff:127.0.0.1]:{p}/"),
        format!("http://2130706433:{p}/"),
        format!("http://0.0.0.0:{p}/"),
        "file:///etc/passwd".to_owned(),
        "data:text/html,<p>a</p>".to_owned(),
        format!("gopher://127.0.0.1:{p}/"),
        "javascript:alert(1)".to_owned(),
        format!("http://user@127.0.0.1:{p}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://".to_owned(),
        String::new(),
    ];
    for status in [301, 302, 303, 307, 308] {
        for target in &targets {
            let to = target.clone();
            let lead = get(async move || (StatusCode::from_u16(status).expect("a status"), [(header::LOCATION, to)], "").into_response());
            let site = Site::new(Router::new().route("/1", lead));
            let mut options = site.options();
            options.rules.ports = vec![p];
            let refused = fetch(options, &site.url("/1")).expect_err(target);
            assert!(matches!(refused.why.code(), "private" | "address" | "redirect"), "{status} {target}: {refused}");
        }
    }
    assert_eq!(canary.touched(), 0);
}

#[test]
fn robots_txt_leads_nowhere_either() {
    let canary = Canary::new();
    let inside = format!("http://127.0.0.2:{}/robots.txt", canary.port);
    let lead = get(async move || (StatusCode::FOUND, [(header::LOCATION, inside)], "").into_response());
    let site = Site::new(Router::new().route("/robots.txt", lead).route("/1", get(async || article())));
    let mut options = site.options();
    options.rules.ports = vec![canary.port];
    assert!(fetch(options, &site.url("/1")).is_err());
    assert_eq!((canary.touched(), site.pages().len()), (0, 0));
}
