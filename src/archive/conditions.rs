//! What the results of a run depend on beside the articles: the program with its rules and tables, and what the house has decided.

use super::digest::{Digest, Digester};

/// Digests of everything on which a result depends, beside the bytes of the article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conditions {
    /// Version of the program.
    pub version: String,
    /// The sources by which articles are checked, and of all that these are built of ([`super::checking`]).
    pub program: String,
    /// The rules.
    pub rules: String,
    /// The tables of words, names, units and spellings.
    pub lexicons: String,
    /// The house lists.
    pub house: String,
    /// Language packs that have a say; checks ask none.
    pub packs: String,
    /// The configuration and what the command line asks over it.
    pub configuration: String,
    /// Waivers and baseline, as they hold on the day of the run.
    pub decisions: String,
}

impl Conditions {
    /// The program as it is, under what the house has decided.
    pub fn of(house: Option<Digest>, configuration: Digest, decisions: Option<Digest>) -> Self {
        let or_none = |digest: Option<Digest>| digest.map_or_else(|| "none".to_owned(), |d| d.to_string());
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            program: env!("DAEJO_PROGRAM").to_owned(),
            rules: env!("DAEJO_RULES").to_owned(),
            lexicons: env!("DAEJO_LEXICONS").to_owned(),
            house: or_none(house),
            packs: "none".to_owned(),
            configuration: configuration.to_string(),
            decisions: or_none(decisions),
        }
    }

    /// Each with its name, in order.
    pub fn named(&self) -> [(&'static str, &str); 8] {
        [
            ("version", &self.version),
            ("program", &self.program),
            ("rules", &self.rules),
            ("lexicons", &self.lexicons),
            ("house", &self.house),
            ("packs", &self.packs),
            ("configuration", &self.configuration),
            ("decisions", &self.decisions),
        ]
    }

    /// All of them in one.
    pub fn digest(&self) -> Digest {
        let mut digester = Digester::new("conditions");
        for (name, value) in self.named() {
            digester.part(name.as_bytes());
            digester.part(value.as_bytes());
        }
        digester.finish()
    }
}
