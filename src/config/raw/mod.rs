//! Configuration as typed: TOML with the place of every key and value, so that whatever is wrong can be pointed at.
//! Reading never stops at the first mistake. [`super::Config`] is what is made of it.

mod reader;

use crate::model::Problem;
use crate::text::Exact;
use reader::Reader;
use std::ops::Range;
use toml::de::DeTable;

/// A value and where it stands.
pub(super) type At<T> = (T, Range<usize>);

/// How the Korean, the English and perhaps the draft of an article are named.
pub(super) type NamePatterns = (At<String>, At<String>, Option<At<String>>);

/// What was typed, section by section; what was not typed is `None` or empty.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Lines that the parser could not make sense of: what else is wrong with them follows from that.
    pub(super) broken: Vec<usize>,
    pub(super) profile: Option<At<String>>,
    pub(super) date: Option<At<String>>,
    /// What holds for every article.
    pub(super) base: RawLayer,
    /// `[profile.NAME]`, by name.
    pub(super) profiles: Vec<(At<String>, RawLayer)>,
    /// `[[section]]`: the names of the sections, and what holds for their articles.
    pub(super) sections: Vec<(Vec<At<String>>, RawLayer)>,
    /// `[[path]]`: globs, and what holds for the articles that they match.
    pub(super) paths: Vec<(Vec<At<String>>, RawLayer)>,
    /// Files with the house's own list of names and terms.
    pub(super) house: Option<Vec<At<String>>>,
    /// The file with what the house has printed so far.
    pub(super) precedent: Option<At<String>>,
    /// Files with words for pairing.
    pub(super) lexicon: Option<Vec<At<String>>>,
    /// What editors have made of the findings of rules.
    pub(super) confidence: Vec<RawAcceptance>,
    pub(super) patterns: Option<Vec<NamePatterns>>,
    /// Endings of files that hold both languages.
    pub(super) bilingual: Option<Vec<At<String>>>,
    /// Rules whose findings nobody may waive.
    pub(super) unwaivable: Vec<At<String>>,
    /// `[record]`: its strings by their keys.
    pub(super) record: Vec<(&'static str, At<String>)>,
    pub(super) reviewers: Option<At<u64>>,
    /// Where the page keeps what is decided, and how large that may become.
    pub(super) store: Option<At<String>>,
    pub(super) store_bytes: Option<At<u64>>,
    pub(super) file_bytes: Option<At<u64>>,
    pub(super) line_bytes: Option<At<u64>>,
    pub(super) fetch: RawFetch,
    /// Keys of which there is one, with the place of each.
    pub(super) keys: Vec<At<&'static str>>,
}

/// How articles are fetched from the web.
#[derive(Debug, Default)]
pub(super) struct RawFetch {
    pub(super) allow_hosts: Vec<At<String>>,
    pub(super) ports: Vec<At<u16>>,
    pub(super) certificates: Vec<At<String>>,
    pub(super) contact: Option<At<String>>,
    pub(super) per_second: Option<At<Exact>>,
    pub(super) cache_bytes: Option<At<u64>>,
}

/// What editors have made of the findings of a rule.
#[derive(Debug)]
pub(super) struct RawAcceptance {
    pub(super) rule: At<String>,
    pub(super) accepted: Option<At<Exact>>,
    pub(super) given: Option<At<Exact>>,
}

/// What may be said for every article, and again for some.
#[derive(Debug, Default)]
pub(super) struct RawLayer {
    pub(super) fail_on: Option<At<String>>,
    pub(super) conversion_tolerance: Option<At<Exact>>,
    pub(super) may_add: Option<Vec<At<String>>>,
    pub(super) may_trim: Option<Vec<At<String>>>,
    /// The place of the two lists.
    pub(super) house_at: [usize; 2],
    /// Rules as they were named, and what was asked for them.
    pub(super) rules: Vec<(At<String>, At<String>)>,
}

/// What a side of a pattern looks like: `{slug}` stands in it exactly once.
pub(super) const ONCE: &str = r"^((?!\{slug\})[\s\S])*\{slug\}((?!\{slug\})[\s\S])*$";

/// The keys of a layer, where it has a table of its own.
const LAYER: [&str; 5] = ["fail-on", "conversion-tolerance", "may-add", "may-trim", "rules"];

/// The keys of `[record]` that are strings, each behind its name with that of the table.
pub(super) const RECORD: [(&str, &str); 8] = [
    ("record.keys", "keys"),
    ("record.publisher", "publisher"),
    ("record.translator-kind", "translator-kind"),
    ("record.translator-tool", "translator-tool"),
    ("record.translator-model", "translator-model"),
    ("record.translator-version", "translator-version"),
    ("record.prompt", "prompt"),
    ("record.glossary", "glossary"),
];

/// Reads a configuration file; everything that is wrong with its form is in the second part.
pub(super) fn read(text: &str) -> (Raw, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors.iter().map(|e| Problem::new(e.span().unwrap_or(0..0), e.message(), "here")).collect();
    let line = lines(text);
    let mut raw = Raw { broken: problems.iter().map(|p| line(p.span.start)).collect(), ..Raw::default() };
    let mut found = Vec::new();
    sections(Reader::new(table.get_ref(), &mut found, String::new()), &mut raw);
    problems.append(&mut found);
    (raw, problems)
}

/// Which line, from 0, a byte stands in.
pub(super) fn lines(text: &str) -> impl Fn(usize) -> usize {
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    move |offset| ends.partition_point(|end| *end < offset)
}

fn sections(mut top: Reader<'_, '_>, raw: &mut Raw) {
    top.known(&[
        "check", "house", "rules", "profile", "section", "path", "names", "align", "confidence", "pairs", "limits", "waivers", "record", "fetch", "review",
    ]);
    if let Some(mut check) = top.section("check") {
        check.known(&["profile", "fail-on", "date", "conversion-tolerance"]);
        raw.profile = check.string("profile");
        raw.date = check.date("date");
        check.layer(&mut raw.base);
    }
    if let Some(mut house) = top.section("house") {
        house.known(&["may-add", "may-trim"]);
        house.layer(&mut raw.base);
    }
    if let Some(mut rules) = top.section("rules") {
        raw.base.rules = rules.strings();
    }
    if let Some(mut profiles) = top.section("profile") {
        raw.profiles = profiles.named_layers();
    }
    raw.sections = top.layers("section", "names");
    raw.paths = top.layers("path", "globs");
    if let Some(mut names) = top.section("names") {
        names.known(&["house", "precedent"]);
        raw.house = names.list("house");
        raw.precedent = names.string("precedent");
        names.note(&[("names.house", "house"), ("names.precedent", "precedent")], &mut raw.keys);
    }
    if let Some(mut align) = top.section("align") {
        align.known(&["lexicon"]);
        raw.lexicon = align.list("lexicon");
        align.note(&[("align.lexicon", "lexicon")], &mut raw.keys);
    }
    if let Some(mut confidence) = top.section("confidence") {
        raw.confidence = confidence.acceptances();
    }
    if let Some(mut pairs) = top.section("pairs") {
        pairs.known(&["patterns", "bilingual"]);
        raw.patterns = pairs.patterns("patterns");
        raw.bilingual = pairs.list("bilingual");
        pairs.note(&[("pairs.patterns", "patterns"), ("pairs.bilingual", "bilingual")], &mut raw.keys);
    }
    if let Some(mut waivers) = top.section("waivers") {
        waivers.known(&["unwaivable"]);
        raw.unwaivable = waivers.list("unwaivable").unwrap_or_default();
        waivers.note(&[("waivers.unwaivable", "unwaivable")], &mut raw.keys);
    }
    outside(&mut top, raw);
    raw.keys.extend(raw.profile.iter().map(|p| ("check.profile", p.1.clone())));
    raw.keys.extend(raw.date.iter().map(|d| ("check.date", d.1.clone())));
}

/// What is said about what lies outside of checking: records, the editor's page, the web, sizes.
fn outside(top: &mut Reader<'_, '_>, raw: &mut Raw) {
    if let Some(mut record) = top.section("record") {
        let mut known: Vec<&str> = RECORD.iter().map(|(_, key)| *key).collect();
        known.push("reviewers");
        record.known(&known);
        raw.record = RECORD.iter().filter_map(|(_, key)| Some((*key, record.string(key)?))).collect();
        raw.reviewers = record.count("reviewers");
        record.note(&RECORD, &mut raw.keys);
        record.note(&[("record.reviewers", "reviewers")], &mut raw.keys);
    }
    if let Some(mut review) = top.section("review") {
        review.known(&["store", "store-bytes"]);
        raw.store = review.string("store");
        raw.store_bytes = review.size("store-bytes");
        review.note(&[("review.store", "store"), ("review.store-bytes", "store-bytes")], &mut raw.keys);
    }
    if let Some(mut limits) = top.section("limits") {
        limits.known(&["file-bytes", "line-bytes"]);
        raw.file_bytes = limits.size("file-bytes");
        raw.line_bytes = limits.size("line-bytes");
        limits.note(&[("limits.file-bytes", "file-bytes"), ("limits.line-bytes", "line-bytes")], &mut raw.keys);
    }
    if let Some(mut table) = top.section("fetch") {
        raw.fetch = fetch(&mut table, &mut raw.keys);
    }
}

fn fetch(table: &mut Reader<'_, '_>, keys: &mut Vec<At<&'static str>>) -> RawFetch {
    table.known(&["allow-hosts", "ports", "certificates", "contact", "requests-per-second", "cache-bytes"]);
    let names = [
        ("fetch.allow-hosts", "allow-hosts"),
        ("fetch.ports", "ports"),
        ("fetch.certificates", "certificates"),
        ("fetch.contact", "contact"),
        ("fetch.requests-per-second", "requests-per-second"),
        ("fetch.cache-bytes", "cache-bytes"),
    ];
    table.note(&names, keys);
    RawFetch {
        allow_hosts: table.list("allow-hosts").unwrap_or_default(),
        ports: table.ports("ports"),
        certificates: table.list("certificates").unwrap_or_default(),
        contact: table.string("contact"),
        per_second: table.decimal("requests-per-second"),
        cache_bytes: table.size("cache-bytes"),
    }
}

impl Reader<'_, '_> {
    /// What was accepted of each rule that has a table here.
    fn acceptances(&mut self) -> Vec<RawAcceptance> {
        let mut out = Vec::new();
        for key in self.keys() {
            if let Some(mut table) = self.section(&key.0) {
                table.known(&["accepted", "given"]);
                for needed in ["accepted", "given"] {
                    if table.get(needed).is_none() {
                        table.missing(needed, key.1.clone());
                    }
                }
                let (accepted, given) = (table.decimal("accepted"), table.decimal("given"));
                out.push(RawAcceptance { rule: key, accepted, given });
            }
        }
        out
    }

    /// What this table says of a layer, added to it.
    fn layer(&mut self, layer: &mut RawLayer) {
        layer.fail_on = self.string("fail-on").or(layer.fail_on.take());
        layer.conversion_tolerance = self.decimal("conversion-tolerance").or(layer.conversion_tolerance.take());
        for (i, (key, list)) in [("may-add", &mut layer.may_add), ("may-trim", &mut layer.may_trim)].into_iter().enumerate() {
            if let Some(value) = self.get(key) {
                layer.house_at[i] = value.span().start;
                *list = self.list(key);
            }
        }
    }

    /// The layer that this table is.
    fn whole_layer(&mut self) -> RawLayer {
        let mut layer = RawLayer::default();
        self.layer(&mut layer);
        if let Some(mut rules) = self.section("rules") {
            layer.rules = rules.strings();
        }
        layer
    }

    /// A layer for each key.
    fn named_layers(&mut self) -> Vec<(At<String>, RawLayer)> {
        let keys: Vec<At<String>> = self.keys();
        let mut out = Vec::new();
        for key in keys {
            if let Some(mut table) = self.section(&key.0) {
                table.known(&LAYER);
                out.push((key, table.whole_layer()));
            }
        }
        out
    }

    /// An array of tables, each of which says in `whose` what it is for.
    fn layers(&mut self, key: &str, whose: &str) -> Vec<(Vec<At<String>>, RawLayer)> {
        let mut out = Vec::new();
        self.tables(key, |mut table, span| {
            let mut known = vec![whose];
            known.extend(LAYER);
            table.known(&known);
            match table.get(whose).map(toml::Spanned::span) {
                None => table.missing(whose, span),
                Some(at) => {
                    let names = table.list(whose);
                    if names.as_ref().is_some_and(Vec::is_empty) {
                        table.empty(whose, at);
                    }
                    let layer = table.whole_layer();
                    out.push((names.unwrap_or_default(), layer));
                }
            }
        });
        out
    }
}
