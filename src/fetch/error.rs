//! Why an article could not be had from the web, in words that say what to do next. A page that is no article is an error like
//! any other: it is not checked, and never an empty article. Part of [`crate::fetch`].

use std::time::Duration;

/// An address that gave no article, and why.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{address}: {why}")]
pub struct FetchError {
    /// The address as it was asked for.
    pub address: String,
    /// Why there is no article.
    pub why: Why,
}

/// Why there is no article.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Why {
    /// It is no address.
    #[error("no address of an article: {0}; nothing was checked. Copy it again from the browser")]
    Address(String),
    /// It is of another kind than the web's.
    #[error("`{0}:` addresses are not asked, only http and https; nothing was checked. Save the article as a file and name that")]
    Scheme(String),
    /// A name or a password stands in it.
    #[error("there is a user name or a password in the address, which is never sent; nothing was checked. Take out what stands before the @")]
    UserInfo,
    /// A port that is not of the web.
    #[error(
        "port {0} is not one of the web (80, 443); nothing was checked. If it is your own system, add the host with its port to allow-hosts under [fetch] in config.toml"
    )]
    Port(u16),
    /// A name of an inner network.
    #[error("{0} is not a host of the web; nothing was checked. If it is your own system, add it to allow-hosts under [fetch] in config.toml")]
    NotOfTheWeb(String),
    /// It leads into a network of somebody's own, or nowhere.
    #[error("it leads to {what}, which is not the web; nothing was asked of it and nothing was checked.{}", if *may_be_allowed { " If it is your own system, add the host to allow-hosts under [fetch] in config.toml" } else { " See that the address is right" })]
    Private {
        /// Where it leads.
        what: &'static str,
        /// Whether a configuration may allow it.
        may_be_allowed: bool,
    },
    /// From an encrypted page to one that is not.
    #[error("it leads from https to http, where anybody on the way could change the text; nothing was checked. Name the page that it leads to")]
    Downgrade,
    /// From page to page without end.
    #[error("it leads from page to page more than {0} times; nothing was checked. Open it in a browser and name the address that you end at")]
    Redirects(usize),
    /// It leads on, and does not say where to.
    #[error("the server says that the page is elsewhere and not where; nothing was checked. Open it in a browser and name the address that you end at")]
    NoLocation,
    /// No address for the name.
    #[error("the name of the host was not found ({0}); nothing was checked. See that the address is right and that the machine is online")]
    Name(String),
    /// No connection.
    #[error("no connection ({0}); nothing was checked. Try again later, or save the page as a file and name that")]
    Connection(String),
    /// The certificate is not one to be trusted.
    #[error(
        "the server did not prove who it is ({0}); nothing was checked. Open it in a browser; if a certificate of your own house signs it, name that under [fetch] certificates in config.toml"
    )]
    Certificate(String),
    /// It takes too long.
    #[error("no answer within {} seconds; nothing was checked. Try again later, or save the page as a file and name that", .0.as_secs())]
    Silent(Duration),
    /// It takes too long to be sent.
    #[error("the page was not whole after {} seconds; nothing was checked. Try again later, or save the page as a file and name that", .0.as_secs())]
    Slow(Duration),
    /// It ended before its end.
    #[error("the page broke off ({0}); nothing was checked. Try again later, or save the page as a file and name that")]
    Broken(String),
    /// It is larger than a page may be.
    #[error("the page is larger than {} MB; nothing was checked. Save the article alone as a file and name that", .0 >> 20)]
    TooLarge(u64),
    /// It is compressed in a way that was not asked for.
    #[error("the page came as `{0}`, which was not asked for and cannot be unpacked; nothing was checked. Save the page as a file and name that")]
    Packed(String),
    /// It is no page.
    #[error("it is {0}, not a page; nothing was checked. Name the address of the article itself")]
    Type(String),
    /// Its bytes are no text.
    #[error("{0}")]
    Text(String),
    /// The server refused.
    #[error("{}; nothing was checked. {}", status(*.0).0, status(*.0).1)]
    Status(u16),
    /// The server asks to wait, for longer than was waited.
    #[error("the server asks to wait {} before it is asked again ({status}); nothing was checked. Try again then", waiting(*.wait))]
    Wait {
        /// What it answered.
        status: u16,
        /// How long.
        wait: Duration,
    },
    /// The site does not want to be read by programs.
    #[error(
        "its robots.txt does not let programs read it; nothing was checked. Save the page from a browser as a file and name that; your own site may let `daejo` in"
    )]
    Robots,
    /// What the site wants could not be learned.
    #[error(
        "its robots.txt, which says what programs may read, could not be had ({0}); nothing was checked. Try again later, or save the page as a file and name that"
    )]
    RobotsUnknown(String),
    /// The page is not an article.
    #[error("{what} ({evidence}); nothing was checked. {next}")]
    NoArticle {
        /// What it is instead.
        kind: Instead,
        /// The same in words.
        what: &'static str,
        /// What in the page told.
        evidence: String,
        /// What to do.
        next: &'static str,
    },
    /// No certificates can be trusted.
    #[error(
        "no secure connection can be made from this machine ({0}); nothing was checked. Install the certificates of the system (the package ca-certificates), and see that those under [fetch] certificates in config.toml are PEM"
    )]
    Trust(String),
    /// The folder of the cache cannot be used.
    #[error("{0}")]
    Cache(String),
}

/// What stands in the place of an article.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Instead {
    /// Only subscribers may read all of it.
    Paywall,
    /// Only those who say who they are may read it.
    Login,
    /// It asks for consent first.
    Consent,
    /// It wants to know that a person asks.
    Challenge,
    /// It says that the article is not there, and calls that success.
    Missing,
    /// Scripts would have to make it.
    Shell,
    /// It leads on by itself.
    Onward,
    /// A front page or a list of articles.
    List,
    /// No words that would be one.
    Empty,
}

impl Instead {
    /// The name that programs read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paywall => "paywall",
            Self::Login => "login",
            Self::Consent => "consent",
            Self::Challenge => "challenge",
            Self::Missing => "missing",
            Self::Shell => "shell",
            Self::Onward => "onward",
            Self::List => "list",
            Self::Empty => "empty",
        }
    }

    /// What it is and what to do, in words.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        const SAVE: &str = "Open it in a browser as a reader who may see it, save the whole article as a file and name that";
        match self {
            Self::Paywall => ("only the start of the article is open; the rest is for subscribers", SAVE),
            Self::Login => ("it asks readers to log in", SAVE),
            Self::Consent => ("it asks readers for consent before it shows the article", SAVE),
            Self::Challenge => ("it wants proof that a person asks", SAVE),
            Self::Missing => ("the page says that there is no such article", "See that the address is right; if the article was moved, name its new address"),
            Self::Shell => ("the page has no text until scripts of it have run", "Open it in a browser, save the article as a file and name that"),
            Self::Onward => ("the page only leads on to another one", "Open it in a browser and name the address that you end at"),
            Self::List => ("it is a list of articles, not one", "Name the address of the article itself"),
            Self::Empty => ("no article was found in the page", "Save the article alone, as text or Markdown, and name that file"),
        }
    }
}

impl Why {
    /// The reason as one word that programs read.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address(_) | Self::Scheme(_) | Self::UserInfo => "address",
            Self::Port(_) | Self::NotOfTheWeb(_) | Self::Private { .. } => "private",
            Self::Downgrade | Self::Redirects(_) | Self::NoLocation => "redirect",
            Self::Name(_) => "name",
            Self::Connection(_) => "connection",
            Self::Certificate(_) | Self::Trust(_) => "certificate",
            Self::Silent(_) | Self::Slow(_) => "timeout",
            Self::Broken(_) => "broken",
            Self::TooLarge(_) => "too-large",
            Self::Packed(_) | Self::Type(_) | Self::Text(_) => "type",
            Self::Status(_) => "status",
            Self::Wait { .. } => "wait",
            Self::Robots | Self::RobotsUnknown(_) => "robots",
            Self::NoArticle { kind, .. } => kind.as_str(),
            Self::Cache(_) => "cache",
        }
    }

    /// Whether asking again may help.
    pub(super) const fn may_pass(&self) -> bool {
        match self {
            Self::Name(_) | Self::Connection(_) | Self::Silent(_) | Self::Slow(_) | Self::Broken(_) | Self::RobotsUnknown(_) | Self::Wait { .. } => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
            _ => false,
        }
    }
}

/// What a status that is no success means, and what to do.
fn status(status: u16) -> (String, &'static str) {
    const LATER: &str = "Try again later, or save the page as a file and name that";
    const SEE: &str = "Open it in a browser, save the article as a file and name that";
    let (what, next) = match status {
        401 | 407 => ("the server asks for a name and a password", SEE),
        402 => ("the server asks for payment", SEE),
        403 => ("the server does not let programs read it", SEE),
        404 | 410 => ("there is no such page", "See that the address is right; if the article was moved, name its new address"),
        429 => ("the server was asked too often", LATER),
        451 => ("the page is withheld for legal reasons", SEE),
        500..=599 => ("the server has a fault", LATER),
        _ => ("the server gave no page", LATER),
    };
    (format!("{what} (status {status})"), next)
}

fn waiting(wait: Duration) -> String {
    match wait.as_secs() {
        seconds @ 0..120 => format!("{seconds} seconds"),
        seconds @ 120..7200 => format!("{} minutes", seconds.div_ceil(60)),
        seconds => format!("{} hours", seconds.div_ceil(3600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_says_that_nothing_was_checked_and_what_to_do() {
        let all = [
            Why::Address("a".to_owned()),
            Why::Scheme("file".to_owned()),
            Why::UserInfo,
            Why::Port(22),
            Why::NotOfTheWeb("localhost".to_owned()),
            Why::Private { what: "this machine", may_be_allowed: true },
            Why::Private { what: "nowhere", may_be_allowed: false },
            Why::Downgrade,
            Why::Redirects(5),
            Why::NoLocation,
            Why::Name("a".to_owned()),
            Why::Connection("a".to_owned()),
            Why::Certificate("a".to_owned()),
            Why::Trust("a".to_owned()),
            Why::Silent(Duration::from_secs(10)),
            Why::Slow(Duration::from_secs(30)),
            Why::Broken("a".to_owned()),
            Why::TooLarge(10 << 20),
            Why::Packed("br".to_owned()),
            Why::Type("an image".to_owned()),
            Why::Wait { status: 429, wait: Duration::from_secs(4000) },
            Why::Robots,
            Why::RobotsUnknown("a".to_owned()),
        ];
        let statuses = [401, 402, 403, 404, 410, 418, 429, 451, 500, 503].map(Why::Status);
        for why in all.iter().chain(&statuses) {
            let said = why.to_string();
            assert!(said.contains("nothing was checked") || said.contains("nothing was asked of it and nothing was checked"), "{said}");
            let (_, next) = said.rsplit_once("checked.").expect(&said);
            assert!(next.trim().len() > 12, "{said}");
        }
        assert_eq!(all[20].to_string(), "the server asks to wait 67 minutes before it is asked again (429); nothing was checked. Try again then");
    }
}
