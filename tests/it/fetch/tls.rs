//! Who a server is must be proved: certificates that are not right are refused, each by its reason, and there is no way around it.

use super::site::{KO, Site, Told, allowing, fetch, page};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use daejo::fetch::{Options, Why};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

type Issuer = CertifiedIssuer<'static, KeyPair>;

/// Somebody who signs certificates.
fn issuer(name: &str) -> Issuer {
    let mut params = CertificateParams::new(Vec::new()).expect("parameters");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("is signed")
}

fn params(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).expect("parameters")
}

/// A server with a certificate; what it answers to every question.
fn serve(chain: Vec<CertificateDer<'static>>, key: &KeyPair, answer: String) -> u16 {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).expect("a certificate"));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (config, answer) = (Arc::clone(&config), answer.clone());
            std::thread::spawn(move || {
                let connection = rustls::ServerConnection::new(config).expect("a connection");
                let mut tls = rustls::StreamOwned::new(connection, stream);
                let mut request = Vec::new();
                let mut bytes = [0; 1024];
                while !request.ends_with(b"\r\n\r\n") {
                    match tls.read(&mut bytes) {
                        Ok(n) if n > 0 => request.extend_from_slice(&bytes[..n]),
                        _ => return,
                    }
                }
                let robots = request.starts_with(b"GET /robots.txt");
                let answer = if robots { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" } else { &answer };
                let _ = tls.write_all(answer.as_bytes()).and_then(|()| tls.flush());
                tls.conn.send_close_notify();
                let _ = tls.flush();
            });
        }
    });
    port
}

fn good_page() -> String {
    let body = page("ko", KO);
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// What comes of asking `news.test` when it shows this certificate, and `trusted` is trusted besides the system's.
fn asked(chain: Vec<CertificateDer<'static>>, key: &KeyPair, answer: String, trusted: Option<&Issuer>) -> Result<String, Why> {
    let port = serve(chain, key, answer);
    let options = Options {
        lookup: Told::new(&[&["127.0.0.1"]]),
        certificates: trusted.iter().map(|issuer| issuer.pem().into_bytes()).collect(),
        ..allowing(&[&format!("news.test:{port}")])
    };
    fetch(options, &format!("https://news.test:{port}/1")).map(|f| f.address).map_err(|e| e.why)
}

fn signed(params: &CertificateParams, by: &Issuer) -> (Vec<CertificateDer<'static>>, KeyPair) {
    let key = KeyPair::generate().expect("a key");
    let certificate = params.signed_by(&key, by).expect("is signed");
    (vec![certificate.der().clone()], key)
}

#[test]
fn certificates_that_are_not_right_are_refused_by_their_reason() {
    let house = issuer("대한일보 CA");
    let (chain, key) = signed(&params("news.test"), &house);
    assert!(asked(chain.clone(), &key, good_page(), Some(&house)).is_ok(), "one that is right is trusted");
    let reason = |chain, key: &KeyPair, trusted| match asked(chain, key, good_page(), trusted) {
        Err(Why::Certificate(reason)) => reason,
        other => panic!("{other:?}"),
    };
    assert!(reason(chain.clone(), &key, None).contains("nobody that is trusted"));
    let stranger = issuer("다른 CA");
    assert!(reason(chain, &key, Some(&stranger)).contains("nobody that is trusted"));

    let (chain, key) = signed(&params("other.test"), &house);
    assert!(reason(chain, &key, Some(&house)).contains("another name"));

    let mut old = params("news.test");
    (old.not_before, old.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
    let (chain, key) = signed(&old, &house);
    assert!(reason(chain, &key, Some(&house)).contains("expired"));

    let mut new = params("news.test");
    (new.not_before, new.not_after) = (date_time_ymd(2090, 1, 1), date_time_ymd(2091, 1, 1));
    let (chain, key) = signed(&new, &house);
    assert!(reason(chain, &key, Some(&house)).contains("not valid yet"));

    let key = KeyPair::generate().expect("a key");
    let own = params("news.test").self_signed(&key).expect("is signed");
    assert!(reason(vec![own.der().clone()], &key, Some(&house)).contains("nobody that is trusted"));

    // Signed by a certificate that may not sign.
    let (chain, leaf_key) = signed(&params("news.test"), &house);
    let leaf = rcgen::Issuer::new(params("news.test"), leaf_key);
    let key = KeyPair::generate().expect("a key");
    let below = params("news.test").signed_by(&key, &leaf).expect("is signed");
    assert!(asked([vec![below.der().clone()], chain].concat(), &key, good_page(), Some(&house)).is_err());
}

#[test]
fn an_encrypted_page_leads_to_no_open_one() {
    let site = Site::new(Router::new().route("/1", get(async || super::site::article())));
    let house = issuer("대한일보 CA");
    let (chain, key) = signed(&params("news.test"), &house);
    let lead = format!("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", site.url("/1"));
    let port = serve(chain, &key, lead);
    let hosts = [format!("news.test:{port}"), site.address.to_string()];
    let options = Options { lookup: Told::new(&[&["127.0.0.1"]]), certificates: vec![house.pem().into_bytes()], ..allowing(&[&hosts[0], &hosts[1]]) };
    assert_eq!(fetch(options, &format!("https://news.test:{port}/1")).expect_err("is a downgrade").why, Why::Downgrade);
    assert!(site.all().is_empty());
    // The other way is well.
    let (chain, key) = signed(&params("news.test"), &house);
    let port = serve(chain, &key, good_page());
    let to = format!("https://news.test:{port}/1");
    let site = Site::new(Router::new().route("/1", get(async move || (StatusCode::FOUND, [(header::LOCATION, to)]).into_response())));
    let hosts = [format!("news.test:{port}"), site.address.to_string()];
    let options = Options { lookup: Told::new(&[&["127.0.0.1"]]), certificates: vec![house.pem().into_bytes()], ..allowing(&[&hosts[0], &hosts[1]]) };
    assert!(fetch(options, &site.url("/1")).is_ok());
}

#[test]
fn a_server_without_encryption_is_no_encrypted_one() {
    let site = Site::new(Router::new().route("/1", get(async || super::site::article())));
    let refused = fetch(site.options(), &site.url("/1").replace("http:", "https:")).expect_err("is not encrypted");
    assert!(matches!(refused.why, Why::Connection(_)), "{refused}");
    let said = daejo::fetch::Fetcher::new(Options { certificates: vec![b"no certificate".to_vec()], ..site.options() }).expect_err("is none").to_string();
    assert!(said.contains("certificate"), "{said}");
}
