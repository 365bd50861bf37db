//! An address as it is typed, and whether it may be asked at all, before any name is looked up. The one parser of addresses:
//! what it made of the text is what is connected to. Part of [`crate::fetch`].

use super::error::Why;
use super::reach::{Reach, reach};
use crate::model::Host as Allowed;
use std::net::IpAddr;
use url::{Host, Url};

/// Bytes that an address may have.
const LONGEST: usize = 4096;
/// Endings of names that are never of the web (RFC 6761, 6762, 7686, 8375 and what networks use for themselves).
const ELSEWHERE: [&str; 8] = ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion", "localdomain"];

/// What may be asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// Hosts of the house, which may be in a network of its own.
    pub hosts: Vec<Allowed>,
    /// Ports that may be asked besides 80 and 443.
    pub ports: Vec<u16>,
}

/// A whole `http` or `https` address, rather than the name of a file.
pub fn is_address(typed: &str) -> bool {
    let scheme = typed.trim_start().split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

impl Rules {
    /// Whether an address may be asked, as far as it tells by itself: what its name leads to is weighed when it is asked.
    ///
    /// # Errors
    /// With the reason why not.
    pub fn allows(&self, typed: &str) -> Result<(), Why> {
        self.parse(typed).map(drop)
    }

    /// Reads an address and holds it against the rules.
    pub(super) fn parse(&self, typed: &str) -> Result<Url, Why> {
        let typed = typed.trim();
        if typed.len() > LONGEST {
            return Err(Why::Address(format!("it has {} bytes, more than the {LONGEST} of any article's address", typed.len())));
        }
        // The parser would pass over line ends and tabs in it.
        if typed.chars().any(char::is_control) {
            return Err(Why::Address("it has control characters in it".to_owned()));
        }
        let mut url = Url::parse(typed).map_err(|e| Why::Address(e.to_string()))?;
        self.check(&mut url)?;
        Ok(url)
    }

    /// The address to which another one leads on.
    pub(super) fn follow(&self, from: &Url, to: &str) -> Result<Url, Why> {
        if to.len() > LONGEST || to.chars().any(char::is_control) {
            return Err(Why::Address("it leads on to something that is no address".to_owned()));
        }
        let mut url = from.join(to).map_err(|e| Why::Address(format!("it leads on to something that is no address ({e})")))?;
        if from.scheme() == "https" && url.scheme() == "http" {
            return Err(Why::Downgrade);
        }
        self.check(&mut url)?;
        Ok(url)
    }

    /// Holds an address against the rules, and takes from it what is never sent.
    fn check(&self, url: &mut Url) -> Result<(), Why> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Why::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Why::UserInfo);
        }
        url.set_fragment(None);
        if let Some(plain) = url.host_str().and_then(|h| h.strip_suffix('.')).map(str::to_owned) {
            url.set_host(Some(&plain)).map_err(|e| Why::Address(e.to_string()))?;
        }
        let name = name(url);
        let port = url.port_or_known_default().unwrap_or(0);
        let allowed = self.is_allowed(&name, port);
        if !allowed && !self.is_usual(port) {
            return Err(Why::Port(port));
        }
        match url.host() {
            Some(Host::Ipv4(four)) => self.admit(&name, port, four.into()),
            Some(Host::Ipv6(six)) => self.admit(&name, port, six.into()),
            Some(Host::Domain(_)) => {
                let elsewhere = ELSEWHERE.iter().any(|e| name.strip_suffix(e).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
                if !allowed && (elsewhere || !name.contains('.')) { Err(Why::NotOfTheWeb(name)) } else { Ok(()) }
            }
            None => Err(Why::Address("it names no host".to_owned())),
        }
    }

    /// Whether an address of the network may be connected to for a host.
    pub(super) fn admit(&self, name: &str, port: u16, address: IpAddr) -> Result<(), Why> {
        match reach(address) {
            Reach::Public => Ok(()),
            Reach::Own(_) if self.is_allowed(name, port) => Ok(()),
            Reach::Own(what) => Err(Why::Private { what, may_be_allowed: true }),
            Reach::Never(what) => Err(Why::Private { what, may_be_allowed: false }),
        }
    }

    /// The same for a host whose port was held against the rules before.
    pub(super) fn admit_name(&self, name: &str, address: IpAddr) -> Result<(), Why> {
        let port = self.hosts.iter().find(|h| h.name == name).map_or(443, |h| h.port.unwrap_or(443));
        self.admit(name, port, address)
    }

    fn is_usual(&self, port: u16) -> bool {
        matches!(port, 80 | 443) || self.ports.contains(&port)
    }

    fn is_allowed(&self, name: &str, port: u16) -> bool {
        self.hosts.iter().any(|host| host.means(name, port, |port| self.is_usual(port)))
    }
}

/// The host of an address: a name in lower case, or an address without brackets.
pub(super) fn name(url: &Url) -> String {
    url.host_str().unwrap_or("").trim_start_matches('[').trim_end_matches([']', '.']).to_lowercase()
}

/// Scheme, host and port of an address.
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn why(typed: &str) -> Why {
        Rules::default().parse(typed).expect_err(typed)
    }

    #[test]
    fn every_spelling_of_an_inner_address_is_seen() {
        for typed in [
            "http://127.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://2130706433/", "http://0177.0.0.1/",
            "http://127.0.0.1./", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/", "http://[2001::1]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[::127.0.0.1]/", "http://100.64.0.1/",
            "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://0/", "http://198.18.0.1/", "http://255.255.255.255/",
            "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://１２７.0.0.1/", "http://%31%32%37.0.0.1/", "http:\\\\127.0.0.1\\", "http:/127.0.0.1/",
            "http:127.0.0.1", "HTTP://0X7F000001", "http://127.0.0.1%2e/",
        ] {
            assert!(matches!(why(typed), Why::Private { .. }), "{typed}: {:?}", why(typed));
        }
        for typed in [
            "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://intranet/", "http://cms.local/", "http://metadata.google.internal/",
            "http://ｌocalhost/",
        ] {
            assert!(matches!(why(typed), Why::NotOfTheWeb(_)), "{typed}: {:?}", why(typed));
        }
    }

    #[test]
    fn what_is_no_address_of_an_article_is_refused_by_its_reason() {
        assert!(matches!(why("file:///etc/passwd"), Why::Scheme(_)));
        assert!(matches!(why("data:text/html,a"), Why::Scheme(_)));
        assert!(matches!(why("gopher://a.example/"), Why::Scheme(_)));
        assert_eq!(why("http://user@a.example/"), Why::UserInfo);
        assert_eq!(why("http://a.example:@b.example/"), Why::UserInfo);
        assert_eq!(why("http://a.example@127.0.0.1/"), Why::UserInfo);
        assert_eq!(why("http://a.example:8080/"), Why::Port(8080));
        assert_eq!(why("http://a.example:22/"), Why::Port(22));
        assert!(matches!(why("http://a.exa\nmple/"), Why::Address(_)));
        assert!(matches!(why("http://"), Why::Address(_)));
        assert!(matches!(why("기사"), Why::Address(_)));
        assert!(matches!(why(&format!("http://a.example/{}", "a".repeat(5000))), Why::Address(_)));
    }

    #[test]
    fn hosts_of_the_house_are_let_through_at_their_port() {
        let rules =
            Rules { hosts: ["127.0.0.1:8080", "cms.daehan.internal", "[fd00::1]"].iter().filter_map(|h| Allowed::parse(h)).collect(), ports: vec![8443] };
        for typed in ["http://127.1:8080/a", "http://cms.daehan.internal/", "https://CMS.daehan.internal.:8443/", "http://[fd00:0::1]/"] {
            assert!(rules.parse(typed).is_ok(), "{typed}: {:?}", rules.parse(typed));
        }
        for typed in [
            "http://127.0.0.1/", "http://127.0.0.1:8443/", "http://127.0.0.2:8080/", "http://b.internal/", "http://[fd00::2]/",
            "http://cms.daehan.internal:8080/",
        ] {
            assert!(rules.parse(typed).is_err(), "{typed}");
        }
        assert!(rules.admit_name("cms.daehan.internal", "10.0.0.7".parse().unwrap()).is_ok());
        assert!(rules.admit_name("cms.daehan.internal", "169.254.169.254".parse().unwrap()).is_err(), "nobody may allow that");
        assert!(rules.admit_name("a.example", "10.0.0.7".parse().unwrap()).is_err());
    }

    #[test]
    fn one_address_leads_to_another_by_the_same_rules() {
        let rules = Rules::default();
        let from = rules.parse("https://a.example/news/1?x#frag").unwrap();
        assert_eq!(from.as_str(), "https://a.example/news/1?x");
        assert_eq!(rules.follow(&from, "../2").unwrap().as_str(), "https://a.example/2");
        assert_eq!(rules.follow(&from, "http://a.example/"), Err(Why::Downgrade));
        assert!(matches!(rules.follow(&from, "https://10.0.0.1/"), Err(Why::Private { .. })));
        assert!(matches!(rules.follow(&from, "//127.1/"), Err(Why::Private { .. })));
        for to in ["file:///etc/passwd", "data:text/html,a", "gopher://a/", "javascript:alert(1)"] {
            assert!(matches!(rules.follow(&from, to), Err(Why::Scheme(_))), "{to}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_no_literal_address_gets_through(typed in "(https?:(//)?)?[0-9a-fx.:\\[\\]@/%①。]{0,24}|\\PC{0,40}") {
            if let Ok(url) = Rules::default().parse(&typed) {
                let literal = match url.host() {
                    Some(Host::Ipv4(four)) => Some(IpAddr::V4(four)),
                    Some(Host::Ipv6(six)) => Some(IpAddr::V6(six)),
                    _ => None,
                };
                prop_assert!(literal.is_none_or(|a| reach(a) == Reach::Public));
                prop_assert!(url.username().is_empty() && url.port().is_none() && url.fragment().is_none());
            }
        }
    }
}
