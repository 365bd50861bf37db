//! Settings of the house: `config.toml`, read into what the program goes by. The shipped file is the defaults.

mod raw;

pub use crate::text::nearest;

use crate::judge::{FailOn, Policy};
use crate::model::{Problem, Severity};
use crate::text::Exact;
use jiff::civil::Date;
use raw::{At, Raw};

/// The commented configuration that `daejo init` writes. Reading it gives [`Config::default`].
pub const SHIPPED: &str = include_str!("../../config.toml");

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "config.toml";

/// How the two files of an article are named: both hold `{slug}` once, for what they have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PairPattern {
    /// The Korean file, relative to the folder that is checked.
    pub ko: String,
    /// The English file.
    pub en: String,
}

/// What is too large to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of a line of a stream.
    pub line_bytes: u64,
}

/// Settings, validated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// The severity from which findings make a run fail.
    pub fail_on: FailOn,
    /// Day of publication in Korea for articles that do not say it.
    pub date: Option<Date>,
    /// What the house has decided about rules.
    pub policy: Policy,
    /// Files with the house's own list of names and terms, relative to the configuration.
    pub house: Vec<String>,
    /// How pairs are found in a folder, in order.
    pub patterns: Vec<PairPattern>,
    /// Endings of the files that hold both languages, which are looked for in a folder.
    pub bilingual: Vec<String>,
    /// Rules whose findings nobody may waive.
    pub unwaivable: Vec<String>,
    /// What is too large to be read.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            fail_on: FailOn::default(),
            date: None,
            policy: Policy::default(),
            house: Vec::new(),
            patterns: default_patterns(),
            bilingual: BILINGUAL.map(str::to_owned).to_vec(),
            unwaivable: Vec::new(),
            limits: Limits { file_bytes: 64 << 20, line_bytes: 8 << 20 },
        }
    }
}

/// The usual ways to name the two files of an article, in the usual formats.
/// Endings of XLIFF and what CAT tools make of it, of translation memories, catalogues and documents. Pages are not among
/// them: they are articles of one language, as a rule.
const BILINGUAL: [&str; 9] = ["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "txlf", "tmx", "po", "docx"];

fn default_patterns() -> Vec<PairPattern> {
    let of_one_format = |ending: &str| {
        [("ko/{slug}", "en/{slug}"), ("{slug}.ko", "{slug}.en"), ("{slug}/ko", "{slug}/en")]
            .map(|(ko, en)| PairPattern { ko: format!("{ko}.{ending}"), en: format!("{en}.{ending}") })
    };
    ["md", "txt", "html"].into_iter().flat_map(of_one_format).collect()
}

impl Config {
    /// Reads a configuration file. `rules` are the ids of all rules that there are.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    pub fn parse(text: &str, rules: &[&str]) -> Result<Self, Vec<Problem>> {
        let (mut raw, mut problems) = raw::read(text);
        let broken = std::mem::take(&mut raw.broken);
        let config = Self::validate(raw, rules, &mut problems);
        let mut at = 0;
        problems.retain(|p| {
            at += 1;
            at <= broken.len() || !broken.contains(&raw::line_of(text, p.span.start))
        });
        if problems.is_empty() {
            return Ok(config);
        }
        problems.sort_by_key(|p| p.span.start);
        Err(problems)
    }

    fn validate(raw: Raw, rules: &[&str], problems: &mut Vec<Problem>) -> Self {
        let mut config = Self::default();
        if let Some((word, span)) = raw.fail_on {
            match FailOn::parse(&word) {
                Some(fail_on) => config.fail_on = fail_on,
                None => problems.push(bad_word(&word, span, "fail-on", &FailOn::WORDS)),
            }
        }
        if let Some((text, span)) = raw.date {
            match text.parse() {
                Ok(date) => config.date = Some(date),
                Err(_) => problems.push(Problem::new(span, format!("`{text}` is not a date"), "write it as 2025-04-15")),
            }
        }
        if let Some((share, span)) = raw.conversion_tolerance {
            if !share.is_negative() && !share.is_zero() && share < Exact::ONE {
                config.policy.conversion_tolerance = share;
            } else {
                let label = "a share above 0 and below 1: 0.12 for 12 percent";
                problems.push(Problem::new(span, format!("`conversion-tolerance` cannot be {share}"), label));
            }
        }
        for (rule, asked) in raw.rules {
            if let Some((id, severity)) = rule_setting(rule, asked, rules, problems) {
                if let Some(number) = rules.iter().position(|r| *r == id).filter(|_| severity.is_none()) {
                    config.policy.off.insert(number);
                }
                config.policy.severity.insert(id, severity);
            }
        }
        for (rule, span) in raw.unwaivable {
            if rules.contains(&rule.as_str()) {
                config.unwaivable.push(rule);
            } else {
                let near = nearest(&rule, rules.iter().copied());
                let help = near.map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"));
                problems.push(Problem::new(span, format!("there is no rule `{rule}`"), "not a rule").help(Some(help)));
            }
        }
        config.house = raw.house.into_iter().map(|(path, _)| path).collect();
        if let Some(bilingual) = raw.bilingual {
            config.bilingual = bilingual.into_iter().map(|(ending, _)| ending.trim_start_matches("*.").trim_start_matches('.').to_lowercase()).collect();
        }
        if let Some(patterns) = raw.patterns {
            config.patterns = patterns.into_iter().filter_map(|(ko, en)| pattern(ko, en, problems)).collect();
        }
        if let Some((bytes, _)) = raw.file_bytes {
            config.limits.file_bytes = bytes;
        }
        if let Some((bytes, _)) = raw.line_bytes {
            config.limits.line_bytes = bytes;
        }
        config
    }
}

fn bad_word(word: &str, span: std::ops::Range<usize>, key: &str, words: &[&str]) -> Problem {
    let help = nearest(word, words.iter().copied()).map(|w| format!("did you mean \"{w}\"?"));
    Problem::new(span, format!("`{key}` cannot be \"{word}\""), format!("one of {}", words.join(", "))).help(help)
}

fn rule_setting(rule: At<String>, asked: At<String>, rules: &[&str], problems: &mut Vec<Problem>) -> Option<(String, Option<Severity>)> {
    let known = rules.contains(&rule.0.as_str());
    if !known {
        let help = nearest(&rule.0, rules.iter().copied()).map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"));
        problems.push(Problem::new(rule.1, format!("there is no rule `{}`", rule.0), "not a rule").help(Some(help)));
    }
    let severity = match asked.0.as_str() {
        "off" => Some(None),
        word => Severity::parse(word).map(Some),
    };
    if severity.is_none() {
        problems.push(bad_word(&asked.0, asked.1, &rule.0, &["off", "info", "minor", "major", "critical"]));
    }
    known.then_some(rule.0).zip(severity)
}

fn pattern(ko: At<String>, en: At<String>, problems: &mut Vec<Problem>) -> Option<PairPattern> {
    let mut good = true;
    for (text, span) in [&ko, &en] {
        if text.matches("{slug}").count() != 1 {
            problems.push(Problem::new(span.clone(), "a pattern holds `{slug}` exactly once", "here it does not"));
            good = false;
        }
    }
    if good && ko.0 == en.0 {
        problems.push(Problem::new(en.1, "the two patterns are the same", "both name the same file"));
        good = false;
    }
    good.then_some(PairPattern { ko: ko.0, en: en.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [&str; 2] = ["magnitude-slip", "date-shift"];

    #[test]
    fn the_shipped_file_is_the_defaults() {
        assert_eq!(Config::parse(SHIPPED, &RULES), Ok(Config::default()));
        assert_eq!(Config::parse("", &RULES), Ok(Config::default()));
    }

    #[test]
    fn the_examples_in_the_shipped_file_are_valid() {
        let on: Vec<_> = SHIPPED.lines().map(|l| if l.starts_with("# ") && l.contains(" = ") { &l[2..] } else { l }).collect();
        let on = on.join("\n");
        let config = Config::parse(&on, &RULES).expect("valid");
        assert_eq!(config.date, Some(jiff::civil::date(2025, 4, 15)));
        assert_eq!(config.policy.severity["magnitude-slip"], Some(Severity::Critical));
    }

    #[test]
    fn a_tolerance_is_a_share() {
        let read = |typed: &str| Config::parse(&format!("[check]\nconversion-tolerance = {typed}\n"), &RULES);
        assert_eq!(read("0.075").map(|c| c.policy.conversion_tolerance.to_string()), Ok("0.075".to_owned()));
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
    fn everything_that_is_wrong_is_said_at_once() {
        let text = "[check]\nfail-on = \"mayor\"\ndate = 2025-02-30\n[rules]\nmagnitude-silp = \"off\"\ndate-shift = 3\n[pairs]\npatterns = [{ ko = \"a.md\", en = \"{slug}.md\" }, { ko = \"{slug}\" }]\n[limit]\n";
        let problems = Config::parse(text, &RULES).expect_err("is wrong");
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
