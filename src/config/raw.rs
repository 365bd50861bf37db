//! Configuration as typed: TOML with the place of every key and value, so that whatever is wrong can be pointed at.
//! Reading never stops at the first mistake. [`super::Config`] is what is made of it.

use super::nearest;
use crate::model::Problem;
use crate::text::Exact;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
pub(super) type At<T> = (T, Range<usize>);

/// What was typed, section by section; what was not typed is `None` or empty.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Lines that the parser could not make sense of: what else is wrong with them follows from that.
    pub(super) broken: Vec<usize>,
    pub(super) fail_on: Option<At<String>>,
    pub(super) date: Option<At<String>>,
    pub(super) conversion_tolerance: Option<At<Exact>>,
    /// Rule id and what was asked for it.
    pub(super) rules: Vec<(At<String>, At<String>)>,
    /// Files with the house's own list of names and terms.
    pub(super) house: Vec<At<String>>,
    pub(super) patterns: Option<Vec<(At<String>, At<String>)>>,
    /// Endings of files that hold both languages.
    pub(super) bilingual: Option<Vec<At<String>>>,
    /// Rules whose findings nobody may waive.
    pub(super) unwaivable: Vec<At<String>>,
    pub(super) file_bytes: Option<At<u64>>,
    pub(super) line_bytes: Option<At<u64>>,
}

/// Reads a configuration file; everything that is wrong with its form is in the second part.
pub(super) fn read(text: &str) -> (Raw, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors.iter().map(|e| Problem::new(e.span().unwrap_or(0..0), e.message(), "here")).collect();
    let mut raw = Raw { broken: problems.iter().map(|p| line_of(text, p.span.start)).collect(), ..Raw::default() };
    let mut found = Vec::new();
    Reader { table: table.get_ref(), problems: &mut found, name: "" }.sections(&mut raw);
    problems.append(&mut found);
    (raw, problems)
}

/// Which line, from 0, a byte stands in.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes().get(..offset).unwrap_or_default()).count()
}

/// Reads the keys of one table.
struct Reader<'a, 'i> {
    table: &'a DeTable<'i>,
    problems: &'a mut Vec<Problem>,
    /// Name of the section, empty at the root.
    name: &'static str,
}

impl<'a, 'i> Reader<'a, 'i> {
    fn sections(mut self, raw: &mut Raw) {
        self.known(&["check", "rules", "names", "pairs", "limits", "waivers"]);
        if let Some(mut check) = self.section("check") {
            check.known(&["fail-on", "date", "conversion-tolerance"]);
            raw.fail_on = check.string("fail-on");
            raw.date = check.date("date");
            raw.conversion_tolerance = check.decimal("conversion-tolerance");
        }
        if let Some(mut rules) = self.section("rules") {
            raw.rules = rules.strings();
        }
        if let Some(mut names) = self.section("names") {
            names.known(&["house"]);
            raw.house = names.list("house");
        }
        if let Some(mut pairs) = self.section("pairs") {
            pairs.known(&["patterns", "bilingual"]);
            raw.patterns = pairs.patterns("patterns");
            raw.bilingual = pairs.get("bilingual").is_some().then(|| pairs.list("bilingual"));
        }
        if let Some(mut waivers) = self.section("waivers") {
            waivers.known(&["unwaivable"]);
            raw.unwaivable = waivers.list("unwaivable");
        }
        if let Some(mut limits) = self.section("limits") {
            limits.known(&["file-bytes", "line-bytes"]);
            raw.file_bytes = limits.size("file-bytes");
            raw.line_bytes = limits.size("line-bytes");
        }
    }

    /// Reports every key that is not among `keys`.
    fn known(&mut self, keys: &[&str]) {
        let place = if self.name.is_empty() { "at the top level".to_owned() } else { format!("in [{}]", self.name) };
        for key in self.table.keys().filter(|k| !keys.contains(&k.get_ref().as_ref())) {
            let typed = key.get_ref();
            let help = nearest(typed, keys.iter().copied()).map_or_else(|| format!("known here: {}", keys.join(", ")), |k| format!("did you mean `{k}`?"));
            self.problems.push(Problem::new(key.span(), format!("unknown key `{typed}` {place}"), "not known").help(Some(help)));
        }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v)
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let kind = value.get_ref().type_str();
        self.problems.push(Problem::new(value.span(), format!("`{key}` must be {wanted}"), format!("this is of type {kind}")));
    }

    fn section(&mut self, name: &'static str) -> Option<Reader<'_, 'i>> {
        let value = self.get(name)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, name, &format!("a table: [{name}]"));
            return None;
        };
        Some(Reader { table, problems: &mut *self.problems, name })
    }

    fn string(&mut self, key: &str) -> Option<At<String>> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, key, "a string");
        }
        text.map(|t| (t.to_owned(), value.span()))
    }

    /// A date, as TOML writes it or as a string.
    fn date(&mut self, key: &str) -> Option<At<String>> {
        match self.get(key)? {
            value if value.get_ref().is_datetime() => Some((value.get_ref().as_datetime()?.to_string(), value.span())),
            _ => self.string(key),
        }
    }

    /// Every key of the table with its string.
    fn strings(&mut self) -> Vec<(At<String>, At<String>)> {
        let table = self.table;
        let mut out = Vec::new();
        for (key, value) in table {
            match value.get_ref().as_str() {
                Some(text) => out.push(((key.get_ref().to_string(), key.span()), (text.to_owned(), value.span()))),
                None => self.wrong(value, key.get_ref(), "a string"),
            }
        }
        out
    }

    /// An array of strings.
    fn list(&mut self, key: &str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "an array of strings");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => out.push((text.to_owned(), item.span())),
                None => self.wrong(item, key, "an array of strings"),
            }
        }
        out
    }

    fn patterns(&mut self, key: &str) -> Option<Vec<(At<String>, At<String>)>> {
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "an array of { ko = \"…\", en = \"…\" }");
            return None;
        };
        let mut out = Vec::new();
        for item in items {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong(item, key, "an array of { ko = \"…\", en = \"…\" }");
                continue;
            };
            let mut pair = Reader { table, problems: &mut *self.problems, name: "pairs.patterns" };
            pair.known(&["ko", "en"]);
            match (pair.string("ko"), pair.string("en")) {
                (Some(ko), Some(en)) => out.push((ko, en)),
                _ if pair.get("ko").is_some() && pair.get("en").is_some() => {}
                _ => self.problems.push(Problem::new(item.span(), "a pattern names both languages", "`ko` or `en` is missing")),
            }
        }
        Some(out)
    }

    /// A number, exactly as it is written.
    fn decimal(&mut self, key: &str) -> Option<At<Exact>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(f) => Exact::parse(&f.as_str().replace('_', "")),
            DeValue::Integer(i) if i.radix() == 10 => Exact::parse(&i.as_str().replace('_', "")),
            _ => None,
        };
        if number.is_none() {
            self.wrong(value, key, "a decimal number");
        }
        number.map(|n| (n, value.span()))
    }

    fn size(&mut self, key: &str) -> Option<At<u64>> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer().and_then(|i| u64::from_str_radix(i.as_str(), i.radix()).ok()).filter(|&n| n > 0);
        if number.is_none() {
            self.wrong(value, key, "a whole number of bytes above zero");
        }
        number.map(|n| (n, value.span()))
    }
}
