//! What a site lets programs read, by its robots.txt (RFC 9309). Asked once a host and day. Part of [`crate::fetch`].

use super::error::Why;
use super::options::AGENT;
use hashbrown::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use texting_robots::Robot;
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::{Position, Url};

/// How long an answer holds, as the standard wants it at most; what could not be had is asked for again sooner.
const HOLDS: Duration = Duration::from_secs(24 * 3600);
const UNKNOWN_HOLDS: Duration = Duration::from_secs(2);
/// Hosts that are remembered.
const HOSTS: usize = 4096;
/// Rules that are weighed for each address, and those among them that are patterns to be compiled.
const RULES: usize = 20_000;
const PATTERNS: usize = 500;

/// What a site lets programs read.
#[derive(Debug)]
pub(super) enum Robots {
    /// It says nothing.
    Open,
    /// It says what.
    Rules(Box<Robot>),
    /// It could not be learned.
    Unknown(String),
    /// The host cannot be asked at all.
    Refused(Why),
}

impl Robots {
    /// What an answer of the server means.
    pub(super) fn of(answer: Result<(u16, Vec<u8>), Why>) -> Self {
        match answer {
            Ok((200..=299, bytes)) => Self::read(&bytes),
            // By the standard a site that has none may be read; one that asks for peace may not.
            Ok((400..=499, _)) if !matches!(answer, Ok((429, _))) => Self::Open,
            Ok((status, _)) => Self::Unknown(format!("status {status}")),
            // By the standard a way that leads on too far is none.
            Err(Why::Redirects(_)) => Self::Open,
            Err(why) => Self::Unknown(short(&why)),
        }
    }

    /// Reads a robots.txt. Of rules that are too many to be weighed, nothing is guessed.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let Some(lines) = kept(bytes) else { return Self::Unknown("it has more rules than are weighed".to_owned()) };
        match Robot::new(AGENT, lines.as_bytes()) {
            Ok(robot) if lines.is_empty() && robot.delay.is_none() => Self::Open,
            Ok(robot) => Self::Rules(Box::new(robot)),
            Err(_) => Self::Unknown("it cannot be understood".to_owned()),
        }
    }

    /// Whether an address may be read.
    pub(super) fn check(&self, url: &Url) -> Result<(), Why> {
        match self {
            Self::Open => Ok(()),
            Self::Rules(robot) if robot.allowed(&url[Position::BeforePath..]) => Ok(()),
            Self::Rules(_) => Err(Why::Robots),
            Self::Unknown(why) => Err(Why::RobotsUnknown(why.clone())),
            Self::Refused(why) => Err(why.clone()),
        }
    }

    /// How long this holds. What could not be had is asked for again with the next question.
    const fn holds(&self) -> Duration {
        match self {
            Self::Open | Self::Rules(_) => HOLDS,
            Self::Unknown(_) => UNKNOWN_HOLDS,
            Self::Refused(_) => Duration::ZERO,
        }
    }

    /// The time that it wants between two questions.
    pub(super) fn delay(&self) -> Option<Duration> {
        let Self::Rules(robot) = self else { return None };
        robot.delay.and_then(|s| Duration::try_from_secs_f32(s).ok())
    }
}

/// The lines that say something about reading, with the names of programs cut to their token. `None` where they are too many.
fn kept(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let mut out = String::new();
    let (mut rules, mut patterns) = (0, 0);
    for line in text.split(['\n', '\r', '\0']) {
        let line = line.split('#').next().unwrap_or("");
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        let value = match key.as_str() {
            "user-agent" => value.split(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_' | '*')).next().unwrap_or(""),
            "allow" | "disallow" => {
                rules += 1;
                patterns += usize::from(value.contains('$'));
                value
            }
            "crawl-delay" => value,
            _ => continue,
        };
        if rules > RULES || patterns > PATTERNS {
            return None;
        }
        out.extend([&key, ": ", value, "\n"]);
    }
    Some(out)
}

fn short(why: &Why) -> String {
    let said = why.to_string();
    said.split("; nothing was").next().unwrap_or(&said).to_owned()
}

type Cell = Arc<OnceCell<(Robots, Instant)>>;

/// What the sites said that were asked so far.
#[derive(Debug, Default)]
pub(super) struct Remembered(Mutex<HashMap<String, Cell>>);

impl Remembered {
    /// The place for the answer of a host; a new one where the old answer no longer holds.
    pub(super) fn cell(&self, origin: &str) -> Cell {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |(robots, at): &(Robots, Instant)| at.elapsed() < robots.holds();
        if let Some(cell) = all.get(origin).filter(|cell| cell.get().is_none_or(holds)) {
            return Arc::clone(cell);
        }
        if all.len() >= HOSTS {
            all.clear();
        }
        let cell = Cell::default();
        all.insert(origin.to_owned(), Arc::clone(&cell));
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed(robots: &str, path: &str) -> bool {
        Robots::read(robots.as_bytes()).check(&Url::parse(&format!("https://a.example{path}")).unwrap()).is_ok()
    }

    #[test]
    fn rules_hold_for_the_program_or_for_all() {
        for (robots, path, open) in [
            ("", "/a", true),
            ("<html>not found</html>", "/a", true),
            ("User-agent: *\nDisallow: /\n", "/a", false),
            ("User-agent: *\nDisallow:\n", "/a", true),
            ("User-agent: *\nDisallow: /\n\nUser-agent: daejo\nAllow: /\n", "/a", true),
            ("User-agent: *\nAllow: /\n\nUser-agent: DAEJO/0.1\nDisallow: /news/\n", "/news/1", false),
            ("User-agent: daejo\nUser-agent: other\nDisallow: /x\n", "/x1", false),
            ("User-agent: other\nDisallow: /\n", "/a", true),
            ("user-AGENT:*\ndisallow:/news\nallow:/news/open\n", "/news/open/1", true),
            ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", false),
            ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", true),
            ("User-agent: *\nDisallow: /*print=\n", "/a?print=1", false),
            ("User-agent: *\nDisallow: /기사/\n", "/기사/1", false),
            ("\u{FEFF}User-agent: *\r\nDisallow: /a # why\r\n", "/a", false),
        ] {
            assert_eq!(allowed(robots, path), open, "{robots:?} {path}");
        }
        assert_eq!(Robots::read(b"User-agent: *\nCrawl-delay: 7\n").delay(), Some(Duration::from_secs(7)));
        assert_eq!(Robots::read(b"User-agent: *\nCrawl-delay: -7\n").delay(), None);
    }

    #[test]
    fn answers_mean_what_the_standard_says() {
        let said = |answer| Robots::of(answer).check(&Url::parse("https://a.example/").unwrap());
        assert_eq!(said(Ok((404, Vec::new()))), Ok(()));
        assert_eq!(said(Ok((403, Vec::new()))), Ok(()));
        assert_eq!(said(Err(Why::Redirects(5))), Ok(()));
        for answer in [Ok((429, Vec::new())), Ok((500, Vec::new())), Ok((503, Vec::new())), Err(Why::Silent(Duration::from_secs(1)))] {
            assert!(matches!(said(answer.clone()), Err(Why::RobotsUnknown(_))), "{answer:?}");
        }
    }

    #[test]
    fn files_that_are_meant_to_hurt_are_not_weighed() {
        let started = std::time::Instant::now();
        for text in [
            "Disallow: /*a1$\n".repeat(40_000),
            "Disallow: /\n".repeat(60_000),
            format!("User-agent: *\nDisallow: /{}$\n", "*a".repeat(200_000)),
            format!("User-agent: *\nDisallow: /{}\n", "*a".repeat(200_000)),
            "User-agent: daejo\n".repeat(30_000),
        ] {
            let _ = Robots::read(text.as_bytes()).check(&Url::parse(&format!("https://a.example/{}", "a".repeat(4000))).unwrap());
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    }

    proptest! {
        #[test]
        fn any_file_is_read(text in "((user-agent|allow|disallow|crawl-delay|sitemap)?:? ?[*/$a-z0-9.# -]{0,12}\n?|\\PC{0,5}){0,20}", path in "/[a-z/.?*$]{0,12}") {
            let url = Url::parse(&format!("https://a.example{path}")).unwrap();
            let _ = Robots::read(text.as_bytes()).check(&url);
        }

        #[test]
        fn a_site_that_is_closed_to_all_is_closed(path in "/[a-z/.?]{0,12}", more in "(# [a-z]{0,5}\n){0,3}") {
            let robots = format!("{more}User-agent: *\n{more}Disallow: /\n");
            prop_assert!(!allowed(&robots, &path) || path == "/robots.txt");
        }
    }
}
