//! What a [`super::Fetcher`] goes by. Everything has a default that is right for the open web. Part of [`crate::fetch`].

use super::address::Rules;
use super::lookup::{Lookup, System};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What a fetcher goes by.
#[derive(Clone, Debug)]
pub struct Options {
    /// What may be asked.
    pub rules: Rules,
    /// Caps and times.
    pub limits: Limits,
    /// How often a host may be asked.
    pub pace: Pace,
    /// Certificates of the house, in PEM, that are trusted besides those of the system.
    pub certificates: Vec<Vec<u8>>,
    /// Where one reaches who runs the program, for the operators of sites: an address of the web or of mail.
    pub contact: Option<String>,
    /// Who looks names up.
    pub lookup: Arc<dyn Lookup>,
    /// The folder in which pages are kept, where they are.
    pub cache: Option<PathBuf>,
    /// Bytes of pages that are kept at most.
    pub cache_bytes: u64,
    /// How old a kept page may be to be taken without asking the server whether it changed.
    pub max_age: Duration,
    /// From which the differences of waiting times are drawn.
    pub seed: u64,
}

/// Caps and times of one address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of a page when it is unpacked.
    pub bytes: u64,
    /// Bytes of a robots.txt that are read.
    pub robots_bytes: u64,
    /// Pages that lead on to another.
    pub redirects: usize,
    /// From the question to the first byte of the answer, with the name looked up and the connection made.
    pub first_byte: Duration,
    /// From the first question to the last byte.
    pub whole: Duration,
    /// Questions that are asked again after a fault that may pass.
    pub retries: u32,
    /// The longest wait before one, whatever a server asks for.
    pub longest_wait: Duration,
}

/// How often a host may be asked.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pace {
    /// Questions at once.
    pub at_once: usize,
    /// From one question to the next. A longer time that a robots.txt asks for counts, up to `longest`.
    pub every: Duration,
    /// The longest time of a robots.txt that is kept to.
    pub longest: Duration,
    /// The first wait after a fault; it doubles.
    pub backoff: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            limits: Limits::default(),
            pace: Pace::default(),
            certificates: Vec::new(),
            contact: None,
            lookup: Arc::new(System),
            cache: None,
            cache_bytes: 1 << 30,
            max_age: Duration::ZERO,
            seed: 0,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 10 << 20,
            robots_bytes: 512 << 10,
            redirects: 5,
            first_byte: Duration::from_secs(10),
            whole: Duration::from_secs(30),
            retries: 2,
            longest_wait: Duration::from_secs(60),
        }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self { at_once: 2, every: Duration::from_millis(500), longest: Duration::from_secs(30), backoff: Duration::from_secs(1) }
    }
}

/// The name by which robots.txt files know the program.
pub const AGENT: &str = "daejo";
/// Where one reads about it.
const ABOUT: &str = concat!("https://docs.rs/daejo/", env!("CARGO_PKG_VERSION"), "/daejo/fetch/");

/// How the program names itself to servers.
pub(super) fn user_agent(contact: Option<&str>) -> String {
    let contact: String = contact.unwrap_or("").chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ';')).take(200).collect();
    let contact = if contact.is_empty() { String::new() } else { format!("; {contact}") };
    format!("{AGENT}/{} (+{ABOUT}{contact})", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_what_it_is_and_whom_to_ask() {
        assert!(user_agent(None).starts_with("daejo/") && user_agent(None).contains("(+https://"));
        assert!(user_agent(Some("desk@daehan.example\r\nX: 1 (a)")).ends_with("; desk@daehan.exampleX:1a)"));
    }
}
