//! From what was typed to layers: every word is looked up, and what means nothing is noted.

use super::catalogue::{Catalogue, Exactness};
use super::layer::{Layer, Scope, Source, Wanted};
use super::raw::{At, RawFetch, RawLayer};
use super::{Fetch, PairPattern, Record, Review, nearest};
use crate::judge::FailOn;
use crate::model::{Addition, Host, Omission, Problem, TranslatorKind};
use crate::text::Exact;
use std::ops::Range;

/// Looks up the words of one file.
pub(super) struct Validator<'a> {
    /// Which line, from 0, a byte stands in.
    pub(super) lines: &'a dyn Fn(usize) -> usize,
    pub(super) catalogue: &'a Catalogue,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Validator<'_> {
    /// The line, from 1, in which a byte stands.
    pub(super) fn line(&self, offset: usize) -> usize {
        (self.lines)(offset) + 1
    }

    /// One layer; `source` makes the source of a value from its line.
    pub(super) fn layer(&mut self, raw: RawLayer, scope: Scope, source: &dyn Fn(usize) -> Source) -> Layer {
        let mut layer = Layer { scope, ..Layer::default() };
        if let Some((word, span)) = raw.fail_on {
            let from = source(self.line(span.start));
            layer.fail_on = self.word(&word, span, "fail-on", &FailOn::WORDS, FailOn::parse).map(|f| (f, from));
        }
        if let Some((share, span)) = raw.conversion_tolerance {
            if !share.is_negative() && !share.is_zero() && share < Exact::ONE {
                layer.conversion_tolerance = Some((share, source(self.line(span.start))));
            } else {
                let label = "a share above 0 and below 1: 0.12 for 12 percent";
                self.problems.push(Problem::new(span, format!("`conversion-tolerance` cannot be {share}"), label));
            }
        }
        let [add_at, trim_at] = raw.house_at.map(|at| source(self.line(at)));
        layer.may_add = raw.may_add.map(|words| (self.words(words, "may-add", &Addition::ALL, Addition::as_str), add_at));
        layer.may_trim = raw.may_trim.map(|words| (self.words(words, "may-trim", &Omission::ALL, Omission::as_str), trim_at));
        let mut asked: Vec<(Exactness, Vec<usize>, Wanted, Source)> = Vec::new();
        for (rule, wanted) in raw.rules {
            let from = source(self.line(rule.1.start));
            asked.extend(self.rule(rule, wanted).map(|(exactness, meant, wanted)| (exactness, meant, wanted, from)));
        }
        // The more exact name counts; between equals, the later.
        asked.sort_by_key(|a| a.0);
        layer.rules = asked.into_iter().flat_map(|(_, meant, wanted, from)| meant.into_iter().map(move |rule| (rule, wanted, from.clone()))).collect();
        layer
    }

    fn rule(&mut self, (name, at): At<String>, (word, span): At<String>) -> Option<(Exactness, Vec<usize>, Wanted)> {
        let (meant, exactness) = self.catalogue.meant(&name);
        if meant.is_empty() {
            let advice = self.catalogue.advice(&name);
            self.problems.push(Problem::new(at, format!("there is no rule `{name}`"), "not a rule").help(Some(advice)));
        }
        let wanted = self.word(&word, span, &name, &Wanted::WORDS, Wanted::parse)?;
        (!meant.is_empty()).then_some((exactness, meant, wanted))
    }

    /// A share of which something is left on both sides.
    pub(super) fn share(&mut self, key: &str, typed: Option<At<Exact>>) -> Option<Exact> {
        let (share, span) = typed?;
        let good = !share.is_negative() && !share.is_zero() && share < Exact::ONE;
        if !good {
            self.problems.push(Problem::new(span, format!("`{key}` cannot be {share}"), "a share above 0 and below 1: 0.62 for 62 of 100"));
        }
        good.then_some(share)
    }

    /// The id of a rule that is named by it.
    pub(super) fn one_rule(&mut self, (name, span): At<String>) -> Option<String> {
        let known = self.catalogue.rules().any(|(rule, _)| rule.id == name);
        if !known {
            let help = Some(self.catalogue.advice(&name));
            self.problems.push(Problem::new(span, format!("there is no rule `{name}`"), "not the id of a rule").help(help));
        }
        known.then_some(name)
    }

    /// The ids of the rules that are named.
    pub(super) fn rules(&mut self, named: Vec<At<String>>) -> Vec<String> {
        let mut out = Vec::new();
        for (name, span) in named {
            let (meant, _) = self.catalogue.meant(&name);
            if meant.is_empty() {
                let help = Some(self.catalogue.advice(&name));
                self.problems.push(Problem::new(span, format!("there is no rule `{name}`"), "not a rule").help(help));
            }
            out.extend(self.catalogue.rules().enumerate().filter(|(n, _)| meant.contains(n)).map(|(_, (rule, _))| rule.id.to_owned()));
        }
        out
    }

    /// What a word of a closed set stands for.
    fn word<T>(&mut self, word: &str, span: Range<usize>, key: &str, words: &[&str], parse: fn(&str) -> Option<T>) -> Option<T> {
        let found = parse(word);
        if found.is_none() {
            self.problems.push(bad_word(word, span, key, words));
        }
        found
    }

    fn words<T: Copy>(&mut self, typed: Vec<At<String>>, key: &str, all: &[T], name: fn(T) -> &'static str) -> Vec<T> {
        let names: Vec<&str> = all.iter().map(|a| name(*a)).collect();
        let mut out = Vec::new();
        for (word, span) in typed {
            match names.iter().position(|n| *n == word) {
                Some(i) => out.push(all[i]),
                None => self.problems.push(bad_word(&word, span, key, &names)),
            }
        }
        out
    }

    /// What records say and ask for.
    pub(super) fn record(&mut self, typed: Vec<(&'static str, At<String>)>, reviewers: Option<At<u64>>) -> Record {
        let mut record = Record::default();
        for (key, (word, span)) in typed {
            if word.trim().is_empty() {
                self.problems.push(Problem::new(span, format!("`{key}` is empty"), "say it, or take the line out"));
                continue;
            }
            match key {
                "keys" => record.keys = word,
                "publisher" => record.publisher = Some(word),
                "translator-kind" if TranslatorKind::parse(&word).is_none() => {
                    self.problems.push(bad_word(&word, span, key, &["machine", "human", "unknown"]));
                }
                _ => record.translator.declare(key.strip_prefix("translator-").unwrap_or(key), &word),
            }
        }
        if let Some((n, span)) = reviewers {
            match usize::try_from(n).ok().filter(|n| (1..=100).contains(n)) {
                Some(n) => record.reviewers = n,
                None => self.problems.push(Problem::new(span, "`reviewers` is a number from 1 to 100", "how many editors must have approved")),
            }
        }
        record
    }

    /// What the editor's page keeps.
    pub(super) fn review(&mut self, store: Option<At<String>>, bytes: Option<At<u64>>, review: &mut Review) {
        if let Some((store, span)) = store {
            if store.trim().is_empty() {
                self.problems.push(Problem::new(span, "`store` is empty", "name a file, relative to this one"));
            }
            review.store = store;
        }
        review.store_bytes = bytes.map_or(review.store_bytes, |b| b.0);
    }

    /// How articles are fetched.
    pub(super) fn fetch(&mut self, raw: RawFetch) -> Fetch {
        let mut fetch = Fetch { ports: raw.ports.into_iter().map(|p| p.0).collect(), ..Fetch::default() };
        for (typed, span) in raw.allow_hosts {
            match Host::parse(&typed) {
                Some(host) => fetch.allow_hosts.push(host),
                None => self.problems.push(Problem::new(
                    span,
                    format!("`{typed}` is no host"),
                    "a name or an address, with a port if need be: cms.daehan.example:8080",
                )),
            }
        }
        fetch.certificates = raw.certificates.into_iter().map(|(file, _)| file).collect();
        fetch.contact = raw.contact.map(|(contact, _)| contact);
        if let Some((rate, span)) = raw.per_second {
            if rate.is_negative() || rate.is_zero() || rate > Exact::int(1000) {
                self.problems.push(Problem::new(span, format!("`requests-per-second` cannot be {rate}"), "above 0 and up to 1000: 0.5 for one in two seconds"));
            } else {
                fetch.requests_per_second = rate;
            }
        }
        fetch.cache_bytes = raw.cache_bytes.map_or(fetch.cache_bytes, |b| b.0);
        fetch
    }

    /// A glob that can be used.
    pub(super) fn globs(&mut self, typed: Vec<At<String>>) -> Vec<String> {
        let mut out = Vec::new();
        for (glob, span) in typed {
            let outside = glob.starts_with('/') || glob.split('/').any(|part| part == "..");
            if glob.trim_end_matches('/').is_empty() || outside {
                let label = "a path below the folder of this file, as in `en/sports/**`";
                self.problems.push(Problem::new(span, format!("the glob `{glob}` matches no article"), label));
            } else if let Err(e) = super::book::glob(&glob) {
                self.problems.push(Problem::new(span, format!("`{glob}` is no glob"), e.kind().to_string()));
            } else {
                out.push(glob);
            }
        }
        out
    }

    /// The names of the files of an article.
    pub(super) fn pattern(&mut self, ko: At<String>, en: At<String>, draft: Option<At<String>>) -> Option<PairPattern> {
        let mut good = true;
        for (text, span) in [&ko, &en].into_iter().chain(&draft) {
            if text.matches("{slug}").count() != 1 {
                self.problems.push(Problem::new(span.clone(), "a pattern holds `{slug}` exactly once", "here it does not"));
                good = false;
            }
        }
        if good && ko.0 == en.0 {
            self.problems.push(Problem::new(en.1, "the two patterns are the same", "both name the same file"));
            good = false;
        }
        if let Some((_, span)) = draft.as_ref().filter(|d| good && (d.0 == ko.0 || d.0 == en.0)) {
            self.problems.push(Problem::new(span.clone(), "the draft is named like another file", "it names the Korean or the English file"));
            good = false;
        }
        good.then_some(PairPattern { ko: ko.0, en: en.0, draft: draft.map(|d| d.0) })
    }
}

pub(super) fn bad_word(word: &str, span: Range<usize>, key: &str, words: &[&str]) -> Problem {
    let help = nearest(word, words.iter().copied()).map(|w| format!("did you mean \"{w}\"?"));
    Problem::new(span, format!("`{key}` cannot be \"{word}\""), format!("one of {}", words.join(", "))).help(help)
}
