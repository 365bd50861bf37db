//! A host of the house that may be asked although the web does not see it: `cms.daehan.example`, `10.1.2.3:8080`, `[fd00::1]`.

use std::fmt;

/// A host by its name or address, with a port where only that one is meant.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Host {
    /// The name in lower case without a dot at its end, or the address; version 6 without its brackets.
    pub name: String,
    /// The port that is meant; without one the usual ports are.
    pub port: Option<u16>,
}

impl Host {
    /// Reads a host as it is typed. `None` for an address with a scheme, a path or anything else that is more than a host.
    ///
    /// ```
    /// use daejo::model::Host;
    /// let host = Host::parse("CMS.daehan.example:8080").expect("a host");
    /// assert_eq!((host.name.as_str(), host.port), ("cms.daehan.example", Some(8080)));
    /// assert_eq!(Host::parse("https://cms.daehan.example"), None);
    /// ```
    pub fn parse(typed: &str) -> Option<Self> {
        let (name, port) = match typed.strip_prefix('[') {
            Some(rest) => {
                let (inside, behind) = rest.split_once(']')?;
                inside.parse::<std::net::Ipv6Addr>().ok()?;
                (inside, if behind.is_empty() { None } else { Some(behind.strip_prefix(':')?) })
            }
            None => typed.split_once(':').map_or((typed, None), |(name, port)| (name, Some(port))),
        };
        let is_six = name.parse::<std::net::Ipv6Addr>().is_ok();
        let label = |p: &str| !p.is_empty() && p.len() <= 63 && p.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let name = name.strip_suffix('.').unwrap_or(name);
        if name.len() > 253 || !is_six && !name.split('.').all(label) {
            return None;
        }
        let port = port.map(|p| p.parse::<u16>().ok().filter(|&n| n > 0 && p.bytes().all(|b| b.is_ascii_digit())).ok_or(())).transpose().ok()?;
        Some(Self { name: name.to_lowercase(), port })
    }

    /// Whether this means the host of that name, asked at that port; `usual` tells the ports that are meant without being named.
    pub fn means(&self, name: &str, port: u16, usual: impl Fn(u16) -> bool) -> bool {
        self.name == name && self.port.map_or_else(|| usual(port), |only| only == port)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.contains(':') {
            write!(f, "[{}]", self.name)?;
        } else {
            f.write_str(&self.name)?;
        }
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts_are_read_and_what_is_more_is_not() {
        for (typed, shown) in [
            ("cms.daehan.example", "cms.daehan.example"),
            ("LOCALHOST.", "localhost"),
            ("10.1.2.3:8080", "10.1.2.3:8080"),
            ("[fd00::1]:443", "[fd00::1]:443"),
            ("[::1]", "[::1]"),
            ("편집국.example", "편집국.example"),
        ] {
            assert_eq!(Host::parse(typed).map(|h| h.to_string()).as_deref(), Some(shown));
        }
        for typed in ["", ".", "a..b", "http://a", "a/b", "a:0", "a:70000", "a:", "a:+80", "a b", "user@a", "[fd00::1", "[x]", "[::1]80", "*.a", "a?b"] {
            assert_eq!(Host::parse(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(typed in "\\PC{0,30}|[a-z.]{1,9}(:[0-9]{1,6})?|\\[[0-9a-f:]{1,9}\\](:[0-9]{1,5})?") {
            if let Some(host) = Host::parse(&typed) {
                prop_assert_eq!(Host::parse(&host.to_string()), Some(host));
            }
        }
    }
}
