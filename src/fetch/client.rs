//! One question to one server, with every cap held. Part of [`crate::fetch`].

use super::address::{Rules, origin};
use super::error::Why;
use super::lookup::{Refused, Weighed};
use super::options::{Limits, Options, user_agent};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Client, Response, redirect};
use rustls::CertificateError as Wrong;
use std::error::Error;
use std::sync::Arc;
use tokio::time::{Instant, timeout_at};
use url::Url;

/// What a server gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Received {
    /// The address that gave it, at the end of the way.
    pub(super) address: Url,
    /// How many pages led there.
    pub(super) hops: usize,
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    /// `Retry-After` as it was written.
    pub(super) retry_after: Option<String>,
    /// Whether a guard before the server wants proof that a person asks.
    pub(super) challenged: bool,
    /// The bytes, unpacked; empty where the status is no success.
    pub(super) bytes: Vec<u8>,
}

/// A question beyond its address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Ask {
    /// The address whose page is known already: only there it is asked whether that changed.
    pub(super) known: Option<Url>,
    /// `If-None-Match`.
    pub(super) etag: Option<String>,
    /// `If-Modified-Since`.
    pub(super) last_modified: Option<String>,
    /// Bytes of the answer at most; more are an error, or cut where `cut` says so.
    pub(super) bytes: u64,
    pub(super) cut: bool,
}

/// Asks servers.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    client: Client,
    rules: Arc<Rules>,
    limits: Limits,
}

const ACCEPT: &str = "text/html,application/xhtml+xml;q=0.9,text/markdown;q=0.8,text/plain;q=0.7,*/*;q=0.1";

impl Asker {
    /// A client that connects to what was weighed, trusts the roots of the system and follows nothing by itself. It has no
    /// proxy, no cookies, and no switch that would trust another certificate.
    pub(super) fn new(options: &Options) -> Result<Self, Why> {
        // Whoever was first has installed the same; there is no other in the program.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let rules = Arc::new(options.rules.clone());
        let mut own = Vec::new();
        for pem in &options.certificates {
            let read =
                Certificate::from_pem_bundle(pem).map_err(|e| Why::Trust(format!("a certificate of the configuration cannot be read: {}", innermost(&e))))?;
            if read.is_empty() {
                return Err(Why::Trust("a certificate of the configuration is no PEM file".to_owned()));
            }
            own.extend(read);
        }
        let headers = [(header::ACCEPT, ACCEPT), (header::ACCEPT_LANGUAGE, "ko,en;q=0.9")];
        let headers: HeaderMap = headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        let client = Client::builder()
            .tls_backend_rustls()
            .tls_certs_merge(own)
            .dns_resolver(Weighed { lookup: Arc::clone(&options.lookup), rules: Arc::clone(&rules) })
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(user_agent(options.contact.as_deref()))
            .default_headers(headers)
            .connect_timeout(options.limits.first_byte)
            .http2_max_header_list_size(256 << 10)
            .pool_max_idle_per_host(options.pace.at_once)
            .build()
            .map_err(|e| Why::Trust(innermost(&e)))?;
        Ok(Self { client, rules, limits: options.limits })
    }

    /// Asks one address. A page that leads on is given back as it is.
    pub(super) async fn ask(&self, url: &Url, ask: &Ask, whole: Instant) -> Result<Response, Why> {
        let mut request = self.client.get(url.clone());
        let conditions = [(header::IF_NONE_MATCH, &ask.etag), (header::IF_MODIFIED_SINCE, &ask.last_modified)];
        for (name, value) in conditions.into_iter().filter(|_| ask.known.as_ref() == Some(url)) {
            if let Some(value) = value.as_deref().and_then(|v| HeaderValue::from_str(v).ok()) {
                request = request.header(name, value);
            }
        }
        let first = (Instant::now() + self.limits.first_byte).min(whole);
        match timeout_at(first, request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(e)) => Err(self.reason(&e)),
            Err(_) => Err(Why::Silent(self.limits.first_byte)),
        }
    }

    /// Reads an answer to its end, within the caps.
    pub(super) async fn read(&self, mut response: Response, address: Url, hops: usize, ask: &Ask, whole: Instant) -> Result<Received, Why> {
        let text = |name: HeaderName| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let status = response.status();
        let mut received = Received {
            hops,
            status: status.as_u16(),
            content_type: text(header::CONTENT_TYPE),
            etag: text(header::ETAG).filter(|t| t.len() <= 1024),
            last_modified: text(header::LAST_MODIFIED).filter(|t| t.len() <= 64),
            retry_after: text(header::RETRY_AFTER),
            challenged: response.headers().get("cf-mitigated").is_some_and(|v| v == "challenge"),
            bytes: Vec::new(),
            address,
        };
        if !status.is_success() {
            return Ok(received);
        }
        // The client takes the header away when it unpacks; what is left was not asked for.
        if let Some(packed) = text(header::CONTENT_ENCODING).filter(|e| !e.trim().eq_ignore_ascii_case("identity")) {
            return Err(Why::Packed(packed.chars().take(40).collect()));
        }
        loop {
            match timeout_at(whole, response.chunk()).await {
                Err(_) => return Err(Why::Slow(self.limits.whole)),
                Ok(Err(e)) => return Err(Why::Broken(innermost(&e))),
                Ok(Ok(None)) => return Ok(received),
                Ok(Ok(Some(chunk))) => {
                    let room = ask.bytes.saturating_sub(received.bytes.len() as u64);
                    if chunk.len() as u64 > room {
                        if !ask.cut {
                            return Err(Why::TooLarge(ask.bytes));
                        }
                        received.bytes.extend_from_slice(&chunk[..usize::try_from(room).unwrap_or(0)]);
                        return Ok(received);
                    }
                    received.bytes.extend_from_slice(&chunk);
                }
            }
        }
    }

    /// The reason in an error of the client.
    fn reason(&self, e: &reqwest::Error) -> Why {
        let mut at: Option<&(dyn Error + 'static)> = Some(e);
        while let Some(inner) = at {
            if let Some(Refused(why)) = inner.downcast_ref::<Refused>() {
                return why.clone();
            }
            if let Some(tls) = tls_error(inner) {
                return tls;
            }
            at = inner.source();
        }
        if e.is_timeout() { Why::Silent(self.limits.first_byte) } else { Why::Connection(innermost(e)) }
    }

    /// What may be asked.
    pub(super) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The address of the robots.txt that holds for an address.
    pub(super) fn robots_of(&self, url: &Url) -> Result<Url, Why> {
        self.rules.parse(&format!("{}/robots.txt", origin(url)))
    }
}

/// A refusal of the encryption, which the input and output of the connection may wrap.
fn tls_error(e: &(dyn Error + 'static)) -> Option<Why> {
    let mut e = e;
    while let Some(inner) = e.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        e = inner;
    }
    let e = e.downcast_ref::<rustls::Error>()?;
    Some(match e {
        rustls::Error::InvalidCertificate(wrong) => Why::Certificate(match wrong {
            Wrong::Expired | Wrong::ExpiredContext { .. } => "its certificate has expired".to_owned(),
            Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => "its certificate is not valid yet".to_owned(),
            Wrong::NotValidForName | Wrong::NotValidForNameContext { .. } => "its certificate is for another name".to_owned(),
            Wrong::UnknownIssuer => "nobody that is trusted has signed its certificate".to_owned(),
            Wrong::Revoked => "its certificate was revoked".to_owned(),
            Wrong::BadSignature => "the signature of its certificate is wrong".to_owned(),
            other => other.to_string(),
        }),
        other => Why::Connection(other.to_string()),
    })
}

/// What was wrong at the bottom of an error.
fn innermost(e: &dyn Error) -> String {
    let mut last = e.to_string();
    let mut at = e.source();
    while let Some(inner) = at {
        last = inner.to_string();
        at = inner.source();
    }
    last.chars().take(200).collect()
}
