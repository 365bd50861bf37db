//! Where the page is: the names under which it answers, and from where requests may come. Everything else is refused before it is
//! looked at, so that no other site and no borrowed name reaches it through an editor's browser.

use super::problem::{Kind, Problem};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method, Uri};
use std::net::SocketAddr;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// Headers that ask for another method than the one that is sent.
const OVERRIDES: [&str; 3] = ["x-http-method-override", "x-http-method", "x-method-override"];

/// The names of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    hosts: Vec<String>,
    origins: Vec<String>,
    /// Whether browsers reach it over TLS.
    pub secure: bool,
}

/// An origin that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no address of a site; write it as https://review.example.com, without a path")]
pub struct NoOrigin(String);

impl Site {
    /// A page on this machine, for browsers on this machine.
    pub fn here(address: SocketAddr) -> Self {
        let port = address.port();
        let mut hosts = vec![address.to_string()];
        for name in ["localhost", if address.is_ipv4() { "127.0.0.1" } else { "[::1]" }] {
            let host = format!("{name}:{port}");
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        let origins = hosts.iter().map(|h| format!("http://{h}")).collect();
        Self { hosts, origins, secure: false }
    }

    /// A page behind a proxy that browsers reach at this origin.
    ///
    /// # Errors
    /// When it is no origin.
    pub fn behind(origin: &str) -> Result<Self, NoOrigin> {
        let wrong = || NoOrigin(origin.chars().take(100).collect());
        let uri: Uri = origin.trim_end_matches('/').parse().map_err(|_| wrong())?;
        let scheme = uri.scheme_str().filter(|s| matches!(*s, "https" | "http")).ok_or_else(wrong)?;
        let host = uri.authority().map(|a| a.as_str().to_ascii_lowercase()).filter(|a| !a.contains('@')).ok_or_else(wrong)?;
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(wrong());
        }
        Ok(Self { origins: vec![format!("{scheme}://{host}")], hosts: vec![host], secure: scheme == "https" })
    }

    /// The address of the page.
    pub fn origin(&self) -> &str {
        self.origins.first().map_or("", String::as_str)
    }

    /// Whether a request comes from where it may. `from_page`: it must, because a browser's session is used to change something.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
        let refused = |why: &str| Err(Problem::new(Kind::Refused, why));
        if uri.authority().is_some() || !uri.path().starts_with('/') {
            return refused("the request names another site than the one that it is sent to");
        }
        match only(headers, &HOST) {
            Ok(Some(host)) if self.hosts.iter().any(|h| h.eq_ignore_ascii_case(host)) => {}
            Ok(None) => return refused("the request has no Host"),
            Ok(Some(_)) => return refused("the page does not answer under this name; open the address that the program printed"),
            Err(()) => return refused("the request has more than one Host, or one that cannot be read"),
        }
        match only(headers, &ORIGIN) {
            Ok(None) => {}
            Ok(Some(origin)) if self.origins.iter().any(|o| o == origin) => {}
            _ => return refused("the request comes from another site"),
        }
        match only(headers, &SEC_FETCH_SITE) {
            Ok(None | Some("same-origin")) => {}
            Ok(Some("none")) if method.is_safe() => {}
            _ => return refused("the request comes from another site"),
        }
        if OVERRIDES.iter().any(|h| headers.contains_key(*h)) {
            return refused("the request asks for another method than its own");
        }
        Ok(())
    }

    /// Whether a request says itself that it comes from the page.
    pub(super) fn is_from_page(&self, headers: &HeaderMap) -> bool {
        only(headers, &ORIGIN).is_ok_and(|o| o.is_some_and(|o| self.origins.iter().any(|x| x == o)))
    }
}

/// The value of a header that may be there once.
pub(super) fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, ()> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some(one), None) => one.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(site: &Site, method: &Method, uri: &str, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), value.parse().expect("a value"));
        }
        site.admit(method, &uri.parse().expect("an address"), &map).is_ok()
    }

    #[test]
    fn only_this_machine_under_its_own_names() {
        let site = Site::here("127.0.0.1:4321".parse().expect("an address"));
        let get = |host| asked(&site, &Method::GET, "/", &[("host", host)]);
        assert!(get("127.0.0.1:4321") && get("localhost:4321") && get("LOCALHOST:4321"));
        for host in ["evil.example", "127.0.0.1.evil", "localhost:4322", "localhost", "127.0.0.1", "", "[::1]:4321", "localhost.:4321", "user@localhost:4321"] {
            assert!(!get(host), "{host}");
        }
        assert!(!asked(&site, &Method::GET, "/", &[]));
        assert!(!asked(&site, &Method::GET, "/", &[("host", "localhost:4321"), ("host", "localhost:4321")]));
        assert!(!asked(&site, &Method::GET, "http://localhost:4321/", &[("host", "localhost:4321")]));
        assert!(!asked(&site, &Method::CONNECT, "localhost:4321", &[("host", "localhost:4321")]));
        assert_eq!(Site::here("[::1]:80".parse().expect("an address")).origin(), "http://[::1]:80");
    }

    #[test]
    fn no_other_site_reaches_it_through_a_browser() {
        let site = Site::here("127.0.0.1:4321".parse().expect("an address"));
        let post = |name, value| asked(&site, &Method::POST, "/", &[("host", "127.0.0.1:4321"), (name, value)]);
        assert!(post("origin", "http://127.0.0.1:4321") && post("sec-fetch-site", "same-origin"));
        for origin in ["null", "https://127.0.0.1:4321", "http://evil.example", "http://127.0.0.1:4321.evil", "http://127.0.0.1", ""] {
            assert!(!post("origin", origin), "{origin}");
        }
        for site in ["cross-site", "same-site", "none", "Same-Origin"] {
            assert!(!post("sec-fetch-site", site), "{site}");
        }
        assert!(asked(&site, &Method::GET, "/", &[("host", "127.0.0.1:4321"), ("sec-fetch-site", "none")]));
        assert!(!post("x-http-method-override", "DELETE"));
    }

    #[test]
    fn behind_a_proxy_it_has_the_name_of_the_proxy() {
        let site = Site::behind("https://Review.example.com/").expect("an origin");
        assert!(site.secure && site.origin() == "https://review.example.com");
        assert!(asked(&site, &Method::POST, "/", &[("host", "review.example.com"), ("origin", "https://review.example.com")]));
        assert!(!asked(&site, &Method::GET, "/", &[("host", "localhost:80")]));
        for wrong in ["review.example.com", "ftp://a.example", "https://a.example/x", "https://u@a.example", "https://", "", "https://a.example/?q"] {
            assert!(Site::behind(wrong).is_err(), "{wrong}");
        }
    }
}
