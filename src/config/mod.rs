//! Settings of the house: `config.toml`, read into what the program goes by. The shipped file is the defaults.

mod book;
mod catalogue;
mod layer;
mod raw;
pub mod schema;
mod validate;

pub use crate::text::nearest;
pub use book::{Book, Held, Place, Stack};
pub use catalogue::Catalogue;
pub use layer::{Source, Wanted};

use crate::judge::{Acceptance, FailOn, Lists};
use crate::model::{Declaration, Host, Problem};
use crate::text::Exact;
use jiff::civil::Date;
use layer::{Layer, Scope};
use raw::{At, Raw, RawAcceptance, RawLayer};
use std::collections::BTreeMap;
use validate::{Validator, bad_word};

/// The commented configuration that `daejo init` writes. Reading it gives the defaults.
pub const SHIPPED: &str = include_str!("../../config.toml");
/// The profiles that are there without any configuration.
const PROFILES: &str = include_str!("profiles.toml");

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "config.toml";

/// How the two files of an article are named: both hold `{slug}` once, for what they have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PairPattern {
    /// The Korean file, relative to the folder that is checked.
    pub ko: String,
    /// The English file.
    pub en: String,
    /// The draft that the English was made of, where one is kept.
    pub draft: Option<String>,
}

/// What is too large to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of a line of a stream.
    pub line_bytes: u64,
}

/// What records of provenance say and ask for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// The file with the keys that are trusted, relative to the configuration.
    pub keys: String,
    /// Editors who must have approved an article.
    pub reviewers: usize,
    /// The paper, as exports name it.
    pub publisher: Option<String>,
    /// What made translations of which the article does not say it; `prompt` and `glossary` are files, relative to the configuration.
    pub translator: Declaration,
}

impl Default for Record {
    fn default() -> Self {
        Self { keys: "keys.toml".to_owned(), reviewers: 1, publisher: None, translator: Declaration::default() }
    }
}

/// How articles are fetched from the web.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fetch {
    /// Hosts of the house that may be asked although they are not of the web.
    pub allow_hosts: Vec<Host>,
    /// Ports that may be asked besides 80 and 443.
    pub ports: Vec<u16>,
    /// Files with certificates that are trusted besides those of the system, relative to the configuration.
    pub certificates: Vec<String>,
    /// Where the operators of sites reach whoever runs the program.
    pub contact: Option<String>,
    /// How often a host is asked.
    pub requests_per_second: Exact,
    /// Bytes of fetched pages that are kept.
    pub cache_bytes: u64,
}

impl Default for Fetch {
    fn default() -> Self {
        Self { allow_hosts: Vec::new(), ports: Vec::new(), certificates: Vec::new(), contact: None, requests_per_second: Exact::int(2), cache_bytes: 1 << 30 }
    }
}

/// Where the editor's page keeps what is decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// The file of its store, relative to the configuration.
    pub store: String,
    /// Bytes that the store may grow to.
    pub store_bytes: u64,
}

/// Settings, validated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// Day of publication in Korea for articles that do not say it.
    pub date: Option<Date>,
    /// Files with the house's own list of names and terms, relative to the configuration.
    pub house: Vec<String>,
    /// The file with what it has printed so far.
    pub precedent: Option<String>,
    /// Files with words for pairing.
    pub lexicon: Vec<String>,
    /// What editors have made of the findings of rules, by their ids.
    pub confidence: BTreeMap<String, (Acceptance, Source)>,
    /// How pairs are found in a folder, in order.
    pub patterns: Vec<PairPattern>,
    /// Endings of the files that hold both languages, which are looked for in a folder.
    pub bilingual: Vec<String>,
    /// Rules whose findings nobody may waive.
    pub unwaivable: Vec<String>,
    /// What records of provenance say and ask for.
    pub record: Record,
    /// What is too large to be read.
    pub limits: Limits,
    /// How articles are fetched from the web.
    pub fetch: Fetch,
    /// The editor's page.
    pub review: Review,
    /// The profile that the configuration chooses.
    pub profile: Option<String>,
    /// The lines, from 1, of the keys that it sets for all articles alike, by their names with those of their tables.
    pub lines: BTreeMap<&'static str, usize>,
    base: Layer,
    profiles: BTreeMap<String, Layer>,
    some: Vec<Layer>,
}

/// What a command line asks, over what the configuration says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The profile, in the place of the one that the configuration chooses.
    pub profile: Option<&'a str>,
    /// The rules that alone are asked.
    pub select: &'a [String],
    /// The rules that are not asked.
    pub ignore: &'a [String],
    /// The severity from which findings make a run fail.
    pub fail_on: Option<FailOn>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            date: None,
            house: Vec::new(),
            precedent: None,
            lexicon: Vec::new(),
            confidence: BTreeMap::new(),
            patterns: default_patterns(),
            bilingual: BILINGUAL.map(str::to_owned).to_vec(),
            unwaivable: Vec::new(),
            record: Record::default(),
            limits: Limits { file_bytes: 64 << 20, line_bytes: 8 << 20 },
            fetch: Fetch::default(),
            review: Review { store: "daejo.review.sqlite3".to_owned(), store_bytes: 1 << 30 },
            profile: None,
            lines: BTreeMap::new(),
            base: Layer::default(),
            profiles: BTreeMap::new(),
            some: Vec::new(),
        }
    }
}

/// Endings of XLIFF and what CAT tools make of it, of translation memories, catalogues and documents. Pages are not among
/// them: they are articles of one language, as a rule.
const BILINGUAL: [&str; 9] = ["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "txlf", "tmx", "po", "docx"];

/// The usual ways to name the two files of an article, in the usual formats.
fn default_patterns() -> Vec<PairPattern> {
    let of_one_format = |ending: &str| {
        [("ko/{slug}", "en/{slug}"), ("{slug}.ko", "{slug}.en"), ("{slug}/ko", "{slug}/en")].map(|(ko, en)| PairPattern {
            ko: format!("{ko}.{ending}"),
            en: format!("{en}.{ending}"),
            draft: None,
        })
    };
    ["md", "txt", "html"].into_iter().flat_map(of_one_format).collect()
}

impl Config {
    /// Reads a configuration file. `rules` are those that it may speak of.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    pub fn parse(text: &str, rules: &Catalogue) -> Result<Self, Vec<Problem>> {
        let (mut raw, mut problems) = raw::read(text);
        let broken = std::mem::take(&mut raw.broken);
        let line = raw::lines(text);
        let config = Self::validate(raw, &line, rules, &mut problems);
        let mut at = 0;
        let mut told = broken.clone();
        told.sort_unstable();
        problems.retain(|p| {
            at += 1;
            at <= broken.len() || told.binary_search(&line(p.span.start)).is_err()
        });
        if problems.is_empty() {
            return Ok(config);
        }
        problems.sort_by_key(|p| p.span.start);
        Err(problems)
    }

    fn validate(raw: Raw, lines: &dyn Fn(usize) -> usize, rules: &Catalogue, problems: &mut Vec<Problem>) -> Self {
        let mut config = Self::default();
        let mut look = Validator { lines, catalogue: rules, problems };
        config.lines = raw.keys.iter().map(|(key, span)| (*key, look.line(span.start))).collect();
        config.base = look.layer(raw.base, Scope::Every, &Source::File);
        for ((name, _), layer) in raw.profiles {
            let layer = look.layer(layer, Scope::Every, &|line| Source::Profile(name.clone(), line));
            config.profiles.insert(name, layer);
        }
        for (names, layer) in raw.sections {
            let names: Vec<String> = names.into_iter().map(|n| n.0).collect();
            let shown = names.join(", ");
            config.some.push(look.layer(layer, Scope::Sections(names), &|line| Source::Section(shown.clone(), line)));
        }
        for (globs, layer) in raw.paths {
            let globs = look.globs(globs);
            let shown = globs.join(", ");
            config.some.push(look.layer(layer, Scope::Paths(globs), &|line| Source::Path(shown.clone(), line)));
        }
        config.unwaivable = look.rules(raw.unwaivable);
        config.record = look.record(raw.record, raw.reviewers);
        if let Some(patterns) = raw.patterns {
            config.patterns = patterns.into_iter().filter_map(|(ko, en, draft)| look.pattern(ko, en, draft)).collect();
        }
        if let Some((name, span)) = raw.profile {
            let known = config.profile_names();
            if known.contains(&name) {
                config.profile = Some(name);
            } else {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                look.problems.push(bad_word(&name, span, "profile", &known));
            }
        }
        if let Some((typed, span)) = raw.date {
            match typed.parse().ok().filter(|_| typed.len() == "2025-04-15".len()) {
                Some(date) => config.date = Some(date),
                None => look.problems.push(Problem::new(span, format!("`{typed}` is not a date"), "write it as 2025-04-15")),
            }
        }
        let plain = |list: Vec<At<String>>| list.into_iter().map(|(text, _)| text);
        config.house = raw.house.map(plain).into_iter().flatten().collect();
        config.precedent = raw.precedent.map(|p| p.0);
        config.lexicon = raw.lexicon.map(plain).into_iter().flatten().collect();
        for RawAcceptance { rule, accepted, given } in raw.confidence {
            let from = Source::File(look.line(rule.1.start));
            let acceptance = look.share("accepted", accepted).zip(look.share("given", given)).map(|(accepted, given)| Acceptance { accepted, given });
            config.confidence.extend(look.one_rule(rule).zip(acceptance).map(|(id, a)| (id, (a, from))));
        }
        if let Some(bilingual) = raw.bilingual {
            config.bilingual = plain(bilingual).map(|e| e.trim_start_matches("*.").trim_start_matches('.').to_lowercase()).collect();
        }
        look.review(raw.store, raw.store_bytes, &mut config.review);
        config.limits.file_bytes = raw.file_bytes.map_or(config.limits.file_bytes, |b| b.0);
        config.limits.line_bytes = raw.line_bytes.map_or(config.limits.line_bytes, |b| b.0);
        config.fetch = look.fetch(raw.fetch);
        config
    }

    /// The profiles that may be chosen: the shipped ones, then those of the configuration.
    pub fn profile_names(&self) -> Vec<String> {
        let mut names: Vec<String> = shipped_profiles().into_iter().map(|(name, _)| name).collect();
        names.extend(self.profiles.keys().filter(|n| !names.contains(n)).cloned().collect::<Vec<_>>());
        names
    }

    /// Puts together what holds for articles.
    ///
    /// # Errors
    /// When a profile or a rule is asked for that is not there; the message says what was probably meant.
    pub fn book(&self, asked: Asked<'_>, rules: &Catalogue, lists: Lists) -> Result<Book, String> {
        let profile = asked.profile.or(self.profile.as_deref());
        let mut below = Vec::new();
        if let Some(name) = profile {
            let names = self.profile_names();
            if !names.iter().any(|n| n == name) {
                let near = nearest(name, names.iter().map(String::as_str));
                let advice = near.map_or_else(|| format!("there are {}", names.join(", ")), |n| format!("did you mean `{n}`?"));
                return Err(format!("there is no profile `{name}`; {advice}"));
            }
            below.extend(shipped(name, rules));
        }
        if let Some(word) = asked.select.iter().chain(asked.ignore).find(|word| !rules.rules().any(|(r, _)| r.is_meant_by(word))) {
            return Err(format!("there is no rule `{word}`; {}", rules.advice(word)));
        }
        below.push(self.base.clone());
        below.extend(profile.and_then(|name| self.profiles.get(name)).cloned());
        let command = Layer::of_command(asked.select, asked.ignore, asked.fail_on, rules);
        Ok(Book::new(below, self.some.clone(), command, rules.clone(), lists, self.confidence.iter().map(|(id, (a, _))| (id.clone(), *a)).collect()))
    }
}

/// The shipped profiles as they were written.
fn shipped_profiles() -> Vec<(String, RawLayer)> {
    raw::read(PROFILES).0.profiles.into_iter().map(|((name, _), layer)| (name, layer)).collect()
}

/// A shipped profile.
fn shipped(name: &str, rules: &Catalogue) -> Option<Layer> {
    let (_, layer) = shipped_profiles().into_iter().find(|(n, _)| n == name)?;
    // What is shipped is held to be without mistakes by a test; rules that a catalogue does not have are passed over.
    let mut passed = Vec::new();
    Some(Validator { lines: &raw::lines(PROFILES), catalogue: rules, problems: &mut passed }.layer(layer, Scope::Every, &|_| Source::Shipped(name.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::model::{Rule, Severity};

    static SLIP: Rule = Rule { id: "magnitude-slip", mqm: "Accuracy/Mistranslation/Number", its: "numbers", severity: Severity::Critical, page: "" };
    static SHIFT: Rule = Rule { id: "date-shift", mqm: "Accuracy/Mistranslation/Date", its: "numbers", severity: Severity::Major, page: "" };
    static LATER: Rule = Rule { id: "later", mqm: "Accuracy", its: "inconsistency", severity: Severity::Minor, page: "" };

    fn rules() -> Catalogue {
        Catalogue::new([&SLIP, &SHIFT, &LATER], [&SHIFT, &SLIP])
    }

    fn base(config: &Config) -> Arc<Held> {
        Arc::clone(config.book(Asked::default(), &rules(), Lists::default()).expect("no asks").base())
    }

    #[test]
    fn the_shipped_file_is_the_defaults() {
        let shipped = Config::parse(SHIPPED, &rules()).expect("valid");
        assert_eq!(*base(&shipped), Held::default());
        assert_eq!(Config { lines: BTreeMap::new(), ..shipped }, Config { base: Config::parse(SHIPPED, &rules()).expect("valid").base, ..Config::default() });
        assert_eq!(Config::parse("", &rules()), Ok(Config::default()));
    }

    #[test]
    fn the_examples_in_the_shipped_file_are_valid() {
        let on: Vec<_> =
            SHIPPED.lines().map(|l| if l.starts_with("# [") && l.ends_with(']') || l.starts_with("# ") && l.contains(" = ") { &l[2..] } else { l }).collect();
        let on = on.join("\n");
        let all = Catalogue::new(crate::pipeline::rules(), crate::check::rules());
        let config = Config::parse(&on, &all).expect("valid");
        assert_eq!((config.some.len(), config.profiles.len(), config.profile.as_deref()), (2, 1, Some("editorial")));
        let base = |config: &Config| Arc::clone(config.book(Asked::default(), &all, Lists::default()).expect("no asks").base());
        assert_eq!(config.date, Some(jiff::civil::date(2025, 4, 15)));
        assert_eq!(base(&config).policy.severity["magnitude-slip"], Some(Severity::Critical));
    }

    #[test]
    fn a_tolerance_is_a_share() {
        let read = |typed: &str| Config::parse(&format!("[check]\nconversion-tolerance = {typed}\n"), &rules());
        assert_eq!(read("0.075").map(|c| base(&c).policy.conversion_tolerance.to_string()), Ok("0.075".to_owned()));
        for (typed, said) in [
            ("0", "`conversion-tolerance` cannot be 0"),
            ("12", "`conversion-tolerance` cannot be 12"),
            ("-0.1", "`conversion-tolerance` cannot be -0.1"),
            ("\"a tenth\"", "`conversion-tolerance` must be a decimal number"),
            ("nan", "`conversion-tolerance` must be a decimal number"),
            ("1e-1", "`conversion-tolerance` must be a decimal number"),
        ] {
            let problems = read(typed).expect_err(typed);
            assert_eq!(problems.iter().map(|p| p.message.as_str()).collect::<Vec<_>>(), [said]);
        }
    }

    #[test]
    fn the_shipped_profiles_are_without_mistakes() {
        let all = Catalogue::new(crate::pipeline::rules(), crate::check::rules());
        let profiles = Config::parse(PROFILES, &all).expect("valid").profiles;
        assert_eq!(profiles.keys().collect::<Vec<_>>(), ["archive", "ci", "editorial"]);
        let held =
            |name| Arc::clone(Config::default().book(Asked { profile: Some(name), ..Asked::default() }, &all, Lists::default()).expect("is there").base());
        assert_eq!(*held("editorial"), Held::default(), "what an editor sees is what is seen without a profile");
        let archive = &held("archive").policy.severity;
        assert_eq!((archive["clause-missing"], archive["allegation-lost"], archive["passage-moved"]), (Some(Severity::Minor), Some(Severity::Critical), None));
    }

    #[test]
    fn a_switch_stops_its_rule_and_no_other() {
        // `later` is not asked for each pair, so that numbers in the two lists differ.
        let config = Config::parse("[rules]\nlater = \"off\"\nmagnitude-slip = \"off\"\n", &rules()).expect("valid");
        let policy = &base(&config).policy;
        assert!(policy.off.contains(1) && !policy.off.contains(0) && !policy.off.contains(2));
        assert_eq!((policy.severity["later"], policy.severity["magnitude-slip"]), (None, None));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = "[check]\nfail-on = \"mayor\"\ndate = 2025-02-30\n[rules]\nmagnitude-silp = \"off\"\ndate-shift = 3\n[pairs]\npatterns = [{ ko = \"a.md\", en = \"{slug}.md\" }, { ko = \"{slug}\" }]\n[limit]\n";
        let problems = Config::parse(text, &rules()).expect_err("is wrong");
        let messages: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`fail-on` cannot be \"mayor\"", "invalid date, expected day between 01 and 28", "there is no rule `magnitude-silp`",
                "`date-shift` must be a string", "a pattern holds `{slug}` exactly once", "a pattern names both languages",
                "unknown key `limit` at the top level",
            ]
        );
        assert_eq!(problems[0].help.as_deref(), Some("did you mean \"major\"?"));
        assert_eq!(problems[2].help.as_deref(), Some("did you mean `magnitude-slip`?"));
    }
}
